import CostAPI
import MCPHub
import NIOCore
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Files of costs that are sent in, below the data folder, for as long as their import takes.
struct CostUploads: UploadFolder {
    let folder: DataFolder

    func create(named name: String) async throws -> any UploadedFile {
        let ending = name.firstIndex(of: ".").map { String(name[$0...]) } ?? ""
        let mark = String(UInt64.random(in: .min ... .max), radix: 36)
        let path = folder.uploads.appending("upload-\(mark)\(ending)")
        let folder = folder
        let opened = await BlockingWork.run { Result { try Self.open(path, below: folder) } }
        let descriptor = try opened.get()
        return CostUpload(path: path.string, descriptor: descriptor)
    }

    private static func open(_ path: FilePath, below folder: DataFolder) throws -> SystemPackage.FileDescriptor {
        try folder.prepare(folder.uploads)
        return try SystemPackage.FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerRead, .ownerWrite])
    }
}

/// One of them. Each step waits for the one before.
private actor CostUpload: UploadedFile {
    nonisolated let path: String
    private var descriptor: SystemPackage.FileDescriptor?

    init(path: String, descriptor: SystemPackage.FileDescriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    func append(_ bytes: ByteBuffer) async throws {
        guard let descriptor else { return }
        try await BlockingWork.run {
            Result { _ = try descriptor.writeAll(bytes.readableBytesView) }
        }.get()
    }

    func finish() async throws {
        guard let descriptor else { return }
        self.descriptor = nil
        try await BlockingWork.run { Result { try descriptor.close() } }.get()
    }

    func remove() async {
        try? await finish()
        let path = path
        await BlockingWork.run { _ = unlink(path) }
    }
}
