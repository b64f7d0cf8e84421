import MCP
import Testing

/// Official clients at a hub that serves over HTTP.
@Suite struct HTTPBatteryTests {
    @Test(arguments: Battery.all, SDKHubTests.servers)
    func `every check of an official client passes over HTTP`(
        battery: Battery, server: SDKHubTests.Server
    ) async throws {
        try await ServedHub.run([("fixture", server.command)], hub: ["names": "plain"]) { hub in
            try await battery.run(on: [hub.url])
        }
    }
}
