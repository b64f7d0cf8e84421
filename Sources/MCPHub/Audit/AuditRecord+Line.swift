import JSONRPC

extension AuditRecord {
    /// The record as one line of JSON, line feed included.
    ///
    /// - Parameters:
    ///   - redacts: whether the values of arguments are left out.
    ///   - dropped: how many records were lost since the line before.
    func line(redacts: Bool, dropped: Int = 0) -> [UInt8] {
        var object: JSONObject = [
            "time": .string(time.description), "principal": .string(principal), "method": .string(method),
        ]
        object["tool"] = tool.map(JSONValue.string)
        object["server"] = server.map(JSONValue.string)
        object["milliseconds"] = .number(Self.milliseconds(duration))
        object["outcome"] = .string(outcome.name)
        if case .error(let code) = outcome { object["code"] = .init(count: code) }
        object["requestBytes"] = .init(count: requestBytes)
        object["resultBytes"] = .init(count: resultBytes)
        if let member = arguments?.member(redacts: redacts) { object[member.key] = member.value }
        if dropped > 0 { object["droppedBefore"] = .init(count: dropped) }
        return JSONValue.object(object).serialized + [0x0A]
    }

    /// Milliseconds with three decimals.
    private static func milliseconds(_ duration: Duration) -> JSONNumber {
        let microseconds = Int(duration / .microseconds(1))
        let digits = String(microseconds.magnitude % 1_000)
        let padded = String(repeating: "0", count: 3 - digits.utf8.count) + digits
        let sign = microseconds < 0 ? "-" : ""
        return JSONNumber("\(sign)\(microseconds.magnitude / 1_000).\(padded)") ?? JSONNumber(0)
    }
}
