/// Where a written cost file goes.
public enum ExportDestination: Hashable, Sendable {
    /// A file, which is created, or emptied.
    case file(path: String)
    /// The standard output of the process.
    case standardOutput
}
