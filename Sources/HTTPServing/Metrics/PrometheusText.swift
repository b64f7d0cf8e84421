/// The text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4).
enum PrometheusText {
    /// A family with all its series, in an order that stays.
    static func written(_ name: String, _ family: MetricFamily, help: String?) -> String {
        let head = (help.map { "# HELP \(name) \($0)\n" } ?? "") + "# TYPE \(name) \(family.kind.rawValue)\n"
        return family.series.sorted { $0.key < $1.key }
            .reduce(into: head) { text, series in text += series.value.lines(name: name, labels: series.key) }
    }

    /// One line of a series.
    static func line(_ name: String, _ labels: String, _ value: String) -> String {
        labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    /// A number; whole ones without a fraction.
    static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    /// Labels as they are written between braces, in the order given. Long values are cut.
    static func labels(_ labels: [(String, String)]) -> String {
        labels.map { "\(name($0))=\"\(escaped($1))\"" }.joined(separator: ",")
    }

    /// A name as Prometheus allows it: what libraries call `http.requests` is `http_requests` there.
    static func name(_ text: String) -> String {
        var bytes = text.utf8.map { isPlain($0) ? $0 : UInt8(ascii: "_") }
        if let first = bytes.first, isDigit(first) { bytes.insert(UInt8(ascii: "_"), at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: ":"): true
        default: isDigit(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.prefix(200) {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n", "\r", "\r\n": text += "\\n"
            default: text.append(character)
            }
        }
        return text
    }
}
