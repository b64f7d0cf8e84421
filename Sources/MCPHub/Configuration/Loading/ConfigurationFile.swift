import SystemPackage

/// The content of a file, with the path under which problems name it.
public struct ConfigurationFile: Hashable, Sendable {
    /// The longest file that is read: 32 MiB. Some clients keep far more than their servers in one file.
    public static let maximumBytes = 32 << 20

    /// The path as it was given.
    public let path: String
    /// The bytes.
    public let bytes: [UInt8]

    /// Names content that has been read already.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Names text that has been read already.
    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// Reads a file.
    ///
    /// - Throws: ``ConfigurationError`` with the reason that the system gives.
    public init(reading path: String) throws(ConfigurationError) {
        do {
            self.init(path: path, bytes: try Self.read(FilePath(path)))
        } catch {
            throw ConfigurationError([
                ConfigurationProblem(
                    .error, at: SourcePosition(file: path), pointer: "", what: "cannot read the file: \(error)",
                    remedy: "check the path and its permissions")
            ])
        }
    }

    /// Whether there is a file at `path` that can be opened.
    public static func exists(_ path: String) -> Bool {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return false }
        try? file.close()
        return true
    }

    private static func read(_ path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            let size = 64 << 10
            while bytes.count <= maximumBytes {
                let part = try [UInt8](unsafeUninitializedCapacity: size) { space, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(space))
                }
                if part.isEmpty { return bytes }
                bytes.append(contentsOf: part)
            }
            throw Errno.fileTooLarge
        }
    }
}
