import JSONRPC
import MCP
import MCPHub

/// What a tool has said, for people: its texts as they are, and a word about everything else.
struct ToolOutput {
    private let result: CallToolResult

    init(_ result: CallToolResult) {
        self.result = result
    }

    /// The text. Data is shown only when nothing else is said, because the texts say the same.
    var text: String {
        let blocks = result.content.map(Self.text)
        if let data = result.structuredContent, blocks.allSatisfy(\.isEmpty) { return JSONLayout.text(data) }
        return blocks.joined(separator: "\n")
    }

    private static func text(_ block: ContentBlock) -> String {
        switch block {
        case .text(let content): content.text
        case .image(let content): "[image, \(content.mimeType), \(content.data.utf8.count * 3 / 4) bytes]"
        case .audio(let content): "[audio, \(content.mimeType), \(content.data.utf8.count * 3 / 4) bytes]"
        case .resourceLink(let link): "[\(link.name)](\(link.uri))"
        case .resource(let content): text(content.resource)
        case .unknown(let object): JSONLayout.text(.object(object))
        }
    }

    private static func text(_ contents: ResourceContents) -> String {
        switch contents {
        case .text(let contents): contents.text
        case .blob(let contents): "[\(contents.uri), \(contents.blob.utf8.count * 3 / 4) bytes]"
        }
    }
}
