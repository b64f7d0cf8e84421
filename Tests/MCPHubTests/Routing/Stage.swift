import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// A routing core whose agents and children say what a test lets them say, line by line.
struct Stage {
    /// What the hub has said since it was asked the last time, such as `agent 1: {…}` or `child 2: {…}`.
    private(set) var said: [String] = []
    private(set) var core: RoutingCore
    private(set) var now = Duration.zero
    private var connections: [String: ConnectionID] = [:]

    /// A hub with servers that have a tool `t`, a prompt `p` and a resource `r://<key>`, all known from earlier.
    init(
        _ servers: [String: ProtocolVersion], hub: (inout HubSettings) -> Void = { _ in },
        server: (inout ServerSettings) -> Void = { _ in }
    ) throws {
        var settings = HubSettings()
        settings.trust = .off
        hub(&settings)
        var configuration = HubConfiguration(settings: settings)
        var catalogs: [ChildCatalog] = []
        for (key, version) in servers.sorted(by: { $0.key < $1.key }) {
            configuration.servers.append(Self.configuration(key, server))
            catalogs.append(
                try Samples.catalog(key, tools: ["t"], prompts: ["p"], resources: ["r://\(key)"], version: version))
            catalogs[catalogs.count - 1].capabilities.resources?.subscribe = true
        }
        let merged = RegistryMerger(now: WallTime(milliseconds: 0)).merge(
            catalogs: catalogs, configuration: configuration, trust: TrustStore(), version: 1)
        core = RoutingCore(
            configuration, identity: Implementation(name: "hub", version: "1"), catalogs: catalogs,
            snapshot: merged.snapshot, seed: 1, at: .zero)
        tell { $0.begin(at: $1) }
        for (key, version) in servers.sorted(by: { $0.key < $1.key }) { start(key, version) }
        said = []
    }

    static func configuration(
        _ key: String, argument: String = "", _ change: (inout ServerSettings) -> Void = { _ in }
    ) -> ServerConfiguration {
        var settings = ServerSettings()
        change(&settings)
        let endpoint = ServerEndpoint.process(
            ProcessEndpoint(command: Setting.template(key), arguments: [Setting.template(argument)]))
        let origin = Origin(SourcePosition(file: "test"), pointer: "")
        return ServerConfiguration(key: key, endpoint: endpoint, settings: settings, origin: origin)
    }

    mutating func tell(_ body: (inout RoutingCore, Duration) -> Void) {
        body(&core, now)
        for effect in core.effects {
            switch effect {
            case .sendToAgent(let id, let line, _): said.append("agent \(id.number): \(String(buffer: line))")
            case .sendToChild(let id, let line):
                let key = core.connections[id]?.server ?? "gone"
                said.append("\(key): \(String(buffer: line))")
            case .launch(let id, let server): connections[server.key] = id
            default: break
            }
        }
        core.effects = []
    }

    /// What has been said, and is forgotten now.
    mutating func take() -> [String] {
        defer { said = [] }
        return said
    }

    mutating func pass(_ time: Duration) {
        let end = now + time
        while let alarm = core.alarm, alarm <= end {
            now = max(now, alarm)
            tell { $0.timePassed(at: $1) }
        }
        now = end
    }

    /// The process of a server starts and is greeted.
    mutating func start(_ key: String, _ version: ProtocolVersion) {
        guard let id = connections[key] else { return }
        tell { $0.childLaunched(id, at: $1) }
        let capabilities = #""capabilities":{"tools":{},"logging":{},"resources":{"subscribe":true}}"#
        if version.era == .modern {
            child(key, #"{"jsonrpc":"2.0","id":1,"result":{"supportedVersions":["2026-07-28"],\#(capabilities)}}"#)
        } else {
            child(
                key,
                #"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"\#(version.rawValue)",\#(capabilities),"#
                    + #""serverInfo":{"name":"s","version":"1"}}}"#)
        }
    }

    mutating func child(_ key: String, _ text: String) {
        guard let id = connections[key] else { return }
        tell { $0.childSent(ByteBuffer(string: text), from: id, at: $1) }
    }

    /// A child asks by a form.
    mutating func ask(_ key: String, id: Int, _ message: String) {
        child(
            key,
            #"{"jsonrpc":"2.0","id":\#(id),"method":"elicitation/create","params":{"message":"\#(message)","#
                + #""requestedSchema":{"type":"object","properties":{}}}}"#)
    }

    /// The oldest call that a child has is answered.
    mutating func finishFirstCall(_ key: String) {
        let first = core.calls.values.filter { $0.route?.child == key }.min { $0.id < $1.id }
        guard case .open(_, let number) = first?.state else { return }
        child(key, #"{"jsonrpc":"2.0","id":\#(number),"result":{"content":[]}}"#)
    }

    mutating func connect(_ agent: Int, principal: String = "p") {
        tell { $0.agentConnected(AgentID(number: agent), AgentIdentity(principal: principal), at: $1) }
    }

    /// An agent connects and shakes hands.
    mutating func greet(_ agent: Int, principal: String = "p", _ version: ProtocolVersion = .latestLegacy) {
        connect(agent, principal: principal)
        self.agent(
            agent,
            #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"\#(version.rawValue)","#
                + #""capabilities":{"elicitation":{"form":{},"url":{}}},"clientInfo":{"name":"a","version":"1"}}}"#)
        self.agent(agent, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
        said = []
    }

    mutating func agent(_ agent: Int, _ text: String) {
        tell { $0.agentSent(ByteBuffer(string: text), from: AgentID(number: agent), at: $1) }
    }

    /// What every request of the modern era carries.
    static let meta =
        #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","#
        + #""io.modelcontextprotocol/clientCapabilities":{"elicitation":{"form":{},"url":{}}}}"#

    /// An agent calls the tool of a server.
    mutating func call(_ agent: Int, id: Int, _ key: String, isModern: Bool = false, more: String = "") {
        let meta = isModern ? ",\(Self.meta)" : ""
        self.agent(
            agent,
            #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(key)__t"\#(meta)\#(more)}}"#)
    }

    mutating func cancel(_ agent: Int, id: Int) {
        self.agent(agent, #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#)
    }
}

extension [String] {
    /// Those that begin with `who` and have `text` in them.
    func lines(to who: String, with text: String = "") -> [String] {
        filter { $0.hasPrefix("\(who):") && (text.isEmpty || $0.contains(text)) }
    }

    /// The state in the last line that has one.
    var state: String {
        let text = last { $0.contains("requestState") } ?? ""
        return text.firstMatch(of: /"requestState":"([^"]*)"/).map { String($0.1) } ?? ""
    }
}
