import SystemPackage

/// A file that is created, or emptied, and written.
final class FileSink: ByteSink {
    let path: String
    private let descriptor: FileDescriptor
    private var isOpen = true
    private let isOwned: Bool

    /// Writes to the standard output, which stays open.
    init() {
        path = "standard output"
        descriptor = .standardOutput
        isOwned = false
    }

    init(path: String) throws(CostFileError) {
        self.path = path
        isOwned = true
        do {
            descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite])
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    deinit { if isOpen, isOwned { try? descriptor.close() } }

    func write(_ bytes: [UInt8]) throws(CostFileError) {
        do {
            _ = try descriptor.writeAll(bytes)
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    func finish() throws(CostFileError) {
        isOpen = false
        guard isOwned else { return }
        do {
            try descriptor.close()
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }
}
