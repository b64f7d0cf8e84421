/// Which descriptors a loop watches, and for whom.
///
/// Every watch has a token, which the system hands back with each event: an event of a watch that has ended since is
/// told from one of its successor, though the system has given both the same number.
struct WatchTable: Sendable {
    private struct Watch: Sendable {
        let token: UInt32
        var interest: PollLoop.Readiness
        let handler: PollLoop.Handler
    }

    /// By number: the system hands out the lowest one that is free.
    private var watches: [Watch?] = []
    private var lastToken: UInt32 = 0

    /// Begins a watch in the place of any earlier one.
    ///
    /// - Returns: its token.
    mutating func add(
        _ descriptor: Int32, interest: PollLoop.Readiness, handler: @escaping PollLoop.Handler
    ) -> UInt32 {
        guard let index = Int(exactly: descriptor), index >= 0 else { return 0 }
        lastToken &+= 1
        if index >= watches.count { watches += Array(repeating: nil, count: index + 1 - watches.count) }
        watches[index] = Watch(token: lastToken, interest: interest, handler: handler)
        return lastToken
    }

    /// Changes what is waited for.
    ///
    /// - Returns: the token; nil when there is no such watch or it waits for just that.
    mutating func change(_ descriptor: Int32, to interest: PollLoop.Readiness) -> UInt32? {
        guard let watch = watch(descriptor), watch.interest != interest else { return nil }
        watches[Int(descriptor)]?.interest = interest
        return watch.token
    }

    /// Ends a watch.
    ///
    /// - Returns: false when there was none.
    mutating func remove(_ descriptor: Int32) -> Bool {
        guard watch(descriptor) != nil else { return false }
        watches[Int(descriptor)] = nil
        return true
    }

    /// Who is to be told of an event, and of what; nil when nobody wants to know any more.
    func handler(for event: PollEvent) -> (PollLoop.Handler, PollLoop.Readiness)? {
        guard let watch = watch(event.descriptor), watch.token == event.token, !watch.interest.isEmpty else {
            return nil
        }
        let readiness = event.readiness.intersection(watch.interest.union(.ended))
        return readiness.isEmpty ? nil : (watch.handler, readiness)
    }

    private func watch(_ descriptor: Int32) -> Watch? {
        let index = Int(descriptor)
        return watches.indices.contains(index) ? watches[index] : nil
    }
}
