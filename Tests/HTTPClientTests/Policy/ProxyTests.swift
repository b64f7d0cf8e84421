import HTTPTestSupport
import Testing

@testable import HTTPClient

/// Which requests go through a proxy, and what happens when it does not help.
@Suite(.timeLimit(.minutes(10))) struct ProxyTests {
    @Test(arguments: [
        ("https://example.com/", "https://proxy:1"), ("http://example.com/", "http://proxy:2"),
        ("https://inner.example.org/", nil), ("https://example.org/", nil),
        ("https://notexample.org/", "https://proxy:1"),
        ("https://exact.net:8443/", nil), ("https://exact.net/", "https://proxy:1"), ("https://10.1.2.3/", nil),
        ("https://localhost/", nil), ("http://127.0.0.9:80/", nil), ("http://[::1]/", nil), ("https://[fd00::1]/", nil),
    ])
    func `the rules are those of the environment`(url: String, proxy: String?) throws {
        let rules = ProxyRules(environment: [
            "https_proxy": "https://proxy:1", "http_proxy": "http://proxy:2", "HTTP_PROXY": "http://wrong",
            "NO_PROXY": ".example.org, exact.net:8443,10.1.2.3,[fd00::1]",
        ])
        #expect(rules.proxy(for: try HTTPURL(url)) == proxy)
    }

    @Test func `all_proxy is for what has none, a star for no proxy at all, and an empty value for none`() throws {
        let url = try HTTPURL("https://example.com/")
        #expect(ProxyRules(environment: ["ALL_PROXY": "http://p"]).proxy(for: url) == "http://p")
        #expect(ProxyRules(environment: ["ALL_PROXY": "http://p", "no_proxy": "*"]).proxy(for: url) == nil)
        #expect(ProxyRules(environment: ["https_proxy": ""]).proxy(for: url) == nil)
        #expect(ProxyRules(environment: ["HTTP_PROXY": "http://p"]) == ProxyRules())
    }

    @Test func `a plain request is handed to the proxy whole`() async throws {
        let proxy = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.answer(body: "from the proxy")
        }
        let client = try HTTPClient.make {
            $0.plainHTTP = .anywhere
            $0.proxy.http = proxy.url
        }
        #expect(try await client.text("http://example.com/a").body == "from the proxy")
        #expect(proxy.heads.first?.hasPrefix("GET http://example.com/a HTTP/1.1") == true)
    }

    @Test(arguments: ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"])
    func `a proxy that refuses is named, without its password`(status: String) async throws {
        let proxy = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.answer(status)
        }
        let client = try HTTPClient.make { $0.proxy.https = "http://me:hidden@127.0.0.1:\(proxy.port)" }
        let failure = try await client.failure("https://example.com/")
        #expect(failure?.code == .proxyFailed)
        #expect(failure?.host == "example.com")
        #expect(failure?.message.contains("127.0.0.1:\(proxy.port)") == true)
        #expect(failure?.message.contains("\(status.prefix(3))") == true)
        #expect(failure?.description.contains("hidden") == false)
        #expect(proxy.heads.first?.hasPrefix("CONNECT example.com:443") == true)
    }

    @Test func `a proxy that is not there is named`() async throws {
        let proxy = try ScriptedServer { _ in }
        proxy.stop()
        let client = try HTTPClient.make { $0.proxy.https = proxy.url }
        #expect(try await client.failure("https://example.com/")?.code == .proxyFailed)
    }

    @Test func `a tunnel leads to the server and its certificate`() async throws {
        let server = try TLSServer("good")
        let port = server.port
        let proxy = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
            connection.tunnel(to: port)
        }
        let client = try HTTPClient.make {
            $0.proxy.https = proxy.url
            $0.tls.extraAuthorities = Certificates.path("authority")
        }
        let failure = try await client.failure("https://example.com/")
        #expect(failure?.code == .tlsFailed)
        #expect(failure?.message.contains("another host") == true || failure?.message.contains("example.com") == true)
        withExtendedLifetime(server) {}
    }
}
