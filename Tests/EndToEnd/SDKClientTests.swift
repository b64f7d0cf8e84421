import Testing

/// The clients of the official Python SDK against our example server, check by check.
@Suite(.serialized) struct SDKClientTests {
    @Test(arguments: Battery.all)
    func `every check of an official client passes against the example server`(battery: Battery) async throws {
        try await battery.run(on: Peer.built("mcp-example-server"))
    }
}
