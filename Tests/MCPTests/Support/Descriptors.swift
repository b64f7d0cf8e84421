import Testing

@testable import MCP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// File descriptors for tests, straight from the system.
enum Descriptors {
    static func pipe() throws -> (read: Int32, write: Int32) { try #require(SystemCalls.makePipe()) }

    static func socketPair() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
        let type = SOCK_STREAM
        #else
        let type = Int32(SOCK_STREAM.rawValue)
        #endif
        try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
        return (ends[0], ends[1])
    }

    /// A regular file without a name that holds `text`, open for reading from its beginning.
    static func file(_ text: String) throws -> Int32 {
        var path = Array("/tmp/mcp-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        try #require(descriptor >= 0)
        unlink(path)
        write(text, to: descriptor)
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { SystemCalls.writeAll(descriptor, UnsafeRawBufferPointer($0)) }
    }

    /// Reads what is there, or waits for something; empty at the end.
    static func readSome(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = bytes.withUnsafeMutableBytes { SystemCalls.readSome(descriptor, into: $0) }
        return Array(bytes[..<count])
    }

    static func close(_ descriptor: Int32) { SystemCalls.closeDescriptor(descriptor) }

    #if os(Linux)
    /// What is open as `descriptor`, by a name that nothing else has.
    static func name(of descriptor: Int32) -> String? {
        var target = [CChar](repeating: 0, count: 256)
        let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count - 1)
        guard length >= 0 else { return nil }
        return String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// How many descriptors of this process are open for what `name` names.
    static func count(of name: String) -> Int {
        guard let directory = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            let number = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { Int32(String(cString: $0)) }
            }
            if let number, Self.name(of: number) == name { count += 1 }
        }
        return count
    }
    #endif
}

/// Reads the lines that arrive at a descriptor on a thread of its own.
func readLines(_ descriptor: Int32) async throws -> [String] {
    let lines = Promise<[String]>()
    let isStarted = SystemCalls.startThread {
        var text: [UInt8] = []
        while true {
            let bytes = Descriptors.readSome(descriptor)
            guard !bytes.isEmpty else { break }
            text += bytes
        }
        lines.settle(.success(String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)))
    }
    try #require(isStarted)
    return try await lines.value()
}
