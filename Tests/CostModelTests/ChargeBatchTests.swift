import CostModel
import Testing

@Suite struct ChargeBatchTests {
    private func charge(_ number: Int) -> Charge {
        var charge = Charge()
        for column in TextColumn.allCases where column.rawValue % 3 == number % 3 {
            charge[column] = "\(column) \(number % 50)"
        }
        for column in AmountColumn.allCases where column.rawValue % 2 == number % 2 {
            charge[column] = Amount(number - 100)
        }
        for column in InstantColumn.allCases where column.rawValue != number % 5 {
            charge[column] = Instant(seconds: Int64(number))
        }
        charge.tags = Tags(["n": "\(number)"])
        return charge
    }

    @Test(arguments: [(8192, 1 << 18), (7, 1 << 18), (100, 40), (1, 1)])
    func `charges come out as they went in, whatever the bounds`(rows: Int, texts: Int) {
        var builder = ChargeBatchBuilder(limits: .init(rows: rows, texts: texts))
        let charges = (0..<500).map { charge($0) }
        var table = TextTable()
        var result: [Charge] = []
        func take() {
            guard let batch = builder.take() else { return }
            #expect(batch.firstRowNumber == result.count + 1)
            #expect(batch.textCodes.count == batch.count * TextColumn.count)
            table.take(batch)
            for row in 0..<batch.count { result.append(batch.charge(row: row, texts: table)) }
        }
        for charge in charges {
            builder.append(charge)
            if builder.isFull { take() }
        }
        take()
        #expect(result == charges)
    }

    @Test func `the numbers of columns are what a row has room for`() {
        #expect(TextColumn.allCases.count == TextColumn.count && TextColumn.allCases.last?.name == "custom")
        #expect(AmountColumn.allCases.count == AmountColumn.count)
        #expect(InstantColumn.allCases.count == InstantColumn.count)
    }

    @Test func `a row that is not committed leaves no trace`() {
        var builder = ChargeBatchBuilder()
        builder.beginRow()
        builder.set(.serviceName, to: builder.code(of: "lost"))
        builder.beginRow()
        builder.commitRow()
        #expect(builder.take()?.code(.serviceName, row: 0) == 0)
    }

    @Test func `spellings of the same tags have one code`() throws {
        var builder = ChargeBatchBuilder()
        func code(_ text: String, isDoubled: Bool = false) throws -> UInt32 {
            try Array(text.utf8).withUnsafeBufferPointer { try builder.code(ofTags: $0, isDoubled: isDoubled) }
        }
        let code1 = try code(#"{"a": "1", "b": "2"}"#)
        #expect(try code(#"{"b":"2","a":"1"}"#) == code1)
        #expect(try code(#"{""b"":""2"",""a"":""1""}"#, isDoubled: true) == code1)
        #expect(builder.text(of: code1) == #"{"a":"1","b":"2"}"#)
        #expect(throws: TagsError.self) { try code("nonsense") }
        #expect(throws: TagsError.self) { try code("nonsense") }
    }

    @Test func `text that is not UTF-8 is refused and forgotten`() throws {
        var builder = ChargeBatchBuilder()
        #expect(throws: TextEncodingError.self) {
            try [UInt8]([0x41, 0xFF]).withUnsafeBufferPointer { try builder.code(of: $0) }
        }
        #expect(builder.code(of: "first") == 1)
    }
}
