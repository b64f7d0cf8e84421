/// The one moment that a loop wakes up for by itself.
struct Alarm: Sendable {
    private var instant: ContinuousClock.Instant?
    private var handler: @Sendable () -> Void = {}

    /// Creates an alarm that never goes off.
    init() {}

    /// Creates an alarm for `instant`; nil for never.
    init(instant: ContinuousClock.Instant?, handler: @escaping @Sendable () -> Void) {
        self.instant = instant
        self.handler = handler
    }

    /// How long to wait at most, in milliseconds rounded up; -1 for as long as it takes.
    var milliseconds: Int32 {
        guard let instant else { return -1 }
        return Self.milliseconds(in: ContinuousClock.now.duration(to: instant))
    }

    /// A duration in milliseconds rounded up, so that nobody wakes up before the time and has to wait again.
    static func milliseconds(in duration: Duration) -> Int32 {
        guard duration > .zero else { return 0 }
        let (seconds, attoseconds) = duration.components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    /// What is to be called now, if its time has come; it then goes off no more.
    mutating func takeIfDue() -> (@Sendable () -> Void)? {
        guard let instant, instant <= ContinuousClock.now else { return nil }
        defer { self = Alarm() }
        return handler
    }
}
