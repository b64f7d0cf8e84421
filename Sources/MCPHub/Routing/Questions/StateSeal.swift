import JSONRPC
import MCP

/// What an agent is given to bring back with its answers: unreadable and unchangeable to it.
///
/// The text is encrypted and authenticated with a key of this process, so no state outlives the hub, and none is valid
/// at another. Everything that it is bound to stands inside: who may use it, for which request, and until when.
struct StateSeal: Sendable {
    private let key: [UInt8]

    init(key: [UInt8]) {
        self.key = key
    }

    static func random() -> StateSeal {
        var generator = SystemRandomNumberGenerator()
        return StateSeal(key: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// The text for an agent.
    func seal(_ state: SealedState) -> String {
        guard let sealed = Digests.encrypt(JSONValue.object(state.object).serialized, key: key) else { return "" }
        return Base64.encode(sealed)
    }

    /// What stands in a text; nil when it was not made here, or was changed.
    func open(_ text: String) -> SealedState? {
        guard let bytes = Base64.decode(text), let plain = Digests.decrypt(bytes, key: key),
            let object = (try? JSONValue(parsing: plain.span))?.object
        else { return nil }
        return SealedState(object)
    }
}

/// The content of a `requestState` that the hub has made.
struct SealedState: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A call of a child of the handshake era is held open; the nonce is another one for each round.
        case parked(call: Int, nonce: Int)
        /// The state of a modern child.
        case child(nonce: Int, state: String)
        /// The user has to visit pages, then the call begins anew.
        case visit(nonce: Int)
    }

    let kind: Kind
    let principal: String
    /// The digest of the method and the parameters that it was made for.
    let request: String
    let expiry: Duration
}

extension SealedState {
    fileprivate var object: JSONObject {
        var object = JSONObject()
        switch kind {
        case .parked(let call, let nonce):
            object["call"] = .number(JSONNumber(call))
            object["nonce"] = .number(JSONNumber(nonce))
        case .child(let nonce, let state):
            object["nonce"] = .number(JSONNumber(nonce))
            object["state"] = .string(state)
        case .visit(let nonce): object["nonce"] = .number(JSONNumber(nonce))
        }
        object["principal"] = .string(principal)
        object["request"] = .string(request)
        object["expiry"] = .number(JSONNumber(Int(expiry / .milliseconds(1))))
        return object
    }

    fileprivate init?(_ object: JSONObject) {
        guard let principal = object["principal"]?.string, let request = object["request"]?.string,
            let expiry = object["expiry"]?.integer
        else { return nil }
        if let nonce = object["nonce"]?.integer, let state = object["state"]?.string {
            kind = .child(nonce: nonce, state: state)
        } else if let nonce = object["nonce"]?.integer {
            kind = object["call"]?.integer.map { .parked(call: $0, nonce: nonce) } ?? .visit(nonce: nonce)
        } else {
            return nil
        }
        self.principal = principal
        self.request = request
        self.expiry = .milliseconds(expiry)
    }
}
