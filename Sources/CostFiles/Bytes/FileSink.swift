import SystemPackage

/// A file that is created, or emptied, and written.
final class FileSink: ByteSink {
    let path: String
    private let descriptor: FileDescriptor
    private var isOpen = true

    init(path: String) throws(CostFileError) {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite])
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    deinit { if isOpen { try? descriptor.close() } }

    func write(_ bytes: [UInt8]) throws(CostFileError) {
        do {
            _ = try descriptor.writeAll(bytes)
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    func finish() throws(CostFileError) {
        isOpen = false
        do {
            try descriptor.close()
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }
}
