import CMinizip

/// Unpacks the CSV files of a zip archive, one after the other is not possible: the archive must hold exactly one.
final class ZipSource: ByteSource {
    private let path: String
    private let archive: unzFile

    init(path: String) throws(CostFileError) {
        self.path = path
        guard let archive = unzOpen64(path) else { throw .damaged(path: path, reason: "it is no zip archive") }
        self.archive = archive
        try openOnlyEntry()
    }

    deinit {
        unzCloseCurrentFile(archive)
        unzClose(archive)
    }

    private func openOnlyEntry() throws(CostFileError) {
        var places: [unz64_file_pos] = []
        var status = unzGoToFirstFile(archive)
        while status == UNZ_OK {
            guard places.count < 10_000 else { throw .damaged(path: path, reason: "it has more than 10000 entries") }
            if isTable(entryName()) {
                var place = unz64_file_pos()
                unzGetFilePos64(archive, &place)
                places.append(place)
            }
            status = unzGoToNextFile(archive)
        }
        guard places.count == 1 else {
            let reason = "the archive holds \(places.count) CSV files; it must hold exactly one, unpack it first"
            throw .unreadable(path: path, reason: reason)
        }
        guard unzGoToFilePos64(archive, &places[0]) == UNZ_OK, unzOpenCurrentFile(archive) == UNZ_OK else {
            throw .unreadable(path: path, reason: "its entry cannot be unpacked; it may be encrypted")
        }
    }

    private func entryName() -> String {
        var name = [CChar](repeating: 0, count: 4096)
        unzGetCurrentFileInfo64(archive, nil, &name, UInt(name.count - 1), nil, 0, nil, 0)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Not a folder, nor what macOS puts next to files.
    private func isTable(_ name: String) -> Bool {
        !name.hasSuffix("/") && !name.hasPrefix("__MACOSX/") && name.lowercased().hasSuffix(".csv")
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CostFileError) -> Int {
        let count = unzReadCurrentFile(archive, buffer.baseAddress, UInt32(clamping: buffer.count))
        guard count >= 0 else { throw .damaged(path: path, reason: "its entry cannot be unpacked (\(count))") }
        if count == 0, unzCloseCurrentFile(archive) == UNZ_CRCERROR {
            throw .damaged(path: path, reason: "the checksum of its entry is wrong")
        }
        return Int(count)
    }
}
