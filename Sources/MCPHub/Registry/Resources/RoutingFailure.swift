public import JSONRPC

/// Why a request cannot be sent to a child: what it names is not there.
public enum RoutingFailure: Error, Hashable, Sendable {
    /// No tool has the name.
    case unknownTool(String)
    /// No prompt has the name.
    case unknownPrompt(String)
    /// No child lists the URI or has a template for it.
    case unknownResource(String)
    /// Several children have a template for the URI, and nothing tells whose it is.
    case ambiguousResource(String, children: [String])
}

extension RoutingFailure: CustomStringConvertible {
    /// What is not there, and what to do.
    public var description: String {
        switch self {
        case .unknownTool(let name): "Unknown tool: \(Self.shortened(name)). List the tools for the names there are"
        case .unknownPrompt(let name):
            "Unknown prompt: \(Self.shortened(name)). List the prompts for the names there are"
        case .unknownResource(let uri):
            "Resource not found: \(Self.shortened(uri)). List the resources and templates for the URIs there are"
        case .ambiguousResource(let uri, let children):
            "Resource \(Self.shortened(uri)) could be any of \(children.joined(separator: ", ")): "
                + "set \"uris\" to \"prefixed\" to tell them apart"
        }
    }

    /// The error that answers the request: -32602, as in every revision from 2026-07-28 on. Of a resource that is not
    /// there it repeats the URI, as the revision wants, if that is not overlong.
    public var rpcError: RPCError {
        guard case .unknownResource(let uri) = self, uri.utf8.count <= Self.longestURI else {
            return .invalidParams(description)
        }
        return .invalidParams(description, data: ["uri": .string(uri)])
    }

    private static let longestURI = 2_000

    private static func shortened(_ text: String) -> String {
        text.utf8.count > 200 ? "\(text.prefix(100))…" : text
    }
}
