import Testing

@testable import HTTPClient

/// URLs, headers and other values.
@Suite struct URLTests {
    @Test func `a URL is taken apart and normalised`() throws {
        let url = try HTTPURL("HTTPS://Example.COM/a/../b%20c?d=e&f#g")
        #expect(url.scheme == .https)
        #expect(url.host == "example.com")
        #expect(url.port == 443)
        #expect(url.path == "/b%20c")
        #expect(url.query == "d=e&f")
        #expect(url.origin == "https://example.com")
        #expect(url.description == "https://example.com/b%20c?(5 bytes)")
        #expect(try HTTPURL("http://[::1]:8080").origin == "http://[::1]:8080")
    }

    @Test(arguments: [
        "", "example.com", "/path", "ftp://example.com/", "file:///etc/passwd", "https://", "https://user@example.com/",
        "https://user:hidden@example.com/", "https://example.com:99999/", "https://exa mple.com/", "https://a\0b/",
        "javascript:alert(1)",
    ])
    func `what cannot be requested is refused`(text: String) {
        let failure = #expect(throws: HTTPClientError.self) { try HTTPURL(text) }
        #expect(failure?.code == .invalidURL)
        #expect(failure?.description.contains("hidden") == false)
    }

    @Test func `origins are compared by scheme, host and port`() throws {
        let url = try HTTPURL("https://example.com/a")
        #expect(url.hasSameOrigin(as: try HTTPURL("https://EXAMPLE.com:443/b")))
        for other in ["http://example.com/a", "https://example.com:444/a", "https://sub.example.com/a"] {
            #expect(!url.hasSameOrigin(as: try HTTPURL(other)))
        }
    }

    @Test func `headers are found whatever their case`() {
        var headers: HTTPHeaders = ["A": "1", "b": "2", "a": "3"]
        #expect(headers["a"] == "1")
        #expect(headers.values("A") == ["1", "3"])
        headers["a"] = "4"
        #expect(headers.fields.map(\.value) == ["2", "4"])
        headers["B"] = nil
        #expect(headers.fields.count == 1)
    }

    @Test func `hosts take turns in order`() {
        var queue = HostQueue<Int>(limit: 1)
        let entered = [1, 3, 4, 5].map { queue.enter($0, host: "a") }
        #expect(entered == [true, false, false, false])
        let elsewhere = queue.enter(2, host: "b")
        #expect(elsewhere)
        let removed = queue.removeWaiting { $0 == 4 }
        #expect(removed == [4])
        #expect(queue.waitingCount == 2)
        let next = (0..<3).map { _ in queue.leave(host: "a") }
        #expect(next == [3, 5, nil])
        let reentered = queue.enter(6, host: "a")
        #expect(reentered)
        #expect(queue.waiting.isEmpty)
    }

    @Test func `the head of an answer is put together from its lines`() {
        var parser = HeadParser(limit: 1000)
        let lines = [
            "HTTP/1.1 103 Early\r\n", "A: 1\r\n", "\r\n", "HTTP/2 200 \r\n", "B:  2 \r\n", "\t3\r\n", "no colon\r\n",
            "C:\r\n",
        ]
        let steps = lines.map { parser.receive($0) }
        #expect(steps.allSatisfy { $0 == .unfinished })
        let head = HTTPResponseHead(status: 200, version: .http2, headers: ["B": "2 3", "C": ""])
        let last = ["\r\n", "Trailer: x\r\n", String(repeating: "x", count: 1000)].map { parser.receive($0) }
        #expect(last == [.complete(head), .unfinished, .tooLarge])
    }
}

extension HeadParser {
    fileprivate mutating func receive(_ line: String) -> Step {
        Array(line.utf8).withUnsafeBytes { receive($0) }
    }
}
