import MCPHub
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What can be found out about a server without starting it.
struct Preflight {
    /// What is wrong; when there is an error among it, the server need not be started.
    let findings: [Finding]

    /// Looks at a server.
    ///
    /// - Parameters:
    ///   - environment: the variables that the hub has.
    ///   - canRun: whether there is a program at a path.
    ///   - isFolder: whether there is a folder at a path.
    init(
        _ server: ServerConfiguration, environment: [String: String], canRun: (String) -> Bool = Self.canRun,
        isFolder: (String) -> Bool = Self.isFolder
    ) {
        let expanded: ExpandedServer
        do { expanded = try server.expanded(in: environment) } catch {
            findings = error.failures.map { failure in
                let parts = "\(failure.reason)".split(separator: "; ", maxSplits: 1)
                return Finding(
                    .error, "\(failure.origin): \(parts[0])", remedy: parts.dropFirst().first.map(String.init))
            }
            return
        }
        guard case .process(let process) = expanded else {
            findings = []
            return
        }
        let folder = process.workingDirectory.flatMap { folder in
            isFolder(folder) ? nil : Self.missingFolder(folder, process.source)
        }
        let path = process.environment["PATH"] ?? environment["PATH"] ?? ""
        findings =
            [folder, Self.missingProgram(process, path, canRun)].compactMap(\.self)
    }

    private static func missingFolder(_ folder: String, _ source: ProcessEndpoint) -> Finding {
        let origin = source.workingDirectory?.origin ?? source.command.origin
        return Finding(
            .error, "\(origin): there is no folder \(folder) to start in", remedy: "create it or correct \"cwd\"")
    }

    private static func missingProgram(
        _ process: ExpandedProcess, _ path: String, _ canRun: (String) -> Bool
    ) -> Finding? {
        let command = process.command
        let origin = process.source.command.origin
        guard !command.contains("/") else {
            let folder = FilePath(process.workingDirectory ?? ".")
            guard !canRun(folder.pushing(FilePath(command)).string) else { return nil }
            return Finding(
                .error, "\(origin): \(command) is no program that can be run",
                remedy: "correct the path, or make the file executable with: chmod +x \(command)")
        }
        let folders = path.split(separator: ":").map(String.init)
        guard !folders.contains(where: { canRun("\($0)/\(command)") }) else { return nil }
        return Finding(
            .error, "\(origin): the program \(command) is in no folder of PATH",
            remedy: installation(of: command) ?? "install it, or write its whole path as \"command\"",
            evidence: ["PATH=\(path)"])
    }

    /// How the programs are installed that most servers are started with.
    private static func installation(of command: String) -> String? {
        switch command {
        case "uvx", "uv": "install uv (https://docs.astral.sh/uv), or write its whole path as \"command\""
        case "npx", "node", "npm": "install Node.js (https://nodejs.org), or write its whole path as \"command\""
        case "docker": "install Docker (https://docs.docker.com), or write its whole path as \"command\""
        case "python": "write python3 as \"command\", or install Python"
        default: nil
        }
    }

    /// Whether there is a file at a path that this user may run.
    static func canRun(_ path: String) -> Bool { path.withCString { access($0, X_OK) } == 0 && !isFolder(path) }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return path.withCString { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
