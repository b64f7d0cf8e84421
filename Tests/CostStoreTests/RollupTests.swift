import CostModel
import Testing

@testable import CostStore

/// Sums in blocks.
@Suite struct RollupTests {
    static let columns: [[Int128]] = [
        [], [7, 7, 7], [0, 1, 255], [-1, 256, 3], [1 << 40, -5, 0], [Int128(1) << 100, 1, -(Int128(1) << 90)],
        [Int128(Int64.max), Int128(Int64.min), 0],
    ]

    private static func bytes(_ values: [Int128]) -> [UInt8] {
        var bytes: [UInt8] = []
        PackedColumn.append(values, to: &bytes)
        return bytes + Array(repeating: 0, count: PackedColumn.padding)
    }

    @Test(arguments: columns)
    func `a column gives back its numbers, whatever their width`(values: [Int128]) throws {
        try Self.bytes(values).withUnsafeBytes { memory in
            var place = 0
            let column = try PackedColumn(memory, at: &place, count: values.count)
            #expect(values.indices.map { column[$0] } == values)
            #expect(place == memory.count - PackedColumn.padding)
            for (index, value) in values.enumerated() {
                if let narrow = Int64(exactly: value) { #expect(column.integer(index) == narrow) }
            }
        }
    }

    @Test func `a block that is cut off or names a key that it lacks is told to be damaged`() throws {
        var writer = RollupBlock.Writer(.dimension(0))
        writer.begin([3, 4])
        writer.append(time: 20_000, RollupSums.Entry(first: 0, second: 0, count: 2, billed: 5))
        var whole: [UInt8] = []
        writer.append(to: &whole)
        for length in 0..<whole.count {
            whole[..<length].withUnsafeBytes { memory in
                _ = #expect(throws: CostStoreError.self) { try RollupBlock(memory, .dimension(0)) }
            }
        }
        try whole.withUnsafeBytes { memory in
            let block = try RollupBlock(memory, .dimension(0))
            #expect(block.time.integer(0) == 20_000 && block.charges.integer(0) == 2 && block.costs[0][0] == 5)
        }
        // The columns of the key, then that of the places of keys: a width, and the smallest of them.
        whole[8 + 2 * 17 + 1] = 1
        whole.withUnsafeBytes { memory in
            _ = #expect(throws: CostStoreError.self) { try RollupBlock(memory, .dimension(0)) }
        }
    }

    @Test func `parts that are joined have the sums that they had apart`() async throws {
        try await Folder.with { folder in
            let path = folder + "/costs.sqlite"
            let store = try await CostStores.sqlite(path: path)
            var samples = SampleCharges(seed: 31)
            try await store.load([2025.month(1), 2025.month(2)].flatMap { samples.month($0, count: 200) })
            let connection = try SQLiteConnection(path: path, purpose: .writing, patience: 5)
            try connection.run("INSERT INTO rollups SELECT slice, kind, part + 100, body FROM rollups")
            let period = try #require(Period(start: 2025.month(1).first, end: 2025.month(3).first))
            let queries = [[.department], [.service, .region], [.tag("env"), .resourceGroup]].map {
                CostQuery(period: period, metric: .list, groupBy: $0)
            }
            var apart: [CostAnswer] = []
            for query in queries { apart.append(try await store.answer(query)) }
            #expect(apart.allSatisfy { $0.chargeCount == 800 })
            try RollupJoining(connection: connection).run(importID: 1)
            #expect(try connection.row("SELECT max(part) FROM rollups")?.integer(0) == 0)
            for (query, answer) in zip(queries, apart) { #expect(try await store.answer(query) == answer) }
            connection.close()
            await store.close()
        }
    }
}
