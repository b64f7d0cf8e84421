import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A thread that may wait.
enum SystemThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }

        static func begin(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
            let body = Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue()
            blockSignals()
            nameThread()
            body.run()
            return nil
        }
    }

    /// Runs `body` on a thread of its own, which takes no signals: they are for those who wait for them.
    ///
    /// - Returns: 0, or the system's number for the reason why there is no such thread.
    static func start(_ body: @escaping @Sendable () -> Void) -> Int32 {
        // The thread takes over this reference; without a thread it is given back below.
        let box = Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(&thread, nil, { Body.begin($0) }, box.toOpaque())
        if code == 0, let thread { pthread_detach(thread) }
        #else
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { $0.flatMap(Body.begin) }, box.toOpaque())
        if code == 0 { pthread_detach(thread) }
        #endif
        if code != 0 { box.release() }
        return code
    }

    private static func blockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
    }

    private static func nameThread() {
        #if os(Linux)
        _ = pthread_setname_np(pthread_self(), "http-client")
        #endif
    }
}
