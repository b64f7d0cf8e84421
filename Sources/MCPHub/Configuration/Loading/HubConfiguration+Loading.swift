/// A configuration, and what is worth knowing about the files it was read from.
public struct LoadedConfiguration: Sendable {
    /// The configuration.
    public let configuration: HubConfiguration
    /// What does not keep it from being used; each has the severity ``ConfigurationProblem/Severity/note``.
    public let notes: [ConfigurationProblem]
}

extension HubConfiguration {
    /// Reads files and puts them together; see ``load(_:)``.
    ///
    /// - Throws: ``ConfigurationError`` with all problems of all files, those that cannot be read included.
    public static func load(paths: [String]) throws(ConfigurationError) -> LoadedConfiguration {
        let log = ProblemLog()
        var files: [ConfigurationFile] = []
        for path in paths {
            do { files.append(try ConfigurationFile(reading: path)) } catch { log.add(error.problems) }
        }
        return try load(files, log: log)
    }

    /// Puts together what several files say. Of two servers with the same key that of the later file counts; settings
    /// at `hub` are replaced one by one, arrays as a whole.
    ///
    /// - Throws: ``ConfigurationError`` with all problems of all files.
    public static func load(_ files: [ConfigurationFile]) throws(ConfigurationError) -> LoadedConfiguration {
        try load(files, log: ProblemLog())
    }

    private static func load(
        _ files: [ConfigurationFile], log: ProblemLog
    ) throws(ConfigurationError) -> LoadedConfiguration {
        var merged: ConfigurationSource?
        for file in files {
            guard let source = source(of: file, log: log) else { continue }
            if files.count > 1 { _ = ConfigurationDecoder(source: source, log: log).decode() }
            if merged == nil { merged = source } else { merged?.merge(source, log: log) }
        }
        try log.check()
        guard let merged else { return LoadedConfiguration(configuration: HubConfiguration(), notes: log.problems) }
        let decoder = ConfigurationDecoder(source: merged, log: log)
        let configuration = decoder.decode()
        decoder.noteStrangers()
        try log.check()
        return LoadedConfiguration(configuration: configuration, notes: log.problems)
    }

    private static func source(of file: ConfigurationFile, log: ProblemLog) -> ConfigurationSource? {
        do { return ConfigurationSource(try ConfigurationDocument(file), log: log) } catch {
            log.add(error.problems)
            return nil
        }
    }
}
