import JSONRPC
import MCP
import SystemPackage

/// What the hub remembers between two runs, and how it merges what the servers offer with it.
///
/// Belongs to the hub's actor. Files are written elsewhere, the last state in the end.
final class RegistryKeeper {
    private let options: HubOptions
    private let manifestFile: FilePath?
    private let trustFile: FilePath?
    private var manifests: ManifestStore
    private(set) var trust: TrustStore
    private(set) var lastMerge: MergedRegistry?
    private var version = 0
    private var launchDigests: [String: String]
    private var saving: Task<Void, Never>?

    init(_ configuration: HubConfiguration, _ options: HubOptions) {
        self.options = options
        manifestFile = Self.manifestFile(configuration, options)
        trustFile = options.locations.trustFile.map { FilePath($0) }
        manifests = Self.loadManifests(manifestFile, options)
        trust = Self.loadTrust(trustFile, options)
        launchDigests = [:]
        note(configuration)
    }

    /// Takes note of how servers are started: what is remembered belongs to that, and not to a name.
    func note(_ configuration: HubConfiguration) {
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
    func mergeRemembered(_ configuration: HubConfiguration) -> MergedRegistry {
        version += 1
        let merged = RegistryMerger().merge(
            catalogs: remembered(configuration), configuration: configuration, trust: trust, version: version)
        lastMerge = merged
        return merged
    }

    /// The number of the next snapshot.
    func nextVersion() -> Int {
        version += 1
        return version
    }

    /// Takes over what a merge has found.
    func take(_ merged: MergedRegistry) {
        lastMerge = merged
        guard !merged.firstSeen.isEmpty else { return }
        trust = merged.trust
        save()
    }

    /// Remembers what a server offers.
    func keep(_ catalog: ChildCatalog) {
        guard manifestFile != nil, let digest = launchDigests[catalog.child] else { return }
        if manifests.keep(catalog, of: digest) { save() }
    }

    /// Approves the tools of a server as they are.
    func approve(_ catalog: ChildCatalog) {
        trust.approve(ToolSetFingerprint(catalog), of: catalog.child, at: WallTime.now().description)
        save()
    }

    /// Reads anew what has been approved, because another program may have written it.
    func reloadTrust() { trust = Self.loadTrust(trustFile, options) }

    /// Writes in a moment, once for everything that changes until then.
    private func save() {
        guard saving == nil else { return }
        saving = Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(200))
            await self?.write()
        }
    }

    /// Writes what has not been written.
    func saveNow() async {
        guard let saving else { return }
        saving.cancel()
        await write()
    }

    private func write() async {
        saving = nil
        let (manifests, trust, log) = (manifests, trust, options.log)
        let (manifestFile, trustFile) = (manifestFile, trustFile)
        await Self.write(manifests, to: manifestFile, trust, to: trustFile, log)
    }

    @concurrent
    private static func write(
        _ manifests: ManifestStore, to manifestFile: FilePath?, _ trust: TrustStore, to trustFile: FilePath?,
        _ log: @Sendable (HubLogEntry) -> Void
    ) async {
        for (file, bytes) in [(manifestFile, manifests.document), (trustFile, trust.document)] {
            guard let file else { continue }
            do {
                try PrivateFile.makeFolder(of: file)
                try PrivateFile.write(bytes, to: file)
            } catch { log(HubLogEntry(.warning, "\(error)")) }
        }
    }

    private static func manifestFile(_ configuration: HubConfiguration, _ options: HubOptions) -> FilePath? {
        switch configuration.settings.manifestCache {
        case .off: nil
        case .standard: options.locations.manifestCache.map { FilePath($0) }
        case .file(let template):
            template.expanded(in: options.environment).reasons.isEmpty
                ? FilePath(template.expanded(in: options.environment).text) : nil
        }
    }

    private static func loadManifests(_ file: FilePath?, _ options: HubOptions) -> ManifestStore {
        guard let file else { return ManifestStore() }
        do {
            guard let bytes = try PrivateFile.read(file, limit: ManifestStore.maximumBytes) else { return ManifestStore() }
            let loaded = ManifestStore.load(bytes.span)
            for reason in loaded.ignored { options.log(HubLogEntry(.warning, "\(file): \(reason)")) }
            return loaded.cache
        } catch {
            options.log(HubLogEntry(.warning, "\(error)"))
            return ManifestStore()
        }
    }

    private static func loadTrust(_ file: FilePath?, _ options: HubOptions) -> TrustStore {
        guard let file else { return TrustStore() }
        do {
            guard let bytes = try PrivateFile.read(file, limit: 64 << 20) else { return TrustStore() }
            return try TrustStore(document: bytes.span)
        } catch {
            options.log(HubLogEntry(.error, "\(file) cannot be used, so every server counts as new: \(error)"))
            return TrustStore()
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
