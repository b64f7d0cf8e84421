import NIOCore

/// A connection that is looked after. Lives on its event loop.
protocol AttendedConnection: AnyObject {
    /// Sees whether it is time for something.
    func look(at now: NIODeadline)
}

/// Looks after all connections of one event loop, in rounds: who takes too long, and which stream needs a sign of life.
///
/// A timer for each connection would have to be taken back with each request, for which NIO looks through all timers:
/// with ten thousand connections that is all a server does. Lives on its event loop, and rests while nobody is there.
final class ConnectionRounds {
    private let interval: TimeAmount
    private let eventLoop: any EventLoop
    private var connections: [ObjectIdentifier: any AttendedConnection] = [:]
    private var isUnderWay = false

    init(every interval: TimeAmount, on eventLoop: any EventLoop) {
        self.interval = interval
        self.eventLoop = eventLoop
    }

    func add(_ connection: any AttendedConnection) {
        connections[ObjectIdentifier(connection)] = connection
        guard !isUnderWay else { return }
        isUnderWay = true
        schedule()
    }

    func remove(_ connection: any AttendedConnection) {
        connections[ObjectIdentifier(connection)] = nil
    }

    private func schedule() {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.scheduleTask(in: interval) { bound.value.look() }
    }

    private func look() {
        let now = NIODeadline.now()
        // A copy: who is looked at may leave.
        for connection in Array(connections.values) { connection.look(at: now) }
        isUnderWay = !connections.isEmpty
        if isUnderWay { schedule() }
    }
}
