import CostFiles
import CostModel
import Foundation

/// A file, or the parts of an export, that people named or that were found in a folder they named.
struct FoundFile: Hashable {
    /// Which of Azure's two views of a month it is.
    enum View: Hashable {
        case actual
        case amortized
        case other
    }

    /// Where it is: that of the manifest, for an export that has one.
    let path: String
    /// The files.
    let files: [String]
    let view: View
    /// What its manifest says.
    var manifest: ExportManifest?

    /// A file by itself, whose view its name tells.
    init(path: String) {
        self.path = path
        files = [path]
        let name = path.lowercased()
        let isAmortized = name.contains("amortized") || name.contains("amortised")
        view = isAmortized ? .amortized : name.contains("actual") ? .actual : .other
    }

    /// What a manifest lists. Throws ``CostFileError``.
    init(manifestPath: String) throws(CostFileError) {
        let manifest = try ExportManifest(path: manifestPath)
        path = manifestPath
        files = try manifest.files(besides: manifestPath)
        view = manifest.type == "AmortizedCost" ? .amortized : manifest.type == "ActualCost" ? .actual : .other
        self.manifest = manifest
    }

    private static let manifestName = "manifest.json"
    private static let endings = [".csv", ".csv.gz", ".gz", ".zip", ".parquet"]
    private static let maximumCount = 10_000

    /// What a path means: a manifest, a folder with all below it, or a file. Blocks. Throws ``CostFileError``.
    static func all(at path: String) throws(CostFileError) -> [FoundFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            if path.hasSuffix(manifestName) { return [try FoundFile(manifestPath: path)] }
            return [FoundFile(path: path)]
        }
        var found: [FoundFile] = []
        for (folder, names) in try tree(path) {
            if names.contains(where: { $0 == manifestName }) {
                found.append(try FoundFile(manifestPath: "\(folder)/\(manifestName)"))
            } else {
                let files = names.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }
                found += files.map { FoundFile(path: "\(folder)/\($0)") }
            }
        }
        guard !found.isEmpty else {
            throw .unreadable(path: path, reason: "neither it nor a folder below it has a .csv, .csv.gz or .zip file")
        }
        return latestRuns(found)
    }

    /// The names of the files of a folder and of those below it, in order.
    private static func tree(_ path: String) throws(CostFileError) -> [(folder: String, names: [String])] {
        let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        var names: [String: [String]] = [:]
        var count = 0
        for case let relative as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            count += 1
            guard count <= maximumCount else { throw .tooLarge(path: path, what: "the folder", limit: maximumCount) }
            let parts = relative.split(separator: "/")
            guard let name = parts.last, !parts.contains(where: { $0.hasPrefix(".") }) else { continue }
            names[([root] + parts.dropLast().map(String.init)).joined(separator: "/"), default: []].append(String(name))
        }
        return names.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }

    /// Each run of a month-to-date export has all of the month, so only the latest run of a month counts.
    private static func latestRuns(_ found: [FoundFile]) -> [FoundFile] {
        var latest: [[String]: String] = [:]
        func key(_ file: FoundFile) -> [String]? {
            guard let manifest = file.manifest, let export = manifest.export, let month = manifest.month else {
                return nil
            }
            return [export, manifest.type ?? "", "\(month)"]
        }
        for file in found {
            guard let key = key(file), let submitted = file.manifest?.submitted else { continue }
            latest[key] = max(latest[key] ?? "", submitted)
        }
        return found.filter { file in key(file).map { latest[$0] == file.manifest?.submitted } ?? true }
    }
}
