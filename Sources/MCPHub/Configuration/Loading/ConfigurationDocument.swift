import JSONRPC

/// A file as JSON, and where each part of it stands.
struct ConfigurationDocument {
    let root: JSONObject
    let map: SourceMap

    /// How many levels a file may have. Clients nest four deep.
    private static let limits = JSONLimits(maximumBytes: ConfigurationFile.maximumBytes, maximumDepth: 128)

    init(_ file: ConfigurationFile) throws(ConfigurationError) {
        let text: JSONWithComments
        let json: JSONValue
        do {
            text = try JSONWithComments(file.bytes)
        } catch {
            throw ConfigurationError([Self.problem(error, file)])
        }
        do {
            json = try text.parse(limits: Self.limits)
        } catch {
            let repetitions = error.code == .duplicateKey ? Self.repetitions(text, file) : []
            throw ConfigurationError(repetitions.isEmpty ? [Self.problem(error, file)] : repetitions)
        }
        map = SourceMap(strict: text.strict, file: file.path, maximumDepth: Self.limits.maximumDepth)
        guard let root = json.object else {
            throw ConfigurationError([
                ConfigurationProblem(
                    .error, at: map[""], pointer: "", what: "expected an object",
                    remedy: "begin with { \"mcpServers\": { … } }, or run mcphub init")
            ])
        }
        self.root = root
    }

    private static func problem(_ error: JSONSyntaxError, _ file: ConfigurationFile) -> ConfigurationProblem {
        var counter = PositionCounter(file: file.path)
        let position = counter.position(at: error.offset, in: file.bytes)
        let isBlank = file.bytes.allSatisfy { " \t\r\n".utf8.contains($0) }
        let what = isBlank ? "the file is empty" : "this is no JSON: expected \(error.expected)"
        let remedy = isBlank ? "write { \"mcpServers\": { … } }, or run mcphub init" : "mend it here or just before"
        return ConfigurationProblem(.error, at: position, pointer: "", what: what, remedy: remedy)
    }

    /// The keys that occur twice, which the parser does not name.
    private static func repetitions(_ text: JSONWithComments, _ file: ConfigurationFile) -> [ConfigurationProblem] {
        var scanner = SourceMapScanner(text.strict, file: file.path, maximumDepth: limits.maximumDepth)
        scanner.scan()
        return scanner.repetitions.map { repetition in
            ConfigurationProblem(
                .error, at: repetition.position, pointer: repetition.pointer,
                what: "the key stands at line \(repetition.first.line) already", remedy: "keep one of the two")
        }
    }
}
