public import CostFiles
import CostModel

/// What files, folders and manifests mean as imports: which files belong together, and in which order.
///
/// - The parts that a manifest lists are one import; of several runs of one export for a month, the latest counts.
/// - Azure's actual and amortised costs of one month and billing account are one import: the rows of the amortised
///   file, and from the other one the purchases and refunds of commitments, which the first does not have. They are told
///   by their manifests, or by the words `actual` and `amortized` in their paths.
/// - Any other file is an import of its own.
public struct ImportPlan: Hashable, Sendable {
    /// One import.
    public struct Item: Hashable, Sendable {
        /// The files in order.
        public var files: [File]
        /// What people should know of it.
        public var notes: [String]
    }

    /// A file, and what is taken of it.
    public struct File: Hashable, Sendable {
        /// Where it is.
        public var path: String
        /// Which rows are taken.
        public var selection: CostFileOptions.Selection
    }

    /// The imports, in order.
    public private(set) var items: [Item] = []

    /// Finds out what paths mean; `isTogether` makes one import of everything. Opens files for their first rows, and
    /// blocks. Throws ``CostFiles/CostFileError``.
    public init(
        paths: [String], options: CostFileOptions = CostFileOptions(), isTogether: Bool = false
    ) throws(CostFileError) {
        var found: [FoundFile] = []
        for path in paths { found += try FoundFile.all(at: path) }
        guard !isTogether else {
            items = [Item(files: found.flatMap(\.files).map { File(path: $0, selection: .all) }, notes: [])]
            return
        }
        let amortized = try views(.amortized, found, options)
        let actual = try views(.actual, found, options)
        for file in found {
            switch file.view {
            case .other: add([file])
            case .amortized:
                guard let key = amortized[file] else { add([file]); continue }
                let partners = found.filter { actual[$0] == key }
                guard !partners.isEmpty else { add([file], notes: [Self.onlyAmortized(file)]); continue }
                // All files of the month were added with the first of them.
                guard found.first(where: { amortized[$0] == key }) == file else { continue }
                add(found.filter { amortized[$0] == key }, purchasesOf: partners)
            case .actual:
                guard let key = actual[file] else { add([file]); continue }
                guard !amortized.values.contains(key) else { continue }
                add([file], notes: [Self.onlyActual(file)])
            }
        }
    }

    /// The month and the account of the files that are of a view indeed.
    private func views(
        _ view: FoundFile.View, _ found: [FoundFile], _ options: CostFileOptions
    ) throws(CostFileError) -> [FoundFile: ViewKey] {
        var keys: [FoundFile: ViewKey] = [:]
        for file in found where file.view == view {
            guard let first = file.files.first else { continue }
            let head = try FileHead(path: first, options: options)
            guard head.dialect == .azure, let month = file.manifest?.month ?? head.month else { continue }
            keys[file] = ViewKey(month: month, billingAccount: head.billingAccount)
        }
        return keys
    }

    private struct ViewKey: Hashable {
        let month: Month
        let billingAccount: String?
    }

    private mutating func add(_ found: [FoundFile], purchasesOf partners: [FoundFile] = [], notes: [String] = []) {
        let files = found.flatMap(\.files).map { File(path: $0, selection: .all) }
        let purchases = partners.flatMap(\.files).map { File(path: $0, selection: .commitmentPurchases) }
        items.append(Item(files: files + purchases, notes: notes))
    }

    private static func onlyActual(_ file: FoundFile) -> String {
        "\(file.path) has actual costs only: what reservations and savings plans cover shows no effective cost. Import"
            + " the amortised costs of the month along with it"
    }

    private static func onlyAmortized(_ file: FoundFile) -> String {
        "\(file.path) has amortised costs only: purchases of reservations and savings plans are missing from what is"
            + " billed. Import the actual costs of the month along with it"
    }
}
