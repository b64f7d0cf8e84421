// What all systems have. Beside it, only the files of this folder name the C library.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Calls of the system, retried when a signal interrupts them.
enum SystemCalls {
    /// What came of a read or a write that does not wait.
    enum Transfer: Hashable, Sendable {
        /// So many bytes went over; at least one.
        case bytes(Int)
        /// It would have had to wait.
        case wouldBlock
        /// There is nothing more to come, or nobody to write to.
        case ended
    }

    static func readSome(_ descriptor: Int32, into space: UnsafeMutableRawBufferPointer) -> Transfer {
        transfer(endsAtZero: true) { read(descriptor, space.baseAddress, space.count) }
    }

    /// Reads from a socket without waiting, whether it is non-blocking or not.
    static func receiveSome(_ socket: Int32, into space: UnsafeMutableRawBufferPointer) -> Transfer {
        transfer(endsAtZero: true) { recv(socket, space.baseAddress, space.count, noWaiting) }
    }

    static func writeSome(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Transfer {
        transfer(endsAtZero: false) { write(descriptor, bytes.baseAddress, bytes.count) }
    }

    /// Writes two pieces in one call.
    static func writeSome(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, to descriptor: Int32
    ) -> Transfer {
        withVectors(first, second) { vectors in
            transfer(endsAtZero: false) { writev(descriptor, vectors, 2) }
        }
    }

    /// Writes two pieces to a socket in one call without waiting, whether it is non-blocking or not.
    static func sendSome(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, to socket: Int32
    ) -> Transfer {
        withVectors(first, second) { vectors in
            var message = msghdr()
            message.msg_iov = vectors
            message.msg_iovlen = 2
            return transfer(endsAtZero: false) { sendmsg(socket, &message, noWaiting) }
        }
    }

    private static func withVectors<Result>(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer,
        _ body: (UnsafeMutablePointer<iovec>?) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { space in
            space[0] = iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count)
            space[1] = iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count)
            return body(space.baseAddress)
        }
    }

    private static func transfer(endsAtZero: Bool, _ call: () -> Int) -> Transfer {
        while true {
            let count = call()
            if count > 0 { return .bytes(count) }
            if count == 0 { return endsAtZero ? .ended : .wouldBlock }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: return .wouldBlock
            default: return .ended
            }
        }
    }

    private static let noWaiting = Int32(MSG_DONTWAIT)
}
