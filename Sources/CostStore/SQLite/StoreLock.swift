import Foundation
import Locking

/// Holds a store's lock file, so that two processes never write one store by accident. The system frees it when the
/// process ends, however that happens.
final class StoreLock: Sendable {
    private let descriptor: Locked<Int32?>

    /// Takes the lock beside `path`. Throws ``CostStoreError`` when another process has it.
    init(path: String) throws(CostStoreError) {
        let file = path + ".lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CostStoreError(
                .unavailable, "\(file): \(String(cString: strerror(errno))); check the folder's owner and mode")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.read(descriptor)
            Foundation.close(descriptor)
            throw CostStoreError(
                .locked,
                "\(path) is open for importing in another process\(holder.isEmpty ? "" : " (\(holder))"); wait for"
                    + " its end, or end it")
        }
        Self.note("process \(getpid()), \(Self.command)", descriptor)
        self.descriptor = Locked(descriptor)
    }

    deinit {
        release()
    }

    /// Lets others have the store; more than once is harmless.
    func release() {
        descriptor.withLock { descriptor in
            if let descriptor { Foundation.close(descriptor) }
            descriptor = nil
        }
    }

    /// Who holds the lock beside `path`; `nil` for nobody.
    static func holder(path: String) -> String? {
        let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Foundation.close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return read(descriptor)
    }

    /// What this process was started as, without arguments, which may hold secrets.
    private static var command: String {
        let words = CommandLine.arguments
        let program = words.first?.split(separator: "/").last ?? "unknown"
        guard words.count > 1, words[1].allSatisfy({ $0.isASCII && $0.isLetter }) else { return String(program) }
        return "\(program) \(words[1])"
    }

    private static func note(_ text: String, _ descriptor: Int32) {
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    private static func read(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
