import Subprocess
import SystemPackage

/// A running child whose three standard streams are plain descriptors, for an owner that waits for many of them.
///
/// The child has a session of its own, and is a group with whatever it starts. The group ends with the child: when it
/// has exited, of its own accord or not, all that it has left behind is killed. Letting go of this object ends nothing.
public final class SupervisedChild: Sendable {
    /// The writing end of the child's standard input: non-blocking, closed on exec, and the owner's to close.
    public let input: Int32
    /// The reading end of the child's standard output: non-blocking, closed on exec, and the owner's to close.
    public let output: Int32
    /// The reading end of the child's standard error: non-blocking, closed on exec, and the owner's to close.
    public let errorOutput: Int32
    /// The process, and the group of everything it starts.
    public var processID: Int { Int(session.processID) }
    private let session: ChildSession

    private init(session: ChildSession, input: Int32, output: Int32, errorOutput: Int32) {
        self.session = session
        self.input = input
        self.output = output
        self.errorOutput = errorOutput
    }

    /// Starts a child.
    ///
    /// - Parameter guardian: who ends the child's group should this process be killed; nil for nobody.
    /// - Throws: ``LaunchFailure`` naming the program and what went wrong.
    public static func launch(
        _ command: ChildCommand, guardian: Guardian? = nil
    ) async throws(LaunchFailure) -> SupervisedChild {
        SystemCalls.ignoreBrokenPipes
        let pipes = try ChildPipe.make(3, for: command.executable)
        let ends = [pipes[0].writer, pipes[1].reader, pipes[2].reader]
        for end in ends { SystemCalls.makeNonblocking(end.rawValue) }
        do throws(LaunchFailure) {
            let session = try await ChildSession.launch(
                command.configuration, named: command.executable, input: pipes[0].reader, output: pipes[1].writer,
                error: .fileDescriptor(pipes[2].writer, closeAfterSpawningProcess: true), guardian: guardian)
            return SupervisedChild(
                session: session, input: ends[0].rawValue, output: ends[1].rawValue, errorOutput: ends[2].rawValue)
        } catch {
            for end in ends { try? end.close() }
            throw error
        }
    }

    /// Waits until the child has exited and its group is gone. May be called any number of times.
    public func exitStatus() async -> ChildExit { await session.exitStatus() }

    /// Ends the child, whose standard input the caller has closed: waits for it to exit, then asks the whole group to
    /// end (`SIGTERM`), then kills it (`SIGKILL`).
    ///
    /// - Parameter grace: how long to wait before the second step, and again before the third.
    /// - Returns: how it ended, once it has and its group is gone.
    @discardableResult
    public func terminate(
        grace: Duration = .seconds(2), clock: any Clock<Duration> = ContinuousClock()
    ) async -> ChildExit {
        await session.terminate(grace: grace, clock: clock)
    }
}
