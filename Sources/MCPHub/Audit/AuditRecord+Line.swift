import JSONRPC

extension AuditRecord {
    /// Writes the record as one line of JSON, line feed included. Member by member: this is done for every call.
    ///
    /// - Parameters:
    ///   - redacts: whether the values of arguments are left out.
    ///   - dropped: how many records were lost since the line before.
    func write(to writer: inout JSONWriter, redacts: Bool, dropped: Int = 0) {
        writer.write(raw: #"{"time":"#)
        writer.write(string: time.description)
        writer.write(raw: #","principal":"#)
        writer.write(string: principal)
        writer.write(raw: #","method":"#)
        writer.write(string: method)
        writer.write(raw: #","tool":"#, tool)
        writer.write(raw: #","server":"#, server)
        writer.write(raw: #","milliseconds":"#)
        writer.write(.number(Self.milliseconds(duration)))
        writer.write(raw: #","outcome":"#)
        writer.write(string: outcome.name)
        if case .error(let code) = outcome { writer.write(raw: #","code":"#, code) }
        writer.write(raw: #","requestBytes":"#, requestBytes)
        writer.write(raw: #","resultBytes":"#, resultBytes)
        if let member = arguments?.member(redacts: redacts) {
            writer.write(raw: ",")
            writer.write(string: member.key)
            writer.write(raw: ":")
            writer.write(member.value)
        }
        if dropped > 0 { writer.write(raw: #","droppedBefore":"#, dropped) }
        writer.write(raw: "}\n")
    }

    /// Milliseconds with three decimals.
    private static func milliseconds(_ duration: Duration) -> JSONNumber {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        let fraction = String(microseconds.magnitude % 1_000)
        let padding = fraction.utf8.count == 3 ? "" : fraction.utf8.count == 2 ? "0" : "00"
        let sign = microseconds < 0 ? "-" : ""
        return JSONNumber("\(sign)\(microseconds.magnitude / 1_000).\(padding)\(fraction)") ?? JSONNumber(0)
    }
}

extension JSONWriter {
    fileprivate mutating func write(raw key: StaticString, _ text: String?) {
        guard let text else { return }
        write(raw: key)
        write(string: text)
    }

    fileprivate mutating func write(raw key: StaticString, _ number: Int) {
        write(raw: key)
        write(.init(count: number))
    }
}
