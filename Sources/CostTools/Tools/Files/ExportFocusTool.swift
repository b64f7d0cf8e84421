import CostFiles
import CostModel
import CostStore
import Foundation
import JSONRPC

extension CostTool {
    /// The charges as a file.
    static let exportFocus = CostTool(
        name: exportName, title: "Export charges",
        description: "Writes the charges of a period as a FOCUS file into the folder of exports, and tells its path.",
        arguments: Schema.selection(adding: [
            "version": Schema.text("The version of FOCUS: 1.0 to 1.4; 1.2 unless given."),
            "compress": ["type": ["boolean", "string", "null"], "description": "Whether it is packed as gzip."],
        ]),
        data: Schema.object([
            "path": Schema.plainText, "version": Schema.plainText, "chargeCount": Schema.number,
            "billed": ["type": "array", "items": Schema.money], "sha256": Schema.optionalText,
        ])
    ) { call in
        let question = try await call.store.withSnapshot { reader in try await CostQuestion(call, reader) }
        var query = question.query
        query.metric = .billed
        let version = try version(call)
        let written = try call.reader.value("compress")?.bool == nil ? call.reader.text("compress") : nil
        let isCompressed = call.reader.value("compress")?.bool ?? (written?.lowercased() == "true")
        let path = try path(call, query, version, isCompressed)
        let steps = FileSteps(call)
        let export = FocusExport(
            period: query.period, filters: query.filters, version: version, isCompressed: isCompressed,
            progress: { steps.note($0) })
        let summary = try await steps.run { try await export.run(from: call.store, to: .file(path: path)) }
        let sums = summary.billed.words
        return Envelope(
            data: [
                "path": .string(path), "version": .string(version.rawValue), "chargeCount": .count(summary.chargeCount),
                "billed": .array(summary.billed.map(\.json)), "sha256": JSONValue(summary.digest),
            ],
            totals: summary.billed, period: query.period, metric: .billed, basis: question.basis,
            text: "\(summary.chargeCount) charges \(query.period.words), billed \(sums), are in \(path)")
    }

    private static func version(_ call: CostCall) throws(ToolFailure) -> FocusVersion {
        guard let text = try call.reader.text("version") else { return .v1_2 }
        if let version = FocusVersion(rawValue: text) { return version }
        let known = FocusVersion.allCases.map(\.rawValue).joined(separator: ", ")
        throw ToolFailure("version must be one of \(known); it is “\(text.prefix(64))”")
    }

    /// The same question is written to the same file, so that the folder does not grow by asking again.
    private static func path(
        _ call: CostCall, _ query: CostQuery, _ version: FocusVersion, _ isCompressed: Bool
    ) throws -> String {
        guard let folder = call.options.exports else { throw ToolFailure("there is no folder for exports") }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ToolFailure("the folder of exports \(folder) cannot be made: \(error.localizedDescription)")
        }
        let mark = QueryCursor.mark("\(query.filters) \(version) \(call.scope)")
        let name = "focus-\(version.rawValue)-\(query.period.start)-\(query.period.end)-\(mark).csv"
        return URL(filePath: folder).standardizedFileURL.path + "/" + name + (isCompressed ? ".gz" : "")
    }
}
