public import CostFiles
public import CostModel
import Locking

/// Imports cost files: one, or several that together are the data of their months.
///
/// The files are opened one after the other, on the thread of the import.
public final class FileSource: ChargeSource {
    /// A file and how it is read.
    public struct Part: Sendable {
        /// Where it is.
        public var path: String
        /// How it is read.
        public var options: CostFileOptions
        /// The file that the rows are written to which a lenient reading leaves out. It is made for the first of them.
        public var rejects: String?

        /// Puts a part together.
        public init(path: String, options: CostFileOptions = CostFileOptions(), rejects: String? = nil) {
            self.path = path
            self.options = options
            self.rejects = rejects
        }
    }

    /// Told of each row that cannot be read, with its bytes as they were written.
    public typealias ProblemSink = @Sendable (RowProblem, UnsafeBufferPointer<UInt8>) -> Void

    private let parts: [Part]
    private let onProblem: ProblemSink?
    private let onProgress: (@Sendable (ReadProgress) -> Void)?
    private let reading = Locked(Reading())

    private struct Reading {
        var index = 0
        var reader: CostFileReader?
        var rejects: LazyRejectFile?
        var digests: [String] = []
    }

    /// Takes the files. `onProgress` is told after every batch how far the reading of a file has come.
    public init(
        _ parts: [Part], onProblem: ProblemSink? = nil, onProgress: (@Sendable (ReadProgress) -> Void)? = nil
    ) {
        self.parts = parts
        self.onProblem = onProblem
        self.onProgress = onProgress
    }

    /// The names of the files, without their folders.
    public var name: String {
        parts.map { String($0.path.split(separator: "/").last ?? "") }.joined(separator: ", ")
    }

    /// The next charges of the files. Throws ``CostFiles/CostFileError``.
    public func next() throws -> ChargeBatch? {
        try reading.withLock { reading in
            while reading.index < parts.count {
                if reading.reader == nil { try open(parts[reading.index], &reading) }
                guard let reader = reading.reader else { break }
                let batch = try reader.next()
                onProgress?(reader.progress)
                if let batch { return batch }
                try reading.rejects?.close()
                reading.digests.append(reader.digest ?? "")
                reading.reader = nil
                reading.index += 1
            }
            return nil
        }
    }

    private func open(_ part: Part, _ reading: inout Reading) throws {
        let rejects = part.rejects.map { LazyRejectFile(path: $0) }
        let onProblem = onProblem
        let reader = try CostFileReader(path: part.path, options: part.options) {
            problem, bytes throws(CostFileError) in
            try rejects?.write(problem, bytes)
            onProblem?(problem, bytes)
        }
        rejects?.columns = reader.columns
        reading.reader = reader
        reading.rejects = rejects
    }

    /// The digest of the files, without reading what is in them. Throws ``CostFiles/CostFileError``.
    public func digestBeforehand() throws -> String? {
        guard !parts.isEmpty, parts.allSatisfy(\.options.digests) else { return nil }
        return try parts.map { try FileDigest.sha256(path: $0.path) }.joined(separator: "+")
    }

    /// The digest of the file, or those of all files; `nil` where none was computed.
    public func digest() throws -> String? {
        let digests = reading.withLock { $0.digests }
        return digests.isEmpty || digests.contains("") ? nil : digests.joined(separator: "+")
    }
}
