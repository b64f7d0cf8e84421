import JSONRPC

/// What the children offered the last time, kept so that the first list can be answered before any of them is up.
///
/// A catalog belongs to what is launched (command, arguments, version), given as a digest, and not to the child's key:
/// whatever else is started under the same key is something else.
public struct ManifestStore: Sendable {
    /// The catalogs by the digests of what was launched.
    public private(set) var catalogs: [String: ChildCatalog] = [:]

    /// How many catalogs are kept.
    public static let maximumCount = 1_000
    /// How large the document may be, in bytes.
    public static let maximumBytes = 64 << 20

    /// An empty cache.
    public init() {}

    /// What the child `child` offered when `launch` was last started; nil when it is not known.
    public func catalog(of launch: String, for child: String) -> ChildCatalog? {
        guard var catalog = catalogs[launch] else { return nil }
        catalog.child = child
        return catalog
    }

    /// Keeps a catalog.
    ///
    /// - Returns: whether that changes anything worth writing down.
    public mutating func keep(_ catalog: ChildCatalog, of launch: String) -> Bool {
        if let known = catalogs[launch] {
            var renamed = catalog
            renamed.child = known.child
            guard renamed != known else { return false }
        }
        guard catalogs[launch] != nil || catalogs.count < Self.maximumCount else { return false }
        catalogs[launch] = catalog
        return true
    }

    /// Forgets what is no longer configured.
    public mutating func retain(launches: Set<String>) {
        catalogs = catalogs.filter { launches.contains($0.key) }
    }
}

extension ManifestStore {
    private static let format = "mcphub-manifests"
    private static let version = 1

    /// A document that was read, and what of it was not used.
    public struct Loaded: Sendable {
        /// What could be used.
        public let cache: ManifestStore
        /// Why the rest could not, for the log.
        public let ignored: [String]
    }

    /// Reads a document. What is damaged, foreign or of another version is ignored and costs one list request.
    public static func load(_ document: Span<UInt8>) -> Loaded {
        guard document.count <= maximumBytes else {
            return Loaded(cache: ManifestStore(), ignored: ["it is larger than \(maximumBytes) bytes"])
        }
        do {
            let layout = try ObjectLayout(document)
            guard value(layout["format"], document)?.string == format, let place = layout["manifests"] else {
                return Loaded(cache: ManifestStore(), ignored: ["it is no document of the format \(format)"])
            }
            guard value(layout["version"], document)?.integer == version else {
                return Loaded(cache: ManifestStore(), ignored: ["it has another version than \(version)"])
            }
            return take(try ObjectLayout(document, at: place), document)
        } catch {
            return Loaded(cache: ManifestStore(), ignored: ["it is damaged: \(error)"])
        }
    }

    private static func take(_ layout: ObjectLayout, _ document: Span<UInt8>) -> Loaded {
        var cache = ManifestStore()
        var ignored: [String] = []
        for member in layout.members.prefix(maximumCount) {
            do {
                cache.catalogs[member.key] = try ChildCatalog(document: document, at: member.value)
            } catch {
                ignored.append("the catalog of \(member.key.prefix(80)) cannot be used: \(error)")
            }
        }
        return Loaded(cache: cache, ignored: ignored)
    }

    private static func value(_ place: ByteRange?, _ document: Span<UInt8>) -> JSONValue? {
        guard let place else { return nil }
        return try? JSONValue(parsing: document.extracting(place.range))
    }

    /// The document, in the order of the digests so that equal caches are written alike. Catalogs beyond the size that
    /// can be read again are left out.
    public var document: [UInt8] {
        var bytes = Array(#"{"format":"\#(Self.format)","version":\#(Self.version),"manifests":{"#.utf8)
        var isFirst = true
        for (launch, catalog) in catalogs.sorted(by: { $0.key < $1.key }) {
            let manifest = JSONValue.string(launch).serialized + Array(":".utf8) + catalog.document
            guard bytes.count + manifest.count + 3 <= Self.maximumBytes else { continue }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes += manifest
        }
        return bytes + Array("}}\n".utf8)
    }
}
