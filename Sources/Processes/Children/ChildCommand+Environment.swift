extension ChildCommand {
    /// The variables of this process that programs need to run at all, and none that may hold a secret.
    public static var minimalEnvironment: [String: String] {
        var environment: [String: String] = [:]
        for name in ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TMPDIR", "TZ"] {
            environment[name] = SystemCalls.variable(name)
        }
        return environment
    }
}
