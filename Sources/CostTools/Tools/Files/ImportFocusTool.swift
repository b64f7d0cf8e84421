import CostFiles
import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// New charges.
    static let importFocus = CostTool(
        name: "import_focus", title: "Import charges",
        description:
            "Imports a FOCUS or Azure cost file of this machine. Its months are replaced as a whole; a file with "
            + "a broken row changes nothing.",
        arguments: [
            "path": [
                "type": "string", "minLength": 1, "maxLength": 4096,
                "description": "The file, in a folder for imports.",
            ],
            "currency": Schema.text("The currency of a file that names none."),
            "provider": Schema.text("The provider of a file that names none."),
        ],
        required: ["path"], writes: true,
        data: ImportListing.schema
    ) { call in
        try call.scope.requireEverything("import_focus")
        let file = try ImportFile(try call.reader.text("path") ?? "", call.options)
        var reading = CostFileOptions(provider: try call.reader.text("provider"))
        if let code = try call.reader.text("currency") {
            guard let currency = Currency(code) else {
                throw ToolFailure("currency must be a code of three letters, such as EUR")
            }
            reading.currency = currency
        }
        let source = FileSource([FileSource.Part(path: file.path, options: reading)])
        let steps = FileSteps(call)
        let options = ImportOptions(moment: call.now, progress: { steps.note($0) })
        let record = try await steps.run {
            guard let open = call.options.openForImporting else {
                return try await call.store.importCharges(from: source, options: options)
            }
            let store = try await open()
            do {
                let record = try await store.importCharges(from: source, options: options)
                await store.close()
                return record
            } catch {
                await store.close()
                throw error
            }
        }
        return try await call.store.withSnapshot { reader in
            Envelope(
                data: .object(try await ImportListing.details(of: record, reader)),
                basis: try await Envelope.Basis(reader), text: record.line)
        }
    }
}
