import Foundation
import MCPHub
import Testing

@Suite struct ConfigurationLocationTests {
    @Test(arguments: [
        (["HOME": "/h"], ["./mcphub.json", "/h/.config/mcphub/mcphub.json"]),
        (["HOME": "/h", "XDG_CONFIG_HOME": "/x"], ["./mcphub.json", "/x/mcphub/mcphub.json"]),
        (["HOME": "/h", "XDG_CONFIG_HOME": "x"], ["./mcphub.json", "/h/.config/mcphub/mcphub.json"]),
        (["HOME": "/h", "XDG_CONFIG_HOME": ""], ["./mcphub.json", "/h/.config/mcphub/mcphub.json"]),
        (["XDG_CONFIG_HOME": "/x/"], ["./mcphub.json", "/x/mcphub/mcphub.json"]), ([:], ["./mcphub.json"]),
        (["HOME": ""], ["./mcphub.json"]),
    ])
    func `the folder at hand comes before the user's`(environment: [String: String], candidates: [String]) {
        #expect(ConfigurationLocations(environment: environment).candidates == candidates)
    }

    @Test func `the first file that exists is found`() {
        let locations = ConfigurationLocations(environment: ["HOME": "/h"])
        #expect(locations.find { $0.hasPrefix("/h") } == "/h/.config/mcphub/mcphub.json")
        #expect(locations.find { _ in true } == "./mcphub.json")
        #expect(locations.find { _ in false } == nil)
        #expect(locations.manifestCache == "/h/.cache/mcphub/manifests.json")
        #expect(locations.trustFile == "/h/.local/state/mcphub/trust.json")
        #expect(locations.clientFiles.contains("/h/.cursor/mcp.json"))
    }

    @Test func `a file is read as it is`() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: url) }
        #expect(!ConfigurationFile.exists(url.path))
        let padding = String(repeating: " ", count: 200_000)
        try Data((padding + server(#""command": "a""#)).utf8).write(to: url)
        #expect(ConfigurationFile.exists(url.path))
        #expect(try ConfigurationFile(reading: url.path).bytes.count > 200_000)
        #expect(try HubConfiguration.load(paths: [url.path]).configuration.servers.map(\.key) == ["a"])
    }
}
