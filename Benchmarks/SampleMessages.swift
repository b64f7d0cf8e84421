import Foundation
import JSONRPC

/// Messages of the sizes that a hub sees: a small call, a page of results, a large result.
struct SampleMessage {
    let name: String
    let bytes: [UInt8]

    /// A tools/call of about 200 bytes.
    static let small = SampleMessage(
        name: "200 B",
        text: """
            {"jsonrpc":"2.0","id":4711,"method":"tools/call","params":{"name":"weather__get_forecast",\
            "arguments":{"city":"Zürich","days":3,"units":"metric"},"_meta":{"progressToken":"tok-4711",\
            "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}}
            """)
    /// A result of about 10 KB with structured rows.
    static let medium = result(name: "10 KB", rows: 56)
    /// A result of about 1 MB with structured rows.
    static let large = result(name: "1 MB", rows: 5_800)

    static let all = [small, medium, large]

    private init(name: String, text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }

    private static func result(name: String, rows: Int) -> SampleMessage {
        let list = (0..<rows).map { row in
            """
            {"day":"2026-03-\(row % 28 + 1)","service":"Virtual Machines","resource":"vm-\(row)","region":"westeurope",\
            "amount":\(row).\(row * 7 % 100),"currency":"EUR","tags":{"team":"payments \(row % 9)","env":"prod\\n"}}
            """
        }
        return SampleMessage(
            name: name,
            text: """
                {"jsonrpc":"2.0","id":"call-17","result":{"content":[{"type":"text","text":"\(rows) rows"}],\
                "structuredContent":{"rows":[\(list.joined(separator: ","))]},"isError":false}}
                """)
    }
}
