import MCP
import Testing

/// TLS and HTTP/2 at a hub's front door, with certificates that a test makes itself.
@Suite struct EncryptionTests {
    /// Makes a certificate for this machine, and its key.
    private func makeCertificate(_ name: String, in folder: TemporaryFolder) async throws {
        let made = try await Peer.run([
            "/usr/bin/env", "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder.file("\(name).key"), "-out",
            folder.file("\(name).pem"),
        ])
        try #require(made.succeeded, "\(made.errors)")
    }

    private func hub(_ certificate: String, _ key: String) -> JSONObject {
        [
            "http": [
                "requestsPerMinute": 1_000_000, "headerTime": "1s",
                "tls": ["certificate": .string(certificate), "key": .string(key)],
            ]
        ]
    }

    @Test func `TLS and HTTP/2 carry both eras, and harm nobody when they are misused`() async throws {
        let folder = try TemporaryFolder()
        try await makeCertificate("hub", in: folder)
        try await DoorTrial.run(
            "secure", [.modern("s")], hub: hub("hub.pem", "hub.key"), in: folder, checks: 13,
            arguments: [folder.file("hub.pem"), folder.file("s.log")], environment: "network")
    }

    @Test func `a certificate that cannot be used is told of by its file at the start`() async throws {
        let folder = try TemporaryFolder()
        try await makeCertificate("hub", in: folder)
        try await makeCertificate("other", in: folder)
        try folder.write("no PEM", to: "nonsense.pem")
        for (certificate, key, wrong) in [
            ("gone.pem", "hub.key", "gone.pem"), ("hub.pem", "gone.key", "gone.key"),
            ("nonsense.pem", "hub.key", "nonsense.pem"), ("hub.pem", "nonsense.pem", "nonsense.pem"),
            ("hub.pem", "other.key", "other.key"),
        ] {
            try HubTrial.configure([], hub(certificate, key), in: folder)
            let outcome = try await Peer.run(
                Peer.built("mcphub") + ["serve", "--config", folder.file("mcphub.json"), "--port", "0"],
                environment: folder.environment)
            #expect(outcome.code != 0)
            #expect(outcome.errors.contains(wrong), "\(outcome.errors)")
        }
    }
}
