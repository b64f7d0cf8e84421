// The only file of this target that names the C library: what differs between systems is settled here.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Blocking calls on file descriptors, retried when a signal interrupts them.
enum SystemCalls {
    /// Ends of a new pipe, closed on exec.
    static func makePipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Reads what is there, at least one byte.
    ///
    /// - Returns: the number of bytes; 0 at the end of the stream and after errors that end it.
    static func readSome(_ descriptor: Int32, into space: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = read(descriptor, space.baseAddress, space.count)
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: _ = wait(for: descriptor, events: Int16(POLLIN), milliseconds: -1)
            default: return 0
            }
        }
    }

    /// Writes all bytes, waiting for the reader as long as it takes.
    ///
    /// - Returns: false when the reader is gone.
    static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count >= 0 {
                offset += count
            } else if errno == EAGAIN {
                _ = wait(for: descriptor, events: Int16(POLLOUT), milliseconds: -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Whether a write of at most 4 KiB (`PIPE_BUF`) will not block: POSIX promises that much room in a writable pipe.
    static func canWriteAtOnce(_ descriptor: Int32) -> Bool {
        wait(for: descriptor, events: Int16(POLLOUT), milliseconds: 0)
    }

    /// Waits until `descriptor` can be read or `waker` can.
    ///
    /// - Returns: false when it was the waker.
    static func waitReadable(_ descriptor: Int32, waker: Int32) -> Bool {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waker, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, -1) < 0, errno == EINTR {}
        return entries[1].revents == 0
    }

    private static func wait(for descriptor: Int32, events: Int16, milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        while true {
            let count = poll(&entry, 1, milliseconds)
            if count >= 0 { return count == 1 && entry.revents & events != 0 }
            guard errno == EINTR else { return false }
        }
    }

    static func closeDescriptor(_ descriptor: Int32) {
        _ = close(descriptor)
    }

    /// Makes writing to a reader that is gone an error of that write, and not the end of the process. A handler that
    /// the program has set stays.
    static let ignoreBrokenPipes: Void = {
        let previous = signal(SIGPIPE, SIG_IGN)
        if let previous, unsafeBitCast(previous, to: Int.self) > 1 { _ = signal(SIGPIPE, previous) }
    }()

    /// Takes standard output for the protocol alone: whatever the program prints from now on goes to standard error.
    ///
    /// - Returns: a descriptor for what was standard output, or standard output itself when none can be had.
    static func claimStandardOutput() -> Int32 {
        let output = dup(STDOUT_FILENO)
        guard output >= 0 else { return STDOUT_FILENO }
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        _ = dup2(STDERR_FILENO, STDOUT_FILENO)
        return output
    }

    /// Runs `body` on a thread of its own, so that it may block.
    ///
    /// - Returns: false when the system has no thread left; `body` is not run then.
    static func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
        let box = Unmanaged.passRetained(ThreadBody(body))
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        pthread_attr_init(attributes)
        pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(attributes, 512 << 10)
        defer {
            pthread_attr_destroy(attributes)
            attributes.deallocate()
        }
        #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, attributes, { ThreadBody.run($0) }, box.toOpaque())
        #else
        var thread = pthread_t()
        let code = pthread_create(&thread, attributes, { $0.flatMap(ThreadBody.run) }, box.toOpaque())
        #endif
        if code != 0 { box.release() }
        return code == 0
    }

    private final class ThreadBody: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }

        static func run(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
            Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
        }
    }
}
