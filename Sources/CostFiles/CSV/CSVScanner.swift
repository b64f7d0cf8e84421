/// Cuts one row (RFC 4180) into fields. Ends of rows are LF, CRLF or CR; quotes inside a bare field are plain text.
struct CSVScanner {
    enum Outcome {
        /// The row is complete; the next one begins here.
        case row(next: Int)
        /// The buffer ends inside the row.
        case incomplete
        /// Text after a closing quote, or a quote that never closes; here is the place.
        case misquoted(at: Int)
        case tooManyFields
    }

    let delimiter: UInt8
    let maximumFields: Int
    private(set) var fields: [CSVField]
    private(set) var count = 0
    /// Ends of lines inside quoted fields.
    private(set) var innerLines = 0

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    init(delimiter: UInt8, maximumFields: Int) {
        self.delimiter = delimiter
        self.maximumFields = maximumFields
        fields = Array(repeating: CSVField(start: 0, end: 0, hasDoubledQuotes: false), count: maximumFields)
    }

    /// Scans the row that begins at `start`. With `isLast` nothing follows after `end`.
    mutating func scan(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool) -> Outcome {
        count = 0
        innerLines = 0
        var place = start
        while true {
            guard count < maximumFields else { return .tooManyFields }
            if place < end, base[place] == Self.quote {
                guard let closing = closingQuote(base, from: place &+ 1, to: end, isLast: isLast) else {
                    return isLast ? .misquoted(at: place) : .incomplete
                }
                place = closing
                guard place == end || isSeparator(base[place]) else { return .misquoted(at: place) }
            } else {
                let stop = endOfBareField(base, from: place, to: end)
                fields[count] = CSVField(start: place, end: stop, hasDoubledQuotes: false)
                place = stop
            }
            count &+= 1
            guard place < end else { return isLast ? .row(next: end) : .incomplete }
            guard base[place] == delimiter else {
                return endOfRow(base, at: place, to: end, isLast: isLast)
            }
            place &+= 1
        }
    }

    @inline(__always)
    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private func endOfRow(_ base: UnsafePointer<UInt8>, at place: Int, to end: Int, isLast: Bool) -> Outcome {
        guard base[place] == Self.carriageReturn else { return .row(next: place + 1) }
        guard place + 1 < end else { return isLast ? .row(next: end) : .incomplete }
        return .row(next: base[place + 1] == Self.lineFeed ? place + 2 : place + 1)
    }

    @inline(__always)
    private func endOfBareField(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        let wanted = Swar.splat(delimiter)
        var place = start
        while place &+ 8 <= end {
            let word = Swar.load(base, place)
            let marks = Swar.zeros(word ^ wanted) | Swar.controls(word)
            if marks == 0 {
                place &+= 8
                continue
            }
            place &+= Swar.first(marks)
            if isSeparator(base[place]) { return place }
            place &+= 1
        }
        while place < end, !isSeparator(base[place]) { place &+= 1 }
        return place
    }

    /// Notes the quoted field and returns the place after its closing quote; `nil` when there is none yet.
    private mutating func closingQuote(
        _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool
    ) -> Int? {
        var place = start
        var hasDoubledQuotes = false
        while true {
            place = quoteOrLine(base, from: place, to: end)
            guard place < end else { return nil }
            if base[place] == Self.lineFeed {
                innerLines &+= 1
                place &+= 1
                continue
            }
            guard place &+ 1 < end || isLast else { return nil }
            guard place &+ 1 < end, base[place &+ 1] == Self.quote else { break }
            hasDoubledQuotes = true
            place &+= 2
        }
        fields[count] = CSVField(start: start, end: place, hasDoubledQuotes: hasDoubledQuotes)
        return place &+ 1
    }

    @inline(__always)
    private func quoteOrLine(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        var place = start
        while place &+ 8 <= end {
            let word = Swar.load(base, place)
            let marks = Swar.zeros(word ^ Swar.splat(Self.quote)) | Swar.zeros(word ^ Swar.splat(Self.lineFeed))
            if marks != 0 { return place &+ Swar.first(marks) }
            place &+= 8
        }
        while place < end, base[place] != Self.quote, base[place] != Self.lineFeed { place &+= 1 }
        return place
    }
}
