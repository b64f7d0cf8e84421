/// How long the parts of a request may take; nil is without a limit.
public struct HTTPTimeouts: Hashable, Sendable {
    /// Waiting until the host has room for another request.
    public var queue: Duration?
    /// Looking the name up, connecting and greeting, through a proxy too.
    public var connect: Duration?
    /// From the last byte sent to the end of the answer's head.
    public var firstByte: Duration?
    /// Between any two pieces of the body. The time in which the caller takes nothing does not count.
    public var idle: Duration?
    /// All of it, from the call to the last byte of the body, redirects and retries included.
    public var total: Duration?

    /// Creates limits.
    public init(queue: Duration?, connect: Duration?, firstByte: Duration?, idle: Duration?, total: Duration?) {
        self.queue = queue
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
    }

    /// For requests that are answered: 60 s in the queue, 10 s to connect, 60 s each for the first byte and between two
    /// pieces, ten minutes in all.
    public static let standard = HTTPTimeouts(
        queue: .seconds(60), connect: .seconds(10), firstByte: .seconds(60), idle: .seconds(60), total: .seconds(600))

    /// For answers that go on for as long as somebody listens: only the way to the first byte is limited.
    public static let stream = HTTPTimeouts(
        queue: .seconds(60), connect: .seconds(10), firstByte: .seconds(60), idle: nil, total: nil)
}
