import Foundation
import Testing

/// The checks that a client of the official Python SDK makes of a server that offers the fixture.
struct Battery: CustomTestStringConvertible {
    let testDescription: String
    let command: [String]
    /// How many checks there are, so that a battery that ends early cannot pass.
    let checks: Int

    static let all = [
        Battery(
            testDescription: "SDK 2.x, modern era",
            command: Peer.python("mcp2", "client_mcp2.py", "--era", "modern", "--"), checks: 62),
        Battery(
            testDescription: "SDK 2.x, legacy era",
            command: Peer.python("mcp2", "client_mcp2.py", "--era", "legacy", "--"), checks: 49),
        Battery(testDescription: "SDK 1.x", command: Peer.python("mcp1", "client_mcp1.py", "--"), checks: 49),
    ]

    /// Lets the client check a server, and expects that all checks pass.
    ///
    /// - Parameter server: the command that launches it, or its address; then the check of how a process ends is left
    ///   out.
    func run(on server: [String], environment: [String: String]? = nil) async throws {
        let checks = server.first?.hasPrefix("http") == true ? checks - 1 : checks
        let outcome = try await Peer.run(command + server, environment: environment)
        var passed = 0
        for line in outcome.output.split(separator: "\n") {
            let check = try JSONDecoder().decode(Check.self, from: Data(line.utf8))
            guard let name = check.check else { continue }
            #expect(check.ok == true, "\(name): \(check.detail ?? "")")
            if check.ok == true { passed += 1 }
        }
        #expect(passed == checks, "\(outcome.errors)")
        #expect(outcome.succeeded)
    }

    /// One line of a battery.
    private struct Check: Decodable {
        let check: String?
        let ok: Bool?
        let detail: String?
    }
}
