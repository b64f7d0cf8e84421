import JSONRPC
import MCP

extension TrustStore {
    private static let format = "mcphub-trust"
    private static let version = 1

    /// The store as a JSON document, in an order that does not depend on chance.
    public var document: [UInt8] {
        var byChild = JSONObject()
        for (child, approvals) in children.sorted(by: { $0.key < $1.key }) {
            var tools = JSONObject()
            for (name, approval) in approvals.sorted(by: { $0.key < $1.key }) {
                tools[name] = [
                    "digest": .string(approval.fingerprint.digest), "approvedAt": .string(approval.approvedAt),
                    "definition": .object(approval.fingerprint.definition),
                ]
            }
            byChild[child] = ["tools": .object(tools)]
        }
        let document: JSONValue = [
            "format": .string(Self.format), "version": .number(JSONNumber(Self.version)), "children": .object(byChild),
        ]
        return document.serialized + [0x0A]
    }

    /// Reads a document.
    ///
    /// Unlike a cache, a store that cannot be read is an error: passing over it would approve everything again.
    ///
    /// - Throws: ``TrustStoreFailure``.
    public init(document: Span<UInt8>) throws(TrustStoreFailure) {
        do {
            let value = try JSONValue(parsing: document)
            guard value["format"]?.string == Self.format else {
                throw TrustStoreFailure("it is no \(Self.format) document")
            }
            guard value["version"]?.integer == Self.version else {
                throw TrustStoreFailure("it has another version than \(Self.version)")
            }
            var reader = ObjectReader(value.object ?? [:])
            let byChild = try reader.required("children", as: JSONObject.self)
            for child in byChild { children[child.key] = try Self.approvals(child) }
        } catch let failure as TrustStoreFailure {
            throw failure
        } catch {
            throw TrustStoreFailure("\(error)")
        }
    }

    private static func approvals(_ child: JSONObject.Member) throws -> [String: Approval] {
        var reader = ObjectReader(try JSONObject(json: child.value))
        var approvals: [String: Approval] = [:]
        for tool in try reader.required("tools", as: JSONObject.self) {
            var reader = ObjectReader(try JSONObject(json: tool.value))
            let definition = try reader.required("definition", as: JSONObject.self)
            let fingerprint = ToolFingerprint(name: tool.key, definition: definition)
            guard try reader.required("digest", as: String.self) == fingerprint.digest else {
                throw TrustStoreFailure("the digest of '\(tool.key)' of '\(child.key)' does not fit its definition")
            }
            approvals[tool.key] = Approval(
                fingerprint: fingerprint, approvedAt: try reader.required("approvedAt", as: String.self))
        }
        return approvals
    }
}

/// A document of approvals that cannot be used.
public struct TrustStoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// What is wrong, and what to do.
    public var description: String {
        "The approvals cannot be read: \(reason). Restore the file (trust.json), or remove it and approve every server "
            + "again"
    }
}
