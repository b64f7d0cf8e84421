import HTTPTestSupport
import Testing

@testable import HTTPClient

/// Where requests may lead.
@Suite(.timeLimit(.minutes(10))) struct AddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8", "192.168.1.1", "198.18.0.1", "198.19.255.255", "203.0.113.9", "224.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "fc00::1", "fd12::1",
        "fe80::1", "fe80::1%lo", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "100::1", "3fff::1",
    ])
    func `special addresses are not public`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!address.isPublic)
        #expect(!AddressRule.publicOnly.allows(address))
        #expect(AddressRule.any.allows(address))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.20.0.1",
        "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:4860::8888",
    ])
    func `all others are`(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test(arguments: ["example.com", "", "1.2.3", "1.2.3.4.5", "localhost", "gg::1"])
    func `a name is no address`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        "http://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/", "https://[fd00::1]/",
        "https://169.254.169.254/latest",
        "https://2130706433/", "https://0x7f.1/", "https://localhost/", "https://a.localhost/",
        "https://[::ffff:10.0.0.1]/",
    ])
    func `a discovered URL with a special address is refused before anything is sent`(url: String) async throws {
        var request = try HTTPRequest(.get, url)
        request.destination = .discovered
        let client = try HTTPClient.make { $0.plainHTTP = .anywhere }
        #expect(await client.failure(request)?.code == .addressRefused)
    }

    @Test func `a discovered name that leads to a special address is refused before a connection is made`() async throws
    {
        let server = try ScriptedServer { $0.answer() }
        let client = try HTTPClient.make {
            $0.plainHTTP = .anywhere
            $0.addresses = ["rebinding.example:\(server.port)": "127.0.0.1"]
        }
        var request = try HTTPRequest(.get, "http://rebinding.example:\(server.port)/")
        request.destination = .discovered
        let failure = await client.failure(request)
        #expect(failure?.code == .addressRefused)
        #expect(failure?.message == "the host leads to 127.0.0.1, where this request must not go")
        #expect(server.connectionCount == 0)
    }

    @Test func `a discovered URL does not ride on a connection that a configured one has made`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readHead() != nil { connection.answer(body: "inside") }
        }
        let client = try HTTPClient.make {
            $0.plainHTTP = .anywhere
            $0.addresses = ["inside.example:\(server.port)": "127.0.0.1"]
        }
        var request = try HTTPRequest(.get, "http://inside.example:\(server.port)/")
        #expect(try await client.text(request).body == "inside")
        request.destination = .discovered
        #expect(await client.failure(request)?.code == .addressRefused)
        #expect(server.heads.count == 1)
    }

    @Test func `a discovered URL is guarded on redirects too`() async throws {
        let inside = try ScriptedServer { $0.answer() }
        let proxy = try ScriptedServer { connection in
            while connection.readHead() != nil { connection.answer("302 Found", ["Location: \(inside.url)/"]) }
        }
        let client = try HTTPClient.make {
            $0.plainHTTP = .anywhere
            $0.proxy.http = proxy.url
        }
        var request = try HTTPRequest(.get, "http://public.example/")
        request.destination = .discovered
        #expect(await client.failure(request)?.code == .addressRefused)
        #expect(proxy.heads.count == 1)
        #expect(inside.connectionCount == 0)
    }

    @Test func `plain HTTP is spoken on this machine, and elsewhere where that is allowed`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readHead() != nil { connection.answer(body: "plain") }
        }
        let addresses = ["near.example:\(server.port)": "127.0.0.1"]
        let url = "http://near.example:\(server.port)/"
        let standard = try HTTPClient.make { $0.addresses = addresses }
        let failure = try await standard.failure(url)
        #expect(failure?.code == .plainHTTPRefused)
        #expect(failure?.host == "near.example:\(server.port)")
        #expect(try await standard.text("http://localhost:\(server.port)/").body == "plain")
        for allowed in [PlainHTTP.anywhere, .hosts(["near.example"])] {
            let client = try HTTPClient.make { ($0.addresses, $0.plainHTTP) = (addresses, allowed) }
            #expect(try await client.text(url).body == "plain")
        }
        let other = try HTTPClient.make { ($0.addresses, $0.plainHTTP) = (addresses, .hosts(["other.example"])) }
        #expect(try await other.failure(url)?.code == .plainHTTPRefused)
    }

    @Test func `a name for this machine that leads elsewhere is refused`() async throws {
        let client = try HTTPClient.make { $0.addresses = ["localhost:9": "192.0.2.1"] }
        #expect(try await client.failure("http://localhost:9/")?.code == .addressRefused)
    }
}
