// What only Linux has.
#if os(Linux)
import CLinux
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif
import Locking

/// Waits with `epoll`, whose cost does not depend on the number of descriptors.
final class EpollPoller: Poller {
    /// What `epoll` refuses: regular files and the like, which never make anybody wait, and what is not open.
    private let alwaysReady = Locked<[PollEvent]>([])
    private let poller: Int32
    private let waker: Int32
    /// What the events of the waker bear instead of a descriptor and a token.
    private static let wakerMark = UInt64.max

    init() throws(PollFailure) {
        poller = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard poller >= 0 else { throw PollFailure("wait for descriptors", code: errno) }
        waker = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard waker >= 0 else {
            let code = errno
            close(poller)
            throw PollFailure("wake a thread", code: code)
        }
        // Edge-triggered: each write is reported once, so it need not be read.
        control(EPOLL_CTL_ADD, waker, events: EPOLLIN.rawValue | EPOLLET.rawValue, mark: Self.wakerMark)
    }

    deinit {
        close(waker)
        close(poller)
    }

    func set(_ descriptor: Int32, to interest: PollLoop.Readiness, token: UInt32) {
        // Removed and not emptied: an end is reported whatever is asked for, and would be reported for ever.
        guard !interest.isEmpty else { return remove(descriptor) }
        let mark = UInt64(token) << 32 | UInt64(UInt32(bitPattern: descriptor))
        var events: UInt32 = 0
        if interest.contains(.readable) { events |= EPOLLIN.rawValue }
        if interest.contains(.writable) { events |= EPOLLOUT.rawValue }
        alwaysReady.withLock { list in list.removeAll { $0.descriptor == descriptor } }
        if control(EPOLL_CTL_MOD, descriptor, events: events, mark: mark) == 0 { return }
        let code = control(EPOLL_CTL_ADD, descriptor, events: events, mark: mark)
        guard code != 0 else { return }
        // What cannot be waited for at all, a closed descriptor above all, is in error: the owner has to know.
        let readiness = code == EPERM ? interest : .ended
        alwaysReady.withLock { $0.append(PollEvent(descriptor: descriptor, token: token, readiness: readiness)) }
    }

    func remove(_ descriptor: Int32) {
        control(EPOLL_CTL_DEL, descriptor, events: 0, mark: 0)
        alwaysReady.withLock { list in list.removeAll { $0.descriptor == descriptor } }
    }

    /// - Returns: 0, or the system's number for the reason why not.
    @discardableResult
    private func control(_ operation: Int32, _ descriptor: Int32, events: UInt32, mark: UInt64) -> Int32 {
        var event = epoll_event(events: events, data: epoll_data(u64: mark))
        return epoll_ctl(poller, operation, descriptor, &event) == 0 ? 0 : errno
    }

    func wait(milliseconds: Int32, events: inout [PollEvent]) {
        alwaysReady.withLock { events += $0 }
        let timeout = events.isEmpty ? milliseconds : 0
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { space in
            let count = epoll_wait(poller, space.baseAddress, Int32(space.count), timeout)
            // Interrupted by a signal: the loop just begins another turn.
            guard count > 0 else { return }
            for index in 0..<Int(count) where space[index].data.u64 != Self.wakerMark {
                events.append(PollEvent(space[index]))
            }
        }
    }

    func wake() { _ = eventfd_write(waker, 1) }
}

extension PollEvent {
    fileprivate init(_ event: epoll_event) {
        descriptor = Int32(bitPattern: UInt32(truncatingIfNeeded: event.data.u64))
        token = UInt32(event.data.u64 >> 32)
        var readiness: PollLoop.Readiness = []
        if event.events & EPOLLIN.rawValue != 0 { readiness.insert(.readable) }
        if event.events & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
        if event.events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { readiness.insert(.ended) }
        self.readiness = readiness
    }
}

extension SystemCalls {
    /// Asks for room for `bytes` in a pipe.
    ///
    /// - Returns: whether it has been granted; a process without privileges may have only so much.
    static func setPipeCapacity(_ descriptor: Int32, to bytes: Int) -> Bool {
        fcntl(descriptor, Int32(CLINUX_F_SETPIPE_SZ), Int32(clamping: bytes)) >= 0
    }

    /// How much room a pipe has, in bytes; nil when `descriptor` is no pipe.
    static func pipeCapacity(_ descriptor: Int32) -> Int? {
        let capacity = fcntl(descriptor, Int32(CLINUX_F_GETPIPE_SZ))
        return capacity < 0 ? nil : Int(capacity)
    }

    /// Opens what `descriptor` is open for once more, so that it can be made non-blocking without anybody who shares
    /// `descriptor` noticing.
    ///
    /// - Returns: nil when the system does not allow that, as for sockets.
    static func reopen(_ descriptor: Int32, writing: Bool) -> Int32? {
        let flags = (writing ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
        let copy = open("/proc/self/fd/\(descriptor)", flags)
        return copy < 0 ? nil : copy
    }

    static func nameCurrentThread(_ name: String) {
        _ = pthread_setname_np(pthread_self(), String(decoding: name.utf8.prefix(15), as: UTF8.self))
    }
}
#endif
