import JSONRPC

/// What a value does not fit, and what to do about it.
struct Misfit: Error {
    let expected: String
    let remedy: String
}

/// How one kind of setting is written in JSON.
struct SettingForm<Value> {
    let read: (JSONValue, Origin) throws(Misfit) -> Value

    /// A form that does not depend on the place.
    init(_ expected: String, _ remedy: String, read: @escaping (JSONValue) -> Value?) {
        self.read = { (json, _) throws(Misfit) in
            guard let value = read(json) else { throw Misfit(expected: expected, remedy: remedy) }
            return value
        }
    }

    init(read: @escaping (JSONValue, Origin) throws(Misfit) -> Value) {
        self.read = read
    }

    /// The same form for a setting that can be absent.
    var optional: SettingForm<Value?> {
        SettingForm<Value?> { (json, origin) throws(Misfit) in try read(json, origin) }
    }
}

extension SettingForm<Bool> {
    static var flag: Self { Self("true or false", "write it without quotes") { $0.bool } }
}

extension SettingForm<String> {
    static var text: Self { Self("a string", "write it in quotes") { $0.string } }

    /// Text of letters, digits and `_ - . /`, which every client accepts in the name of a tool.
    static func name(_ length: ClosedRange<Int>) -> Self {
        let least = length.lowerBound == 0 ? "at most" : "\(length.lowerBound) to"
        return Self("\(least) \(length.upperBound) letters, digits and _ - . /", "use no other characters") { json in
            guard let text = json.string, length.contains(text.utf8.count) else { return nil }
            let isPlain = text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "_-./".utf8.contains(byte)
                }
            }
            return isPlain ? text : nil
        }
    }
}

extension SettingForm<Glob> {
    static var glob: Self {
        Self("a pattern such as read_*", "write a string that is not empty") { json in
            json.string.flatMap { $0.isEmpty ? nil : Glob($0) }
        }
    }
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable {
    /// One of the cases.
    static var choice: Self {
        Self { (json, _) throws(Misfit) in
            if let value = json.string.flatMap(Value.init(rawValue:)) { return value }
            let names = Value.allCases.map(\.rawValue)
            let meant = json.string.flatMap { Spelling.nearest(to: $0, among: names) }
            throw Misfit(
                expected: "one of \(names.joined(separator: ", "))",
                remedy: meant.map { "did you mean \"\($0)\"?" } ?? "write one of these in quotes")
        }
    }
}

extension SettingForm<Template> {
    /// Text that may name variables.
    static func template(allowsEmpty: Bool = true) -> Self {
        Self { (json, origin) throws(Misfit) in
            guard let text = json.string else { throw Misfit(expected: "a string", remedy: "write it in quotes") }
            guard allowsEmpty || !text.isEmpty else {
                throw Misfit(expected: "a string that is not empty", remedy: "fill it in")
            }
            do throws(TemplateError) { return try Template(text, origin: origin) } catch { throw Misfit(error) }
        }
    }
}

extension Misfit {
    fileprivate init(_ error: TemplateError) {
        switch error {
        case .unclosed:
            self.init(expected: "'}' after '${'", remedy: "close it, or write $${ where ${ is meant as it is")
        case .noVariable:
            self.init(
                expected: "a variable such as ${NAME}, ${NAME:-default} or ${env:NAME}",
                remedy: "name one, or write $${ where ${ is meant as it is")
        case .nullCharacter:
            self.init(expected: "text without the character U+0000", remedy: "remove it")
        }
    }
}
