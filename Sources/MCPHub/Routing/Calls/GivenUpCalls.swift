/// The calls that a process was told to stop and has not answered.
///
/// What it asks or tells after that may still belong to them: a server may go on all the same, and the next question may
/// have been under way already. Nothing of it may reach another principal than theirs.
struct GivenUpCalls: Sendable {
    /// Whom the calls were for, by their ids at the process.
    private var principals: [Int: String] = [:]

    mutating func add(_ number: Int, of principal: String) { principals[number] = principal }

    /// The process has answered the call after all.
    mutating func answered(_ number: Int) { principals[number] = nil }

    /// Whether what the process says could belong to one of them although `principal` has a call there.
    func mayBeMeant(insteadOf principal: String) -> Bool { principals.values.contains { $0 != principal } }
}
