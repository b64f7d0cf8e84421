import JSONRPC
import MCP
import NIOCore

/// What an agent can do, decoded once, and what children are told of it, written once.
///
/// A class because it is shared by every call that its agent makes with the same capabilities.
final class AgentCapabilities: Sendable {
    /// What the agent has declared.
    let declared: ClientCapabilities
    /// The members of `_meta` that tell a modern child revision, client and capabilities, separated by commas.
    let modernMembers: ByteBuffer

    /// What the hub can pass on between any two eras, whichever side asks.
    static let bridged = ClientCapabilities(
        elicitation: ElicitationCapability(form: [:], url: [:]), sampling: SamplingCapability(tools: [:], context: [:]),
        roots: ListChangedCapability())

    /// What a child of the handshake era is told: it cannot be told the truth of each agent, so the truth is looked at
    /// when it asks. Sampling with context is deprecated and left out.
    static let promised = ClientCapabilities(
        elicitation: ElicitationCapability(form: [:], url: [:]), sampling: SamplingCapability(tools: [:]),
        roots: ListChangedCapability())

    init(_ declared: ClientCapabilities, hub: Implementation) {
        self.declared = declared
        let meta = RequestMeta(
            protocolVersion: .latest, clientCapabilities: declared.intersection(Self.bridged), clientInfo: hub)
        let object = meta.json.serialized
        modernMembers = ByteBuffer(bytes: object.dropFirst().dropLast())
    }
}

/// The capabilities that came last, so that an agent which sends the same with every request is read only once.
struct CapabilityMemo: Sendable {
    private let bytes: [UInt8]
    let capabilities: AgentCapabilities

    init(_ bytes: Span<UInt8>, _ capabilities: AgentCapabilities) {
        self.bytes = bytes.withUnsafeBufferPointer { Array($0) }
        self.capabilities = capabilities
    }

    /// Whether these bytes were what came last.
    func isOf(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == self.bytes.count else { return false }
        return bytes.withUnsafeBufferPointer { $0.elementsEqual(self.bytes) }
    }
}
