public import HTTPServing
public import JSONRPC
import Locking
public import MCP
import NIOCore

/// The hub as one caller may use it: the same rights, records and servers as over its endpoint for agents.
///
/// Each call is a connection of its own, as a request of the modern era is one; whoever cancels it hangs up.
public struct HubRegistry: ToolRegistry {
    private let hub: Hub
    private let caller: HTTPCaller

    /// How many messages about a call may wait to be looked at; of more, the oldest are left out. The answer is the
    /// last and never is.
    private static let maximumWaiting = 64
    private static let callID = RequestID.integer(1)

    /// The hub as `caller` may use it.
    public init(_ hub: Hub, for caller: HTTPCaller) {
        self.hub = hub
        self.caller = caller
    }

    /// How long a list waits for servers that were never seen before.
    private static let patience = Duration.seconds(5)

    /// Every tool that may be called, listed to agents or not.
    public func listTools(for caller: MCP.Caller) async throws -> [Tool] {
        await hub.waitUntilKnown(timeout: Self.patience)
        let list = await hub.tools(as: hub.identity(of: self.caller))
        return list.names.compactMap { name in
            guard let entry = list.entry(name), let json = try? JSONValue(parsing: entry) else { return nil }
            return try? Tool(json: json)
        }
    }

    /// Calls a tool as an agent does.
    ///
    /// - Throws: ``RPCError`` of the tool's server, and of the hub: -31001 a server that cannot be reached, -31002 one
    ///   that took too long, -31003 too much under way, -31004 what the caller may not use.
    public func callTool(
        _ name: String, arguments: JSONObject, context: RequestContext
    ) async throws -> Outcome<CallToolResult> {
        let (messages, continuation) = AsyncStream.makeStream(
            of: OutboundMessage.self, bufferingPolicy: .bufferingNewest(Self.maximumWaiting))
        let connection = HubEndpoint(hub).connect(caller) { continuation.yield($0) }
        defer { connection.close() }
        connection.receive(Self.request(name, arguments, context).message.buffer)
        for await message in messages {
            if let outcome = try await Self.outcome(of: message, context) { return outcome }
        }
        throw CancellationError()
    }

    /// Emits whenever what is offered, or to whom, may have become another.
    public func toolListChanges() -> AsyncStream<Void> { hub.registryChanges() }

    private static func request(
        _ name: String, _ arguments: JSONObject, _ context: RequestContext
    ) -> CallToolRequest {
        var meta = RequestMeta(
            protocolVersion: .latest, clientCapabilities: context.caller.capabilities,
            clientInfo: context.caller.clientInfo)
        meta.progressToken = .integer(1)
        var answers = InputResponses()
        for key in context.answers.keys.sorted() { answers[key] = context.answers[key] }
        return CallToolRequest(
            id: callID,
            params: CallToolRequestParams(
                name: name, arguments: arguments, inputResponses: answers.isEmpty ? nil : answers,
                requestState: context.state?.string, meta: meta))
    }

    /// What a message says of the end of the call; nil when it is not the end.
    private static func outcome(
        of message: OutboundMessage, _ context: RequestContext
    ) async throws -> Outcome<CallToolResult>? {
        switch message.kind {
        case .result, .failure, .refusal:
            switch try Message(parsing: message.bytes) {
            case .result(_, let result): return try outcome(result)
            case .failure(_, let error): throw error
            case .request, .notification: return nil
            }
        case .notification:
            await report(message.bytes, context)
            return nil
        case .request: return nil
        }
    }

    private static func outcome(_ result: JSONObject) throws -> Outcome<CallToolResult> {
        switch try ResultOrInputRequired<CallToolResult>(result) {
        case .result(let result):
            if let code = result.meta?.other[JSONObject.failureKey]?.integer {
                throw RPCError(code: code, message: result.text)
            }
            return .complete(result)
        case .inputRequired(let questions):
            return .inputRequired(
                InputRequired(questions.inputRequests ?? [:], state: questions.requestState.map(JSONValue.string)))
        }
    }

    private static func report(_ bytes: ByteBuffer, _ context: RequestContext) async {
        guard case .notification(ProgressNotificationParams.method, let params?) = try? Message(parsing: bytes),
            let progress = try? ProgressNotificationParams(params)
        else { return }
        await context.progress(
            progress.progress.double, total: progress.total?.double, message: progress.message)
    }
}

extension CallToolResult {
    /// What it says in words.
    fileprivate var text: String {
        content.compactMap { if case .text(let text) = $0 { text.text } else { nil } }.joined(separator: "\n")
    }
}

extension Hub {
    /// Emits whenever what is offered, or to whom, may have become another; several times may be told as one.
    public nonisolated func registryChanges() -> AsyncStream<Void> { changes.listen(limit: 1) }

    /// The tools that somebody may call.
    func tools(as identity: AgentIdentity) -> ExposedList {
        (identity.view.map { core.view($0) } ?? core.whole).snapshot.tools
    }

    /// Whom a caller over the network acts for, and with which rights.
    nonisolated func identity(of caller: HTTPCaller) -> AgentIdentity {
        let granted = published.withLock { $0.access.access(of: caller.scopes) }
        return AgentIdentity(
            principal: caller.principal, server: caller.view, access: granted.limited(to: caller.tools),
            departments: caller.departments)
    }
}
