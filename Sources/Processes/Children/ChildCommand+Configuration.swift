import Subprocess
import SystemPackage

extension ChildCommand {
    /// The command as swift-subprocess takes it.
    var configuration: Configuration {
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: workingDirectory.map { FilePath($0) })
    }
}
