/// Why a tool has no answer: what is wrong, where, and what to do. The model that called it reads this.
struct ToolFailure: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
