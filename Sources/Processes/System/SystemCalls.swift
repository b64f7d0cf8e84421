// The only file of this target that names the C library: what differs between systems is settled here.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What this target asks of the system beside starting processes.
enum SystemCalls {
    /// How hard a process is asked to end.
    enum Ending: Hashable, Sendable {
        /// It may tidy up, or refuse (`SIGTERM`).
        case request
        /// It has no choice (`SIGKILL`).
        case force
    }

    /// Sends a signal to all processes of a group. Whoever has ended is not there any more, which is no error.
    static func end(group: Int32, by ending: Ending) {
        // 0 and 1 would mean our own group and everybody.
        guard group > 1 else { return }
        _ = kill(-group, ending == .request ? SIGTERM : SIGKILL)
    }

    /// Whether a group has members, those included that nobody has waited for yet.
    static func exists(group: Int32) -> Bool {
        group > 1 && (kill(-group, 0) == 0 || errno == EPERM)
    }

    /// What a signal is called; nil for one without a name that all systems share.
    static func name(ofSignal number: Int32) -> String? {
        switch number {
        case SIGHUP: "SIGHUP"
        case SIGINT: "SIGINT"
        case SIGQUIT: "SIGQUIT"
        case SIGILL: "SIGILL"
        case SIGTRAP: "SIGTRAP"
        case SIGABRT: "SIGABRT"
        case SIGBUS: "SIGBUS"
        case SIGFPE: "SIGFPE"
        case SIGKILL: "SIGKILL"
        case SIGSEGV: "SIGSEGV"
        case SIGPIPE: "SIGPIPE"
        case SIGALRM: "SIGALRM"
        case SIGTERM: "SIGTERM"
        default: nil
        }
    }

    static var killSignal: Int32 { SIGKILL }

    /// The value of a variable of this process's environment.
    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Makes everything that is done with `descriptor` return instead of wait.
    static func makeNonblocking(_ descriptor: Int32) {
        let flags = fcntl(descriptor, F_GETFL)
        if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
    }

    static func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

    /// Makes writing to a reader that is gone an error of that write, and not the end of the process. A handler that
    /// the program has set stays.
    static let ignoreBrokenPipes: Void = {
        let previous = signal(SIGPIPE, SIG_IGN)
        if let previous, unsafeBitCast(previous, to: Int.self) > 1 { _ = signal(SIGPIPE, previous) }
    }()

    /// Writes as much as there is room for.
    ///
    /// - Returns: how many bytes were written; nil when the reader is gone.
    static func writeSome(_ bytes: [UInt8], to descriptor: Int32) -> Int? {
        while true {
            let count = write(descriptor, bytes, bytes.count)
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: return 0
            default: return nil
            }
        }
    }

    /// Waits for bytes.
    ///
    /// - Returns: the bytes; none at the end of the stream and after errors that end it.
    static func readSome(_ descriptor: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 4096) { space, count in
            var result = read(descriptor, space.baseAddress, space.count)
            while result < 0, errno == EINTR { result = read(descriptor, space.baseAddress, space.count) }
            count = max(0, result)
        }
    }

    /// Leaves the session and the terminal of the parent, and takes no notice of requests to end.
    static func detach() {
        _ = setsid()
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE] { _ = signal(number, SIG_IGN) }
    }

    /// Does nothing for a while, on this thread.
    static func pause(milliseconds: UInt32) { _ = usleep(milliseconds * 1000) }

    static func exit() -> Never {
        _exit(0)
    }

    /// The contents of a small file; nil when there is none.
    static func contents(ofFile path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { closeDescriptor(descriptor) }
        return String(decoding: readSome(descriptor), as: UTF8.self)
    }
}
