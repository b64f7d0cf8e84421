/// Reads formats of fixed shape byte by byte.
struct FormatReader {
    private var bytes: ArraySlice<UInt8>

    /// Whether `read` accepts `text` and leaves nothing over.
    static func wholeText(_ text: String, _ read: (inout FormatReader) -> Bool) -> Bool {
        var reader = FormatReader(bytes: Array(text.utf8)[...])
        return read(&reader) && reader.bytes.isEmpty
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = bytes.first, UInt32(byte) == character.value else { return false }
        bytes.removeFirst()
        return true
    }

    /// Reads decimal digits, as many as the range allows.
    private mutating func number(digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < digits.upperBound, let byte = bytes.first, (0x30...0x39).contains(byte) {
            value = value * 10 + Int(byte - 0x30)
            count += 1
            bytes.removeFirst()
        }
        return count >= digits.lowerBound ? value : nil
    }
}

// MARK: Dates and times (RFC 3339 section 5.6)

extension FormatReader {
    /// `full-date`.
    mutating func date() -> Bool {
        guard let year = number(digits: 4...4), take("-"), let month = number(digits: 2...2), take("-"),
            let day = number(digits: 2...2)
        else { return false }
        return (1...12).contains(month) && (1...Self.days(month, year)).contains(day)
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `date-time`.
    mutating func dateTime() -> Bool {
        date() && (take("T") || take("t")) && time()
    }

    /// `full-time`; a leap second only at the end of a day of UTC.
    mutating func time() -> Bool {
        guard let hour = number(digits: 2...2), take(":"), let minute = number(digits: 2...2), take(":"),
            let second = number(digits: 2...2), hour < 24, minute < 60, second <= 60
        else { return false }
        if take(".") {
            guard number(digits: 1...1) != nil else { return false }
            while number(digits: 1...1) != nil {}
        }
        guard let offset = offset() else { return false }
        let day = 24 * 60
        return second < 60 || (hour * 60 + minute - offset + 2 * day) % day == day - 1
    }

    /// `time-offset` in minutes.
    private mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign: Int
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hour = number(digits: 2...2), take(":"), let minute = number(digits: 2...2), hour < 24, minute < 60
        else { return nil }
        return sign * (hour * 60 + minute)
    }
}

// MARK: Addresses

extension FormatReader {
    /// `IPv4address` (RFC 3986 section 3.2.2).
    mutating func ipv4() -> Bool {
        for position in 0..<4 {
            if position > 0, !take(".") { return false }
            let hasLeadingZero = bytes.first == 0x30
            let before = bytes.count
            guard let octet = number(digits: 1...3), octet < 256 else { return false }
            if hasLeadingZero, before - bytes.count > 1 { return false }
        }
        return true
    }

    /// `IPv6address`.
    mutating func ipv6() -> Bool {
        var groups = 0
        var hasGap = false
        if take(":") {
            guard take(":") else { return false }
            hasGap = true
        }
        while !bytes.isEmpty {
            if isIPv4Ahead {
                guard ipv4() else { return false }
                groups += 2
                break
            }
            guard group() else { return false }
            groups += 1
            if bytes.isEmpty { break }
            guard take(":"), !bytes.isEmpty else { return false }
            if take(":") {
                guard !hasGap else { return false }
                hasGap = true
            }
        }
        return hasGap ? groups < 8 : groups == 8
    }

    /// Whether a dot comes before any colon.
    private var isIPv4Ahead: Bool {
        bytes.first { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") } == UInt8(ascii: ".")
    }

    private mutating func group() -> Bool {
        let digits = bytes.prefix { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
            default: false
            }
        }
        bytes.removeFirst(digits.count)
        return (1...4).contains(digits.count)
    }
}
