import CostStore
import JSONRPC
import MCP

/// Why a tool has no answer: what is wrong, where, and what to do. The model that called it reads this.
struct ToolFailure: Error, Hashable, CustomStringConvertible {
    let description: String
    /// Whether nothing is wrong with the call, and the store does not answer.
    private(set) var isOutage = false

    init(_ description: String) {
        self.description = description
    }

    /// What the store says.
    init(_ error: CostStoreError) {
        self.init("\(error)")
        switch error.code {
        case .unavailable, .locked, .full, .connectionLost, .timeout: isOutage = true
        default: break
        }
    }

    /// The result of a call. An outage is marked, so that programs need not read the words; see ``failureKey``.
    func result(of tool: String) -> CallToolResult {
        var result = CallToolResult.error("\(tool): \(self)")
        if isOutage { result.meta = ResultMeta(other: [Self.failureKey: .number(JSONNumber(Self.outage))]) }
        return result
    }

    /// The key of `_meta` under which a result says by a number that no tool has judged the call.
    static let failureKey = "mcphub/failure"
    /// Something that the tool depends on does not answer.
    static let outage = -31_005
}
