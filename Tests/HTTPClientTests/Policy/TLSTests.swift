import HTTPClient
import NIOCore
import Testing

/// Whom TLS trusts.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TLSTests {
    private func client(_ change: (inout HTTPClientTLS) -> Void = { _ in }) throws -> HTTPClient {
        try HTTPClient.make { configuration in
            configuration.tls.extraAuthorities = Certificates.path("authority")
            change(&configuration.tls)
        }
    }

    @Test func `an authority that is added is trusted`() async throws {
        let server = try TLSServer("good")
        #expect(try await client().text(server.url).body == "secure")
        let configuration = HTTPClientConfiguration(environment: ["SSL_CERT_FILE": Certificates.path("authority")])
        #expect(try await HTTPClient(configuration).text(server.url).body == "secure")
    }

    @Test(arguments: [
        ("expired", "the certificate of the server has expired"),
        ("elsewhere", "localhost"),
        ("self", "the certificate of the server is self-signed and not trusted"),
    ])
    func `a certificate that is not good is refused, with the reason`(name: String, reason: String) async throws {
        let server = try TLSServer(name)
        let client = try client()
        let failure = try await client.failure(server.url)
        #expect(failure?.code == .tlsFailed)
        #expect(failure?.host == "localhost:\(server.port)")
        #expect(failure?.message.contains(reason) == true, "\(String(describing: failure))")
        #expect(failure?.advice.isEmpty == false)
        let good = try TLSServer("good")
        #expect(try await client.text(good.url).status == 200)
    }

    @Test func `without the authority the server is not trusted`() async throws {
        let server = try TLSServer("good")
        let failure = try await HTTPClient().failure(server.url)
        #expect(failure?.code == .tlsFailed)
        #expect(failure?.advice.contains("SSL_CERT_FILE") == true)
    }

    @Test func `a client certificate is shown to who asks`() async throws {
        let server = try TLSServer("good", clientsFrom: "authority")
        let certified = try client { $0.clientCertificate = Certificates.path("client") }
        #expect(try await certified.text(server.url).body == "secureclient")
        let failure = try await client().failure(server.url)
        #expect(failure?.code == .tlsFailed || failure?.code == .connectionLost)
    }

    @Test func `files that are not there are told`() async throws {
        let server = try TLSServer("good")
        let failure = try await client { $0.extraAuthorities = "/no/such/file.pem" }.failure(server.url)
        #expect(failure?.code == .tlsFailed)
        #expect(failure?.message.contains("/no/such/file.pem") == true)
        let nameless = try await client { $0.clientCertificate = "/no/such/client.pem" }.failure(server.url)
        #expect(nameless?.code == .tlsFailed)
    }

    @Test func `a redirect does not lead out of encryption`() async throws {
        let server = try TLSServer("good")
        let failure = try await client().failure(server.url + "down")
        #expect(failure?.code == .redirectRefused)
    }
}
