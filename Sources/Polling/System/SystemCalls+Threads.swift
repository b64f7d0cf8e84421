#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension SystemCalls {
    /// A number for the calling thread; never 0.
    static var currentThread: UInt {
        #if canImport(Darwin)
        UInt(bitPattern: pthread_self())
        #else
        UInt(pthread_self())
        #endif
    }

    /// The system's words for an error number.
    static func message(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { space in
            space.initialize(repeating: 0)
            guard let start = space.baseAddress, strerror_r(code, start, space.count) == 0 else { return "error" }
            return String(cString: start)
        }
    }

    /// Runs `body` on a thread of its own, so that it may wait.
    ///
    /// - Returns: 0, or the system's number for the reason why there is no such thread.
    static func startThread(named name: String, _ body: @escaping @Sendable () -> Void) -> Int32 {
        let box = Unmanaged.passRetained(ThreadBody(name: name, body: body))
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
        return code
    }

    private final class ThreadBody: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        static func run(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
            let thread = Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue()
            nameCurrentThread(thread.name)
            thread.body()
            return nil
        }
    }
}
