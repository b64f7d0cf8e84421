public import CostModel
import JSONRPC

/// The manifest that Azure writes next to the parts of an export (`manifest.json`), or what a cost-details report
/// answers with: which files belong together, and how much is in them.
public struct ExportManifest: Hashable, Sendable {
    /// A part of the export.
    public struct Part: Hashable, Sendable {
        /// Its name: a path in the container, or an address.
        public let name: String
        /// Its size in bytes as it was written; `nil` where that is not said.
        public let byteCount: Int64?
        /// Its rows; `nil` where that is not said.
        public let rowCount: Int?
    }

    /// `FocusCost`, `ActualCost`, `AmortizedCost`; `nil` where that is not said.
    public let type: String?
    /// The name of the export, or its whole id where that is said; `nil` for a report that was asked for once.
    public let export: String?
    /// The month that it begins in; `nil` where that is not said.
    public let month: Month?
    /// When the run was asked for, in a form that orders by time; empty where that is not said.
    public let submitted: String
    /// The parts in order.
    public let parts: [Part]
    /// The rows of all parts; `nil` where that is not said.
    public let rowCount: Int?

    /// The largest manifest that is read, in bytes.
    public static let maximumBytes = 4 << 20

    /// Reads a manifest from a file. Blocks. Throws ``CostFileError``.
    public init(path: String) throws(CostFileError) {
        let file = try RawFile(path: path, digests: false)
        guard file.size <= Self.maximumBytes else {
            throw .tooLarge(path: path, what: "the manifest", limit: Self.maximumBytes)
        }
        let bytes = try file.peek(Int(file.size))
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONValue(parsing: bytes.span)
        } catch {
            throw .manifest(path: path, reason: "\(error)")
        }
        try self.init(value, path: path)
    }

    private init(_ value: JSONValue, path: String) throws(CostFileError) {
        let list = value["blobs"]?.array ?? value["manifest"]?["blobs"]?.array
        guard let list, !list.isEmpty else { throw .manifest(path: path, reason: "it lists no blobs") }
        var parts: [Part] = []
        for blob in list {
            guard let name = blob["blobName"]?.string ?? blob["blobLink"]?.string else {
                throw .manifest(path: path, reason: "a blob has no blobName")
            }
            let size = blob["byteCount"]?.integer.map { Int64($0) }
            parts.append(Part(name: name, byteCount: size, rowCount: blob["dataRowCount"]?.integer))
        }
        self.parts = parts
        type = value["exportConfig"]?["type"]?.string
        export = (value["exportConfig"]?["resourceId"] ?? value["exportConfig"]?["exportName"])?.string
        month = value["runInfo"]?["startDate"]?.string.flatMap { Day($0.prefix(10))?.month }
        submitted = value["runInfo"]?["submittedTime"]?.string ?? ""
        rowCount = value["dataRowCount"]?.integer
    }

    /// Where the parts are, next to the manifest: the last part of each name in its folder, never anywhere else.
    ///
    /// Throws ``CostFileError/manifest(path:reason:)`` for a name that cannot be a file.
    public func files(besides path: String) throws(CostFileError) -> [String] {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        var files: [String] = []
        for part in parts {
            let name = part.name.prefix { $0 != "?" }.split(separator: "/").last ?? ""
            guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(0) else {
                throw .manifest(path: path, reason: "“\(part.name.prefix(100))” names no file")
            }
            files.append("\(folder)\(name)")
        }
        return files
    }
}
