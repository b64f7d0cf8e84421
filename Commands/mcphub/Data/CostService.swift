import CostStore
import CostTools
import MCP
import MCPHub
import SystemPackage

/// The cost tools of this program and the store that they ask.
struct CostService: Sendable {
    /// What a hub offers.
    let server: InProcessServer
    /// The names of the tools.
    let names: Set<String>
    /// Takes files that are sent in; nil where nothing may be changed.
    let uploads: CostUploads?
    private let store: any CostStore

    /// Names the present state of the data; nil when the store does not answer.
    func dataVersion() async -> String? { (try? await store.version()).map { String($0.number) } }

    /// Whether the store answers.
    func isReachable() async -> Bool { await dataVersion() != nil }

    /// Gives `body` the tools that the configuration wants; nil where it wants none. The store is closed afterwards.
    ///
    /// A store that nobody has asked for and that cannot be opened is told of, and does not keep a hub from its other
    /// servers.
    static func with<Result>(
        _ configuration: HubConfiguration, _ data: DataOptions, _ program: ProgramEnvironment,
        _ body: (CostService?) async throws -> Result
    ) async throws -> Result {
        let settings = configuration.settings.cost
        let location = data.location(program)
        guard await isWanted(settings, location) else { return try await body(nil) }
        let options = try options(settings, data.folder(program), location, program)
        switch await opened(location) {
        case .success(let store):
            return try await closing(store) { try await body(CostService(store, options, data.folder(program))) }
        case .failure(let failure):
            guard settings.offer == nil else { throw failure }
            Terminal.tell("mcphub: the cost tools are not offered: \(failure.lines.joined(separator: " "))")
            return try await body(nil)
        }
    }

    /// Without a word in the configuration: whether there is a store. A server that the environment names may be
    /// somebody else's, so nothing is created there unasked.
    private static func isWanted(_ settings: CostSettings, _ location: StoreLocation) async -> Bool {
        if let offer = settings.offer { return offer }
        guard case .postgres = location else { return location.exists }
        do { return try await (location.schema()?.stored ?? 0) > 0 } catch {
            Terminal.tell("mcphub: the cost tools are not offered: \(error.lines.joined(separator: " "))")
            return false
        }
    }

    /// The store for questions and small records, or for questions alone where nothing can be written.
    private static func opened(_ location: StoreLocation) async -> Result<any CostStore, CommandFailure> {
        let recording = await opened(location, .recording)
        guard case .failure = recording, case .success(let store) = await opened(location, .reading) else {
            return recording
        }
        return .success(store)
    }

    private static func opened(
        _ location: StoreLocation, _ access: StoreAccess
    ) async -> Result<any CostStore, CommandFailure> {
        do { return .success(try await location.open(access)) } catch { return .failure(error) }
    }

    private init(_ store: any CostStore, _ options: CostToolsOptions, _ folder: DataFolder) throws {
        self.store = store
        uploads = options.allowsWrites ? CostUploads(folder: folder) : nil
        let server = try CostTools.server(store: store, version: HubVersion.text, options: options)
        self.server = InProcessServer(key: "cost") { await server.serve($0) }
        names = Set(CostTools.toolNames(options))
    }

    private static func closing<Result>(
        _ store: any CostStore, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body()
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    private static func options(
        _ settings: CostSettings, _ folder: DataFolder, _ location: StoreLocation, _ program: ProgramEnvironment
    ) throws -> CostToolsOptions {
        var options = CostToolsOptions()
        options.allowsWrites = settings.writes
        options.requiredTags = settings.requiredTags
        options.exports = folder.exports.string
        options.openForImporting = { try await location.open(.importing) }
        for folder in settings.importFolders {
            do { options.importFolders.append(try folder.expandedPath(in: program.variables)) } catch {
                throw CommandFailure(.usage, error as any Error)
            }
        }
        if options.importFolders.isEmpty { options.importFolders = [folder.path.string] }
        options.importFolders.append(folder.uploads.string)
        return options
    }
}
