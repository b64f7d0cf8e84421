/// The calls that a process was told to stop and has not answered.
///
/// What it asks or tells after that may still belong to them, and must not be taken for a part of another call. When it
/// answers the call, or something that it was sent after it was told to stop, it has read that. A server may go on all
/// the same, so even then nothing it says may reach another principal.
struct GivenUpCalls: Sendable {
    /// Whom the calls were for that it may not know to be given up, by their ids at the process.
    private var unread: [Int: String] = [:]
    /// Whom the others were for.
    private var principals: Set<String> = []

    mutating func add(_ number: Int, of principal: String) { unread[number] = principal }

    /// The process has answered the call after all.
    mutating func answered(_ number: Int) { unread[number] = nil }

    /// The process has answered what it was sent later.
    mutating func wasRead(_ number: Int) {
        if let principal = unread.removeValue(forKey: number) { principals.insert(principal) }
    }

    /// Whether the process may still not know of one of them.
    var isUnsettled: Bool { !unread.isEmpty }

    /// Whether what the process says could belong to one of them although `principal` has a call there.
    func mayBeMeant(insteadOf principal: String) -> Bool {
        isUnsettled || principals.contains { $0 != principal }
    }
}
