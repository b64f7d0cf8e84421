import Locking
import Subprocess
import SystemPackage

/// A process that outlives this one by a moment and ends the children that it leaves behind.
///
/// This process, killed by force, cannot end its children any more, and those that ignore the end of their standard
/// input would run for ever. The guardian notices, because the pipe on which it is told of them ends with this process,
/// whatever ends it.
public final class Guardian: Sendable {
    private struct State {
        /// What the guardian has not been told yet; nearly always nothing, for the pipe holds thousands of lines.
        var pending: [UInt8] = []
        /// The writing end of the pipe; nil once the guardian is gone or is to go.
        var descriptor: Int32?
    }

    /// The process of the guardian.
    public var processID: Int { Int(session.processID) }
    private let session: ChildSession
    private let state: Locked<State>

    private init(session: ChildSession, descriptor: Int32) {
        self.session = session
        state = Locked(State(descriptor: descriptor))
    }

    deinit {
        if let descriptor = state.withLock({ $0.descriptor }) { SystemCalls.closeDescriptor(descriptor) }
    }

    /// Starts a guardian.
    ///
    /// - Parameters:
    ///   - executable: the path of a program, commonly this one, that calls ``GuardianProcess/run()`` and does nothing
    ///     else when it is started with `arguments`.
    ///   - arguments: what tells it so.
    /// - Throws: ``LaunchFailure`` naming the program and what went wrong.
    public static func start(
        executable: String, arguments: [String] = ["guardian"]
    ) async throws(LaunchFailure) -> Guardian {
        SystemCalls.ignoreBrokenPipes
        let pipe = try ChildPipe(for: executable)
        SystemCalls.makeNonblocking(pipe.writer.rawValue)
        do throws(LaunchFailure) {
            let session = try await ChildSession.launch(
                Configuration(executable: .path(FilePath(executable)), arguments: Arguments(arguments)),
                named: executable, input: pipe.reader, output: nothing(for: executable),
                error: .fileDescriptor(nothing(for: executable), closeAfterSpawningProcess: true))
            return Guardian(session: session, descriptor: pipe.writer.rawValue)
        } catch {
            try? pipe.writer.close()
            throw error
        }
    }

    private static func nothing(for executable: String) throws(LaunchFailure) -> FileDescriptor {
        do {
            return try FileDescriptor.open("/dev/null", .writeOnly, options: .closeOnExec)
        } catch {
            throw LaunchFailure(executable, "/dev/null cannot be opened: \(error)")
        }
    }

    /// Whether the guardian still listens. It is noticed to be gone when it is next told something.
    public var isRunning: Bool { state.withLock { $0.descriptor != nil } }

    /// Has the guardian end this group of processes when this process is gone.
    public func protect(group: Int) { tell("+\(group)\n") }

    /// Has the guardian forget this group, which has ended.
    public func release(group: Int) { tell("-\(group)\n") }

    /// Ends the guardian, and with it the groups that it still protects. Returns when it has exited.
    public func stop() async {
        close()
        _ = await session.exitStatus()
    }

    private func tell(_ line: String) {
        let isGone = state.withLock { state in
            guard let descriptor = state.descriptor else { return false }
            state.pending += line.utf8
            guard let count = SystemCalls.writeSome(state.pending, to: descriptor) else { return true }
            state.pending.removeFirst(count)
            return false
        }
        if isGone { close() }
    }

    private func close() {
        let descriptor = state.withLock { state in
            defer { state.descriptor = nil }
            return state.descriptor
        }
        if let descriptor { SystemCalls.closeDescriptor(descriptor) }
    }
}
