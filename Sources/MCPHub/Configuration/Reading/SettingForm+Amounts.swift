import JSONRPC

extension SettingForm<Int> {
    static func count(_ range: ClosedRange<Int>) -> Self {
        Self("a whole number from \(range.lowerBound) to \(range.upperBound)", "write it without quotes") { json in
            json.integer.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A number of bytes, from 1 KiB to what a message can have.
    static var bytes: Self {
        let range = 1024...Int(UInt32.max)
        return Self("1024 to \(range.upperBound) bytes", "write a number, or text such as \"64MiB\"") { json in
            guard let text = json.string else { return json.integer.flatMap { range.contains($0) ? $0 : nil } }
            for (unit, shift, most) in [("KiB", 10, 9999), ("MiB", 20, 999), ("GiB", 30, 3)] where text.hasSuffix(unit)
            {
                let digits = text.dropLast(unit.count)
                guard digits.utf8.first != UInt8(ascii: "0"), let count = digits.wholeNumber, count <= most else {
                    return nil
                }
                return count << shift
            }
            return nil
        }
    }
}

extension SettingForm<Duration> {
    /// A span of time, which may be none at all.
    static var duration: Self {
        Self("a duration", "write text such as \"30s\", \"500ms\" or \"5m\", or a number of seconds") { json in
            if let number = json.number { return Duration(seconds: number) }
            return json.string.flatMap(Duration.init(text:))
        }
    }

    /// A span of time, at least a millisecond.
    static var timeout: Self {
        Self("a duration of at least 1ms", "write text such as \"30s\", \"500ms\" or \"5m\", or a number of seconds") {
            json in
            guard let duration = try? Self.duration.read(json, .nowhere), duration >= .milliseconds(1) else {
                return nil
            }
            return duration
        }
    }
}

extension SettingForm<Duration?> {
    /// A span of time, or `never`.
    static var timeoutOrNever: Self {
        Self("a duration of at least 1ms, or never", "write text such as \"30s\", \"5m\" or \"never\"") { json in
            if json.string == "never" { return .some(nil) }
            return (try? SettingForm<Duration>.timeout.read(json, .nowhere)).map { .some($0) }
        }
    }
}

extension Origin {
    /// For forms to which the place makes no difference.
    static let nowhere = Origin(SourcePosition(file: ""), pointer: "")
}

extension Duration {
    /// Reads digits, perhaps a fraction of at most three digits, and one of `ms`, `s`, `m` and `h`.
    init?(text: String) {
        let units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        guard let (unit, milliseconds) = units.first(where: { text.hasSuffix($0.0) }) else { return nil }
        let parts = text.dropLast(unit.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].utf8.count <= 6, let whole = parts[0].wholeNumber else { return nil }
        var thousandths = whole * 1000
        if parts.count == 2 {
            guard (1...3).contains(parts[1].utf8.count), let fraction = parts[1].wholeNumber else { return nil }
            thousandths += fraction * [100, 10, 1][parts[1].utf8.count - 1]
        }
        self = .microseconds(thousandths * milliseconds)
    }

    /// Reads a number of seconds, at most about thirty years.
    init?(seconds number: JSONNumber) {
        let seconds = number.double
        guard seconds >= 0, seconds <= 1e9 else { return nil }
        self = .nanoseconds(Int64(seconds * 1e9))
    }
}

extension StringProtocol {
    /// The value of one to nine decimal digits and nothing else.
    var wholeNumber: Int? {
        guard (1...9).contains(utf8.count), utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        return Int(self)
    }
}
