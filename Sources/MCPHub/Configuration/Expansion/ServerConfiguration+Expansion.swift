extension ServerConfiguration {
    /// Replaces the variables, as is done anew for every start.
    ///
    /// - Parameters:
    ///   - environment: the variables that can be named; nothing else is looked at.
    ///   - readFile: reads the file with more variables, if there is one.
    /// - Throws: ``ExpansionError`` with everything that is missing.
    public func expanded(
        in environment: [String: String],
        readFile: (String) throws -> [UInt8] = { path in try ConfigurationFile(reading: path).bytes }
    ) throws(ExpansionError) -> ExpandedServer {
        var expander = Expander(server: key, environment: environment)
        let expanded: ExpandedServer =
            switch endpoint {
            case .process(let process): .process(expander.expand(process, readFile: readFile))
            case .remote(let remote): .remote(expander.expand(remote))
            case .inProcess(let name): .inProcess(name)
            }
        guard expander.failures.isEmpty else { throw ExpansionError(expander.failures) }
        return expanded
    }
}

/// Replaces variables, and goes on when one is missing.
private struct Expander {
    let server: String
    let environment: [String: String]
    var failures: [ExpansionFailure] = []

    mutating func expand(_ process: ProcessEndpoint, readFile: (String) throws -> [UInt8]) -> ExpandedProcess {
        let command = text(process.command, check: Self.isFilled)
        let arguments = process.arguments.map { text($0) }
        var variables = process.environmentFile.map { fileVariables($0, readFile) } ?? [:]
        for (name, value) in process.environment.sorted(by: { $0.key < $1.key }) { variables[name] = text(value) }
        let folder = process.workingDirectory.map { text($0, check: Self.isFilled) }
        return ExpandedProcess(
            command: command, arguments: arguments, environment: variables, workingDirectory: folder, source: process)
    }

    mutating func expand(_ remote: RemoteEndpoint) -> ExpandedRemote {
        let url = text(remote.url, check: Self.isAddress)
        var headers: [String: String] = [:]
        for (name, value) in remote.headers.sorted(by: { $0.key < $1.key }) {
            headers[name] = text(value, check: Self.isOneLine)
        }
        return ExpandedRemote(url: url, headers: headers, source: remote)
    }

    /// The text with its variables replaced. `check` is only asked when nothing is missing.
    private mutating func text(
        _ template: Template, check: (String) -> ExpansionFailure.Reason? = { _ in nil }
    ) -> String {
        let (text, reasons) = template.expanded(in: environment)
        var found = reasons
        if found.isEmpty, text.utf8.contains(0) { found = [.unusableCharacter] }
        if found.isEmpty, let reason = check(text) { found = [reason] }
        failures += found.map { ExpansionFailure(server: server, origin: template.origin, reason: $0) }
        return text
    }

    private mutating func fileVariables(_ file: Template, _ readFile: (String) throws -> [UInt8]) -> [String: String] {
        let count = failures.count
        let path = text(file, check: Self.isFilled)
        guard failures.count == count else { return [:] }
        do {
            return try EnvironmentFile.variables(of: try readFile(path))
        } catch {
            let line = (error as? EnvironmentFile.SyntaxError)?.line
            let reason = line.map { ExpansionFailure.Reason.malformedFile(line: $0) } ?? .unreadableFile
            failures.append(ExpansionFailure(server: server, origin: file.origin, reason: reason))
            return [:]
        }
    }

    private static func isFilled(_ text: String) -> ExpansionFailure.Reason? { text.isEmpty ? .empty : nil }

    private static func isOneLine(_ text: String) -> ExpansionFailure.Reason? {
        text.utf8.contains { $0 == 0x0A || $0 == 0x0D } ? .unusableCharacter : nil
    }

    private static func isAddress(_ text: String) -> ExpansionFailure.Reason? {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return .noAddress }
        return text.utf8.contains { $0 <= 0x20 || $0 == 0x7F } ? .noAddress : nil
    }
}
