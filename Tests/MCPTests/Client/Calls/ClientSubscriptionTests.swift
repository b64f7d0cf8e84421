import JSONRPC
import TestClock
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct ClientSubscriptionTests {
    static let filter = SubscriptionFilter(
        toolsListChanged: true, promptsListChanged: true, resourceSubscriptions: ["a", "b"])

    @Test func `a modern subscription tells what belongs to it until it is cancelled`() async throws {
        let (connected, listen, subscription) = try await subscribed()
        #expect(listen["params"]?["notifications"] == Self.filter.json)
        #expect(subscription.honoured == SubscriptionFilter(toolsListChanged: true))
        let id = listen["id"] ?? .null
        try await connected.server.notify("tools/list_changed", subscription: 99)
        try await connected.server.notify("resources/updated", ["uri": "a"], subscription: id)
        try await connected.server.notify("resources/updated", subscription: id)
        try await connected.server.notify("prompts/list_changed", subscription: id)
        try await connected.server.notify("resources/list_changed", subscription: id)
        try await connected.server.notify("tools/list_changed", subscription: id)
        var events = subscription.events.makeAsyncIterator()
        #expect(await events.next() == .resourceUpdated("a"))
        #expect(await events.next() == .promptListChanged)
        #expect(await events.next() == .resourceListChanged)
        #expect(await events.next() == .toolListChanged)
        await subscription.cancel()
        #expect(await events.next() == nil)
        #expect(try await connected.server.next("notifications/cancelled")["params"]?["requestId"] == id)
        #expect(connected.client.openRequests == 0)
        await connected.client.close()
    }

    @Test func `a modern subscription ends when the server ends it`() async throws {
        let (connected, listen, subscription) = try await subscribed()
        try await connected.server.reply(to: listen, ["resultType": "complete"])
        #expect(await subscription.events.first { _ in true } == nil)
        await subscription.cancel()
        await connected.client.close()
        #expect(await connected.server.rest().isEmpty)
    }

    @Test func `a modern subscription ends with the connection`() async throws {
        let (connected, _, subscription) = try await subscribed()
        await connected.server.close()
        #expect(await subscription.events.first { _ in true } == nil)
        await connected.client.close()
    }

    @Test func `a subscription that is refused or never acknowledged is an error`() async throws {
        let clock = ManualClock()
        let connected = try await ConnectedClient.modern(options: .timed(by: clock))
        let refused = Task { try await connected.client.subscribe(Self.filter) }
        try await connected.server.refuse(try await connected.server.next("subscriptions/listen"), .methodNotFound("x"))
        await #expect(throws: RPCError.methodNotFound("x")) { try await refused.value }
        let ended = Task { try await connected.client.subscribe(Self.filter) }
        try await connected.server.reply(to: try await connected.server.next("subscriptions/listen"), [:])
        await #expect(throws: RPCError.self) { try await ended.value }
        let silent = Task { try await connected.client.subscribe(Self.filter) }
        let listen = try await connected.server.next("subscriptions/listen")
        await clock.pass(.seconds(300))
        await #expect(throws: RequestTimedOut.self) { try await silent.value }
        #expect(try await connected.server.next("notifications/cancelled")["params"]?["requestId"] == listen["id"])
        await connected.client.close()
    }

    @Test func `a legacy subscription names each resource, and tells of lists unasked`() async throws {
        let connected = try await ConnectedClient.legacy()
        let server = connected.server
        async let subscribing = connected.client.subscribe(Self.filter)
        for uri in ["a", "b"] as [JSONValue] {
            let request = try await server.next("resources/subscribe")
            #expect(request["params"]?["uri"] == uri)
            try await server.reply(to: request, [:])
        }
        let subscription = try await subscribing
        // The server of these tests has no prompts.
        let honoured = SubscriptionFilter(toolsListChanged: true, resourceSubscriptions: ["a", "b"])
        #expect(subscription.honoured == honoured)
        for (method, params) in [
            ("prompts/list_changed", [:]), ("resources/updated", ["uri": "c"]), ("resources/updated", ["uri": "b"]),
            ("resources/list_changed", [:]), ("tools/list_changed", [:]),
        ] as [(String, JSONObject)] {
            try await server.notify(method, params)
        }
        var events = subscription.events.makeAsyncIterator()
        #expect(await events.next() == .resourceUpdated("b"))
        #expect(await events.next() == .toolListChanged)
        async let cancelled: Void = subscription.cancel()
        for uri in ["a", "b"] as [JSONValue] {
            let request = try await server.next("resources/unsubscribe")
            #expect(request["params"]?["uri"] == uri)
            try await server.reply(to: request, [:])
        }
        await cancelled
        #expect(await events.next() == nil)
        await connected.client.close()
    }

    @Test(arguments: [true, false])
    func `a legacy subscription ends with the connection`(serverCloses: Bool) async throws {
        let connected = try await ConnectedClient.legacy()
        let subscription = try await connected.client.subscribe(SubscriptionFilter(toolsListChanged: true))
        try await connected.server.notify("tools/list_changed")
        var events = subscription.events.makeAsyncIterator()
        #expect(await events.next() == .toolListChanged)
        if serverCloses { await connected.server.close() } else { await connected.client.close() }
        #expect(await events.next() == nil)
        await subscription.cancel()
        await connected.client.close()
    }

    /// A modern client with a subscription of which the server honours one part.
    private func subscribed() async throws -> (ConnectedClient, JSONValue, Subscription) {
        let connected = try await ConnectedClient.modern()
        async let subscribing = connected.client.subscribe(Self.filter)
        let listen = try await connected.server.next("subscriptions/listen")
        let id = listen["id"] ?? .null
        let honoured: JSONObject = ["notifications": ["toolsListChanged": true]]
        try await connected.server.notify("subscriptions/acknowledged", honoured, subscription: id)
        return (connected, listen, try await subscribing)
    }
}

extension RawPeer {
    fileprivate func notify(
        _ method: String, _ params: JSONObject = [:], subscription id: JSONValue? = nil
    ) async throws {
        var params = params
        params["_meta"] = id.map { [MetaKey.subscriptionId: $0] }
        try await send(Wire.notification("notifications/\(method)", params))
    }
}
