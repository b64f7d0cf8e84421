import JSONRPC
import MCP
import Testing

/// A later revision may add a member to any object: it must come out where it went in.
@Suite struct UnknownMemberTests {
    @Test(arguments: SchemaExample.all)
    func `a member that no revision knows stays in its object`(example: SchemaExample) throws {
        let type = try #require(SchemaTypes.all[example.type])
        let variants = try example.json().addingUnknownMember(at: "/" + example.type)
        #expect(variants.isEmpty == Self.hasOnlyFixedObjects(example.type))
        for variant in variants {
            #expect(try type.init(json: variant).json == variant)
        }
    }

    /// The objects of an error are those of JSON-RPC, which defines all their members.
    private static func hasOnlyFixedObjects(_ type: String) -> Bool {
        ["InternalError", "InvalidParamsError", "ParseError"].contains(type)
    }
}

extension JSONValue {
    /// This value with one more member in one of its objects: once for each object in it that may have more.
    fileprivate func addingUnknownMember(at path: String) -> [JSONValue] {
        switch self {
        case .array(let elements):
            return elements.indices.flatMap { position in
                elements[position].addingUnknownMember(at: path + "/0").map { element in
                    var elements = elements
                    elements[position] = element
                    return .array(elements)
                }
            }
        case .object(var object):
            let inside = object.flatMap { member in
                member.value.addingUnknownMember(at: "\(path)/\(member.key)").map { value -> JSONValue in
                    var object = object
                    object[member.key] = value
                    return .object(object)
                }
            }
            guard !Self.isFixed(path) else { return inside }
            object["com.example/new"] = "kept"
            return [.object(object)] + inside
        default: return []
        }
    }

    /// Whether the object there is a map whose values must be of one kind, or an error.
    private static func isFixed(_ path: String) -> Bool {
        let maps = ["/InputRequests", "/InputResponses", "/inputRequests", "/requestedSchema/properties"]
        let errors = ["/error", "/InternalError", "/InvalidParamsError", "/MethodNotFoundError", "/ParseError"]
        return (maps + errors).contains { path.hasSuffix($0) }
    }
}
