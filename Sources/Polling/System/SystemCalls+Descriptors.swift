#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension SystemCalls {
    /// What a descriptor is open for, as far as it matters here.
    enum Kind: Hashable, Sendable {
        case file
        case socket
        /// A pipe, a terminal or another device.
        case other
    }

    /// Which ends of a new pipe are non-blocking.
    enum NonblockingEnds {
        case both
        case reader
        case writer
    }

    /// The ends of a new pipe, closed on exec.
    static func makePipe(nonblocking ends: NonblockingEnds) throws(PollFailure) -> (reader: Int32, writer: Int32) {
        var pair: [Int32] = [-1, -1]
        guard pipe(&pair) == 0 else { throw PollFailure("make a pipe", code: errno) }
        for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        if ends != .writer { makeNonblocking(pair[0]) }
        if ends != .reader { makeNonblocking(pair[1]) }
        return (pair[0], pair[1])
    }

    /// Makes everything that is done with `descriptor` return instead of wait, for all who share its description.
    @discardableResult
    static func makeNonblocking(_ descriptor: Int32) -> Bool {
        let flags = fcntl(descriptor, F_GETFL)
        return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0
    }

    static func isNonblocking(_ descriptor: Int32) -> Bool {
        let flags = fcntl(descriptor, F_GETFL)
        return flags >= 0 && flags & O_NONBLOCK != 0
    }

    /// - Returns: nil when `descriptor` is not open.
    static func kind(of descriptor: Int32) -> Kind? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFSOCK: .socket
        default: .other
        }
    }

    /// Another number for what `descriptor` is open for, closed on exec.
    static func duplicate(_ descriptor: Int32) throws(PollFailure) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw PollFailure("take over descriptor \(descriptor)", code: errno) }
        return copy
    }

    /// Has `descriptor` mean what `source` is open for.
    static func replace(_ descriptor: Int32, with source: Int32) { _ = dup2(source, descriptor) }

    /// Has `descriptor` mean a stream that is empty and takes everything.
    static func replaceWithNothing(_ descriptor: Int32) {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { return }
        _ = dup2(nothing, descriptor)
        _ = close(nothing)
    }

    static func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

    /// Makes writing to a reader that is gone an error of that write, and not the end of the process. A handler that
    /// the program has set stays.
    static let ignoreBrokenPipes: Void = {
        let previous = signal(SIGPIPE, SIG_IGN)
        if let previous, unsafeBitCast(previous, to: Int.self) > 1 { _ = signal(SIGPIPE, previous) }
    }()

    /// Waits with `poll(2)`.
    ///
    /// - Parameter milliseconds: how long at most; -1 for as long as it takes.
    /// - Returns: what is ready.
    static func waitFor(_ entries: [PollEntry], milliseconds: Int32) -> [PollEvent] {
        var list = entries.map { entry in
            var events: Int32 = 0
            if entry.interest.contains(.readable) { events |= Int32(POLLIN) }
            if entry.interest.contains(.writable) { events |= Int32(POLLOUT) }
            return pollfd(fd: entry.descriptor, events: Int16(events), revents: 0)
        }
        guard poll(&list, numericCast(list.count), milliseconds) > 0 else { return [] }
        return zip(entries, list).compactMap { entry, answer in
            let readiness = PollLoop.Readiness(Int32(answer.revents))
            guard !readiness.isEmpty else { return nil }
            return PollEvent(descriptor: entry.descriptor, token: entry.token, readiness: readiness)
        }
    }

    /// Reads and forgets all that is there.
    static func drain(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { space in
            while case .bytes = readSome(descriptor, into: space) {}
        }
    }

    #if !os(Linux)
    static func setPipeCapacity(_ descriptor: Int32, to bytes: Int) -> Bool { false }

    static func pipeCapacity(_ descriptor: Int32) -> Int? { nil }

    static func reopen(_ descriptor: Int32, writing: Bool) -> Int32? { nil }

    static func nameCurrentThread(_ name: String) { _ = pthread_setname_np(name) }
    #endif
}

extension PollLoop.Readiness {
    fileprivate init(_ events: Int32) {
        self = []
        if events & Int32(POLLIN) != 0 { insert(.readable) }
        if events & Int32(POLLOUT) != 0 { insert(.writable) }
        if events & Int32(POLLHUP | POLLERR | POLLNVAL) != 0 { insert(.ended) }
    }
}

extension SystemCalls {
    /// The number for "not an open descriptor".
    static var notOpen: Int32 { EBADF }

    /// Reads until the end and writes all of it, waiting as long as it takes; ends early when the reader is gone.
    static func carryAll(from source: Int32, to target: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { space in
            while case .bytes(let count) = waiting(source, for: POLLIN, { readSome(source, into: space) }) {
                var rest = UnsafeRawBufferPointer(rebasing: space.prefix(count))
                while !rest.isEmpty {
                    let transfer = waiting(target, for: POLLOUT) { writeSome(rest, to: target) }
                    guard case .bytes(let written) = transfer else { return }
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                }
            }
        }
    }

    /// Does `transfer` again and again until it has not been refused for the moment.
    private static func waiting<Events: BinaryInteger>(
        _ descriptor: Int32, for events: Events, _ transfer: () -> Transfer
    ) -> Transfer {
        while true {
            let outcome = transfer()
            guard outcome == .wouldBlock else { return outcome }
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            _ = poll(&entry, 1, -1)
        }
    }
}
