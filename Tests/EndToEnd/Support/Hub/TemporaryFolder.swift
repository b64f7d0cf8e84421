import Foundation

/// A folder that is there for one test.
final class TemporaryFolder: Sendable {
    let path: String
    /// Text by which the processes of the test are known.
    let marker: String

    init() throws {
        marker = "trial-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appending(path: "mcphub-\(marker)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file as a whole, as editors do.
    func write(_ text: String, to name: String) throws {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }

    func read(_ name: String) -> String? { try? String(contentsOfFile: file(name), encoding: .utf8) }

    /// The environment of a user whose home is in this folder.
    var environment: [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var variables = [
            "PATH": inherited["PATH"] ?? "/usr/bin:/bin", "HOME": file("home"),
            "XDG_CONFIG_HOME": file("home/.config"), "XDG_CACHE_HOME": file("home/.cache"),
            "XDG_STATE_HOME": file("home/.local/state"), "TMPDIR": path, "LANG": "C.UTF-8", "MCPHUB_TRIAL": marker,
            "MCPHUB_DATA": file("data"),
        ]
        // A program under a sanitizer is told what to pass over by its environment.
        for name in ["TSAN_OPTIONS", "LSAN_OPTIONS"] { variables[name] = inherited[name] }
        return variables
    }
}
