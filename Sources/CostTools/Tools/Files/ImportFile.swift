import Foundation

/// A file that may be imported: a plain file below one of the folders, links resolved, and not too large.
struct ImportFile {
    let path: String

    /// Takes what the caller wrote; a relative path begins at the first of the folders.
    init(_ text: String, _ options: CostToolsOptions) throws(ToolFailure) {
        let folders = options.importFolders.compactMap(Self.real)
        let folderNames = options.importFolders.joined(separator: ", ")
        let named = text.hasPrefix("/") ? text : (options.importFolders.first ?? ".") + "/" + text
        // What is not there and what must not be read are answered alike: nobody learns which files there are.
        guard let path = Self.real(named), folders.contains(where: { path.hasPrefix($0 == "/" ? $0 : $0 + "/") }) else {
            throw ToolFailure("there is no file “\(text.prefix(200))” in the folders for imports (\(folderNames))")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw ToolFailure("“\(text.prefix(200))” is no plain file; name one CSV, gzip or zip file")
        }
        guard let size = attributes?[.size] as? Int64 ?? (attributes?[.size] as? Int).map(Int64.init),
            size <= options.maximumImportBytes
        else {
            throw ToolFailure("“\(text.prefix(200))” is larger than \(options.maximumImportBytes) bytes")
        }
        self.path = path
    }

    /// The path without links; nil when nothing is there.
    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
