public import JSONRPC
public import MCP
import Subprocess
import SystemPackage

/// A running child whose standard input and output are a transport.
///
/// The child has a session of its own, so that it and whatever it starts can be ended together. It is ended by
/// ``terminate(grace:)``; letting go of this object does not end it. When it exits, what it has started is ended too.
public final class ChildProcess: Sendable {
    /// Messages to and from the child.
    public let transport: StdioTransport
    /// The process, and the group of everything it starts.
    public var processID: Int { Int(session.processID) }
    private let session: ChildSession

    private init(transport: StdioTransport, session: ChildSession) {
        self.transport = transport
        self.session = session
    }

    /// Starts a child. What it writes to standard error goes to this process's standard error.
    ///
    /// - Throws: ``LaunchFailure`` naming the program and what went wrong.
    public static func launch(_ command: ChildCommand, limits: JSONLimits = .standard) async throws -> ChildProcess {
        let pipes = try ChildPipe.make(2, for: command.executable)
        let (toChild, fromChild) = (pipes[0], pipes[1])
        do {
            let session = try await ChildSession.launch(
                command.configuration, named: command.executable, input: toChild.reader, output: fromChild.writer,
                error: .currentStandardError)
            let transport = try StdioTransport(
                input: fromChild.reader.rawValue, output: toChild.writer.rawValue, limits: limits)
            return ChildProcess(transport: transport, session: session)
        } catch {
            try? toChild.writer.close()
            try? fromChild.reader.close()
            throw error
        }
    }

    /// Waits for the child to exit.
    ///
    /// - Returns: how it ended, in words.
    public func exitStatus() async -> String { await session.exitStatus().description }

    /// Ends the child: closes its standard input and waits, then asks its whole group to end, then forces it to. A child
    /// that no longer reads what was sent to it cannot hold this up.
    ///
    /// - Parameter grace: how long to wait after the first step, and again after the second.
    /// - Returns: how it ended, in words.
    @discardableResult
    public func terminate(
        grace: Duration = .seconds(2), clock: any Clock<Duration> = ContinuousClock()
    ) async -> String {
        async let exit = session.terminate(grace: grace, clock: clock)
        await transport.close()
        return await exit.description
    }
}
