public import Synchronization

/// A value that one thread at a time may touch: the standard library's `Mutex`, in a form that Thread Sanitizer sees.
///
/// On Linux `Mutex` is a futex of its own, which the sanitizer knows nothing of: it would report every value that a
/// mutex protects. Compiled with `THREAD_SANITIZER`, as `make sanitize` does, each lock and unlock is announced to it;
/// otherwise this is the mutex and nothing else.
@frozen
@usableFromInline
package struct Locked<Value: ~Copyable>: ~Copyable, Sendable {
    @usableFromInline let mutex: Mutex<Value>
    #if THREAD_SANITIZER
    /// An address that stands for this lock.
    @usableFromInline let marker: UInt
    #endif

    /// Protects `value`.
    @inlinable
    package init(_ value: consuming sending Value) {
        mutex = Mutex(value)
        #if THREAD_SANITIZER
        marker = UInt(bitPattern: UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8))
        #endif
    }

    #if THREAD_SANITIZER
    deinit {
        UnsafeMutableRawPointer(bitPattern: marker)?.deallocate()
    }
    #endif

    /// Runs `body` while no other thread can touch the value. It must be short, and must not wait for anything.
    @inlinable
    package borrowing func withLock<Result: ~Copyable, Failure>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        #if THREAD_SANITIZER
        try mutex.withLock { value throws(Failure) -> sending Result in
            threadSanitizerAcquire(UnsafeMutableRawPointer(bitPattern: marker))
            defer { threadSanitizerRelease(UnsafeMutableRawPointer(bitPattern: marker)) }
            return try body(&value)
        }
        #else
        try mutex.withLock(body)
        #endif
    }
}

#if THREAD_SANITIZER
@_silgen_name("__tsan_acquire")
@usableFromInline
func threadSanitizerAcquire(_ address: UnsafeMutableRawPointer?)

@_silgen_name("__tsan_release")
@usableFromInline
func threadSanitizerRelease(_ address: UnsafeMutableRawPointer?)
#endif
