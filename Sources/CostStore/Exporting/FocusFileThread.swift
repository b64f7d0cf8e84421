import CostFiles
import CostModel
import Foundation

/// Writes a FOCUS file on a thread of its own.
actor FocusFileThread {
    private let executor = ThreadExecutor(name: "export")
    private let destination: ExportDestination
    private let isCompressed: Bool
    private var writer: FocusFileWriter?
    private var billed: [Currency: Amount] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ destination: ExportDestination, isCompressed: Bool) {
        self.destination = destination
        self.isCompressed = isCompressed
    }

    /// Where the file is while it is written.
    private var partial: ExportDestination {
        if case .file(let path) = destination { .file(path: path + ".part") } else { destination }
    }

    func open(_ encoder: FocusEncoder) throws {
        writer = try FocusFileWriter(to: partial, encoder: encoder, isCompressed: isCompressed)
    }

    /// Writes charges, and tells how many there are by now.
    func write(_ rows: [ChargePage.Row]) throws -> Int {
        guard let writer else { return 0 }
        for row in rows {
            try writer.write(row.charge)
            guard let cost = row.charge.money(.billedCost) else { continue }
            billed[cost.currency] = try (billed[cost.currency] ?? .zero) + cost.amount
        }
        return writer.rows
    }

    /// Completes the file and gives it its name.
    func finish() throws -> ExportSummary {
        try writer?.close()
        let count = writer?.rows ?? 0
        writer = nil
        var digest: String?
        if case .file(let path) = destination, case .file(let written) = partial {
            guard rename(written, path) == 0 else {
                throw CostFileError.unwritable(path: path, reason: String(cString: strerror(errno)))
            }
            digest = try FileDigest.sha256(path: path)
        }
        let totals = billed.map { Money($0.value, $0.key) }.sorted { $0.currency < $1.currency }
        return ExportSummary(chargeCount: count, billed: totals, digest: digest)
    }

    /// Removes what was written of a file.
    func abandon() {
        writer = nil
        if case .file(let path) = partial { unlink(path) }
    }

    func close() { executor.end() }
}
