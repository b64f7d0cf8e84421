import Dispatch
import MCP

extension Hub {
    /// Merges what the servers offer, away from the thread that serves.
    func merge(_ catalogs: [ChildCatalog], _ configuration: HubConfiguration) {
        registry.note(configuration)
        let (trust, version) = (registry.trust, registry.nextVersion())
        Task {
            let merged = await Self.merged(catalogs, configuration, trust, version)
            let known = Set(registry.lastMerge?.notes ?? [])
            registry.take(merged)
            search = nil
            for note in merged.notes where !known.contains(note) { options.log(HubLogEntry(.warning, note)) }
            for collision in merged.snapshot.collisions { options.log(HubLogEntry(.error, "\(collision)")) }
            mirrors.update(merged.snapshot)
            core.merged(merged.snapshot, at: uptime)
            settle()
            changes.send(())
        }
    }

    @concurrent
    private static func merged(
        _ catalogs: [ChildCatalog], _ configuration: HubConfiguration, _ trust: TrustStore, _ version: Int
    ) async -> MergedRegistry {
        RegistryMerger().merge(catalogs: catalogs, configuration: configuration, trust: trust, version: version)
    }

    /// Approves the tools of these servers as they are, nil for all of them, and merges again.
    public func approve(_ servers: [String]?) async {
        registry.reloadTrust()
        for (key, server) in core.servers where servers?.contains(key) ?? true {
            if let catalog = server.catalog { registry.approve(catalog) }
        }
        core.trustChanged(at: uptime)
        settle()
        await save()
    }

    /// Follows approvals that another program has written down.
    public func reloadTrust() async {
        registry.reloadTrust()
        core.trustChanged(at: uptime)
        settle()
    }

    /// Writes down in a moment what was learned.
    func saveSoon() {
        saving = Task {
            try? await Task.sleep(for: .milliseconds(200))
            saving = nil
            await save()
        }
    }

    /// Writes down what was learned, and waits for what is being written already.
    func save() async {
        let (changes, log) = (registry.hasChanges ? registry.takeChanges() : nil, options.log)
        await withCheckedContinuation { done in
            Self.files.async {
                do { try changes?.write() } catch { log(HubLogEntry(.warning, "\(error)")) }
                done.resume()
            }
        }
    }

    /// Where files are written, which may take a disk its time.
    private static let files = DispatchQueue(label: "mcphub files")
}
