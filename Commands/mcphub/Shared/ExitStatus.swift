/// What the process ends with, as `mcphub --help` tells it.
enum ExitStatus: Int32, Error {
    /// It worked.
    case success = 0
    /// The tool says that it failed.
    case toolFailed = 1
    /// The command line or the configuration is wrong.
    case usage = 2
    /// A server is not usable.
    case serverUnusable = 3
    /// The hub or the protocol failed.
    case hubFailed = 4
    /// Tools are not those that were approved.
    case trustDiffers = 5
    /// A cost file cannot be read as it is; nothing of it was kept.
    case dataUnreadable = 6
    /// The cost store is locked, out of reach, full or of another version.
    case storeUnusable = 7
}

/// Why a command ends early, in sentences.
struct CommandFailure: Error, Hashable {
    let status: ExitStatus
    /// What is wrong, and what to do.
    let lines: [String]

    init(_ status: ExitStatus, _ lines: String...) {
        self.status = status
        self.lines = lines
    }

    /// A failure with whatever another part says about it.
    init(_ status: ExitStatus, _ error: any Error) {
        self.status = status
        lines = "\(error)".split(separator: "\n").map(String.init)
    }
}
