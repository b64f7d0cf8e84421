import JSONRPC
import MCP
import SystemPackage

/// What the hub remembers between two runs, and how it merges what the servers offer with it.
///
/// A value of the hub's actor, which writes what ``takeChanges()`` hands out where it does not hold anybody up.
struct RegistryKeeper {
    private let options: HubOptions
    private let manifestFile: FilePath?
    private let trustFile: TrustFile?
    private var manifests: ManifestStore
    private(set) var trust: TrustStore
    private(set) var lastMerge: MergedRegistry?
    private var version = 0
    private var launchDigests: [String: String]
    /// Who was approved by being seen for the first time, and who by somebody, since the last writing.
    private var firstSeen: Set<String> = []
    private var approved: Set<String> = []
    private var manifestsChanged = false

    /// Reads what is remembered.
    ///
    /// - Throws: ``TrustStoreFailure`` or ``PrivateFileFailure`` when what was approved cannot be read although
    ///   everything else is to be withheld: without it, everything would count as new, and nothing as changed.
    init(_ configuration: HubConfiguration, _ options: HubOptions) throws {
        self.options = options
        manifestFile = Self.manifestFile(configuration, options)
        manifests = Self.loadManifests(manifestFile, options)
        let trustFile = options.locations.trustFile.map { TrustFile(path: FilePath($0)) }
        do { trust = try trustFile?.read() ?? TrustStore() } catch {
            guard configuration.settings.trust != .block else { throw error }
            trust = TrustStore()
            options.log(HubLogEntry(.error, "what was approved is not known, so nothing is compared with it: \(error)"))
        }
        self.trustFile = trustFile
        launchDigests = [:]
        note(configuration)
    }

    /// Takes note of how servers are started: what is remembered belongs to that, and not to a name.
    mutating func note(_ configuration: HubConfiguration) {
        for server in configuration.enabledServers {
            launchDigests[server.key] = server.launchDigest(in: options.environment)
        }
    }

    /// What is remembered of the servers of a configuration.
    func remembered(_ configuration: HubConfiguration) -> [ChildCatalog] {
        configuration.enabledServers.compactMap { server in
            launchDigests[server.key].flatMap { manifests.catalog(of: $0, for: server.key) }
        }
    }

    /// The registry of what is remembered.
    mutating func mergeRemembered(_ configuration: HubConfiguration) -> MergedRegistry {
        version += 1
        let merged = RegistryMerger().merge(
            catalogs: remembered(configuration), configuration: configuration, trust: trust, version: version)
        lastMerge = merged
        return merged
    }

    /// The number of the next snapshot.
    mutating func nextVersion() -> Int {
        version += 1
        return version
    }

    /// Takes over what a merge has found.
    mutating func take(_ merged: MergedRegistry) {
        lastMerge = merged
        guard !merged.firstSeen.isEmpty else { return }
        trust = merged.trust
        firstSeen.formUnion(merged.firstSeen)
    }

    /// Remembers what a server offers.
    mutating func keep(_ catalog: ChildCatalog) {
        guard manifestFile != nil, let digest = launchDigests[catalog.child] else { return }
        guard manifests.keep(catalog, of: digest) else { return }
        manifestsChanged = true
    }

    /// Approves the tools of a server as they are.
    mutating func approve(_ catalog: ChildCatalog) {
        trust.approve(ToolSetFingerprint(catalog), of: catalog.child, at: WallTime.now().description)
        approved.insert(catalog.child)
    }

    /// Reads anew what has been approved, because another program may have written it. What cannot be read changes
    /// nothing.
    mutating func reloadTrust() {
        do { trust = try trustFile?.read() ?? TrustStore() } catch {
            options.log(HubLogEntry(.error, "the approvals stay as they were: \(error)"))
        }
    }

    /// Whether something is to be written down.
    var hasChanges: Bool { manifestsChanged || !firstSeen.isEmpty || !approved.isEmpty }

    /// What is to be written down; it counts as written from now on.
    mutating func takeChanges() -> RegistryChanges {
        defer { (manifestsChanged, firstSeen, approved) = (false, [], []) }
        return RegistryChanges(
            manifests: manifestsChanged ? manifests : nil, manifestFile: manifestFile, trust: trust,
            trustFile: trustFile, firstSeen: firstSeen, approved: approved)
    }

    private static func manifestFile(_ configuration: HubConfiguration, _ options: HubOptions) -> FilePath? {
        switch configuration.settings.manifestCache {
        case .off: nil
        case .standard: options.locations.manifestCache.map { FilePath($0) }
        case .file(let template): (try? template.expandedPath(in: options.environment)).map { FilePath($0) }
        }
    }

    private static func loadManifests(_ file: FilePath?, _ options: HubOptions) -> ManifestStore {
        guard let file else { return ManifestStore() }
        do {
            guard let bytes = try PrivateFile.read(file, limit: ManifestStore.maximumBytes) else {
                return ManifestStore()
            }
            let loaded = ManifestStore.load(bytes.span)
            for reason in loaded.ignored { options.log(HubLogEntry(.warning, "\(file): \(reason)")) }
            return loaded.cache
        } catch {
            options.log(HubLogEntry(.warning, "\(error)"))
            return ManifestStore()
        }
    }
}

/// What a hub has learned of its servers and wants to find again at its next start.
struct RegistryChanges: Sendable {
    let manifests: ManifestStore?
    let manifestFile: FilePath?
    let trust: TrustStore
    let trustFile: TrustFile?
    let firstSeen: Set<String>
    let approved: Set<String>

    /// Writes it.
    ///
    /// - Throws: ``PrivateFileFailure`` or ``TrustStoreFailure``.
    func write() throws {
        if let manifests, let manifestFile {
            try PrivateFile.prepareFolder(of: manifestFile)
            try PrivateFile.write(manifests.document, to: manifestFile)
        }
        guard let trustFile, !firstSeen.isEmpty || !approved.isEmpty else { return }
        try trustFile.update { store in
            store.adopt(firstSeen.sorted(), from: trust)
            store.replace(approved.sorted(), from: trust)
        }
    }
}

extension ServerConfiguration {
    /// The digest of what is started, without the values that may be secrets; nil for what cannot be started.
    fileprivate func launchDigest(in environment: [String: String]) -> String? {
        guard case .process(let process) = try? expanded(in: environment) else { return nil }
        let parts = [process.command] + process.arguments + [process.workingDirectory ?? ""]
        return Digests.named(JSONValue.array(parts.map(JSONValue.string)).serialized)
    }
}
