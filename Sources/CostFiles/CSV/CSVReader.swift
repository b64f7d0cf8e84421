/// Reads rows from a source through one buffer, which grows no further than the longest row that is allowed.
final class CSVReader {
    /// What came of asking for a row.
    enum Turn {
        case row
        /// The row was skipped because its quotes do not pair up.
        case misquoted
        case end
    }

    private let source: any ByteSource
    private let path: String
    private let limits: CSVLimits
    private var scanner: CSVScanner
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    /// What is in the buffer and not yet read as rows.
    private var start = 0
    private var end = 0
    private var isLast = false
    private var total = 0
    private var rowRange = 0..<0
    private var rowLine = 1
    private var nextLine = 1

    private static let chunk = 1 << 20

    init(_ source: any ByteSource, path: String, limits: CSVLimits) throws(CostFileError) {
        self.source = source
        self.path = path
        self.limits = limits
        scanner = CSVScanner(delimiter: UInt8(ascii: ","), maximumFields: limits.fields)
        buffer = .allocate(capacity: Self.chunk)
        try fill()
        if buffer[..<min(end, 3)].elementsEqual([0xEF, 0xBB, 0xBF]) { start = 3 }
        scanner = CSVScanner(delimiter: likelyDelimiter(), maximumFields: limits.fields)
    }

    deinit { buffer.deallocate() }

    /// Calls `body` with the row that was read last.
    @inline(__always)
    func withRow<Result>(_ body: (CSVRow) -> Result) -> Result {
        scanner.fields.withUnsafeBufferPointer { fields in
            let base = UnsafePointer(buffer.baseAddress.unsafelyUnwrapped)
            let written = UnsafeBufferPointer(start: base + rowRange.lowerBound, count: rowRange.count)
            let row = CSVRow(
                base: base, fields: UnsafeBufferPointer(rebasing: fields[..<scanner.count]), line: rowLine,
                written: written)
            return body(row)
        }
    }

    /// Reads the next row that is not empty. Throws ``CostFileError``.
    func next() throws(CostFileError) -> Turn {
        while true {
            guard start < end || !isLast else { return .end }
            let base = UnsafePointer(buffer.baseAddress.unsafelyUnwrapped)
            switch scanner.scan(base, from: start, to: end, isLast: isLast) {
            case .incomplete: try fill()
            case .tooManyFields: throw .tooLarge(path: path, what: "a row of fields", limit: limits.fields)
            case .misquoted(let place):
                if try skipLine(from: place) { return .misquoted }
            case .row(let next):
                finishRow(next)
                if !isEmptyRow { return .row }
            }
        }
    }

    private var isEmptyRow: Bool {
        rowRange.isEmpty || (scanner.count == 1 && scanner.fields[0].start == scanner.fields[0].end)
    }

    private func finishRow(_ next: Int) {
        var last = next
        while last > start, buffer[last - 1] == 0x0A || buffer[last - 1] == 0x0D { last -= 1 }
        rowRange = start..<last
        start = next
        rowLine = nextLine
        nextLine += 1 + scanner.innerLines
    }

    /// Goes on after the line that `place` is on; false when more bytes are needed to find its end.
    private func skipLine(from place: Int) throws(CostFileError) -> Bool {
        guard let stop = buffer[place..<end].firstIndex(of: 0x0A) else {
            if !isLast {
                try fill()
                return false
            }
            finishRow(end)
            return true
        }
        finishRow(stop + 1)
        return true
    }

    /// Moves what is left to the front, makes room if there is none, and reads on.
    private func fill() throws(CostFileError) {
        if start > 0 {
            let left = end - start
            UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped)
                .copyMemory(from: buffer.baseAddress.unsafelyUnwrapped + start, byteCount: left)
            (start, end) = (0, left)
        }
        if end == buffer.count { try grow() }
        let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[end...])
        let count = try source.read(into: room)
        end += count
        total += count
        isLast = count == 0
        guard total <= limits.fileBytes else {
            throw .tooLarge(path: path, what: "the unpacked file", limit: limits.fileBytes)
        }
    }

    private func grow() throws(CostFileError) {
        guard buffer.count < limits.rowBytes else { throw .tooLarge(path: path, what: "a row", limit: limits.rowBytes) }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: buffer.count * 2)
        _ = larger.update(fromContentsOf: buffer[..<end])
        buffer.deallocate()
        buffer = larger
    }

    /// Comma, semicolon or tab, whichever the first line has most of.
    private func likelyDelimiter() -> UInt8 {
        let line = buffer[start..<end].prefix { $0 != 0x0A && $0 != 0x0D }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        let counts = candidates.map { candidate in line.count { $0 == candidate } }
        return counts[1] > counts[0] ? candidates[1] : counts[2] > counts[0] ? candidates[2] : candidates[0]
    }
}
