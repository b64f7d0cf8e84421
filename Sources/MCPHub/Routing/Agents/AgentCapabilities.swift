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

/// The capabilities that came last, by how they were written, so that agents which send the same with every request
/// are read only once.
struct CapabilityMemo: Sendable {
    private static let maximumCount = 8
    private static let maximumBytes = 4_096
    private var entries: [(bytes: [UInt8], capabilities: AgentCapabilities)] = []
    private var oldest = 0

    /// What was read from the same bytes before; nil when that is too long ago.
    func capabilities(of written: Span<UInt8>) -> AgentCapabilities? {
        written.withUnsafeBufferPointer { written in
            entries.first { $0.bytes.count == written.count && written.elementsEqual($0.bytes) }?.capabilities
        }
    }

    /// Keeps what was read, in the place of what is kept longest.
    mutating func remember(_ capabilities: AgentCapabilities, of written: Span<UInt8>) {
        guard written.count <= Self.maximumBytes else { return }
        let entry = (written.withUnsafeBufferPointer { Array($0) }, capabilities)
        if entries.count < Self.maximumCount { return entries.append(entry) }
        entries[oldest] = entry
        oldest = (oldest + 1) % Self.maximumCount
    }
}
