public import JSONRPC
import Locking
public import MCP
import Subprocess
import SystemPackage

/// A running child whose standard input and output are a transport.
///
/// The child has a session of its own, so that it and whatever it starts can be ended together. It is ended by
/// ``terminate(grace:)``; letting go of this object does not end it.
public final class ChildProcess: Sendable {
    /// Messages to and from the child.
    public let transport: StdioTransport
    /// The process, and the group of everything it starts.
    public let processID: Int
    /// Waits for the exit; cancelling it ends the child by force.
    private let lifetime: Task<String, Never>

    private init(transport: StdioTransport, processID: Int, lifetime: Task<String, Never>) {
        self.transport = transport
        self.processID = processID
        self.lifetime = lifetime
    }

    /// Starts a child. What it writes to standard error goes to this process's standard error.
    ///
    /// - Throws: ``LaunchFailure`` naming the program and what went wrong.
    public static func launch(_ command: ChildCommand, limits: JSONLimits = .standard) async throws -> ChildProcess {
        let pipes = try Pipes(command)
        let started = Once<Result<Int, LaunchFailure>>()
        let lifetime = Task {
            do {
                let outcome = try await run(
                    command.configuration,
                    input: .fileDescriptor(pipes.childInput, closeAfterSpawningProcess: true),
                    output: .fileDescriptor(pipes.childOutput, closeAfterSpawningProcess: true),
                    error: .currentStandardError,
                    body: { execution in started.set(.success(Int(execution.processIdentifier.value))) })
                return "\(outcome.terminationStatus)"
            } catch {
                started.set(.failure(LaunchFailure(command, "\(error)")))
                return "\(error)"
            }
        }
        do {
            let processID = try await started.value().get()
            let transport = try StdioTransport(
                input: pipes.parentInput.rawValue, output: pipes.parentOutput.rawValue, limits: limits)
            return ChildProcess(transport: transport, processID: processID, lifetime: lifetime)
        } catch {
            lifetime.cancel()
            pipes.closeParentEnds()
            throw error
        }
    }

    /// Waits for the child to exit.
    ///
    /// - Returns: how it ended, in words.
    public func exitStatus() async -> String { await lifetime.value }

    /// Ends the child: closes its standard input and waits, then asks its whole group to end, then forces it to. A child
    /// that no longer reads what was sent to it cannot hold this up.
    ///
    /// - Parameter grace: how long to wait after the first step, and again after the second.
    /// - Returns: how it ended, in words.
    @discardableResult
    public func terminate(
        grace: Duration = .seconds(2), clock: any Clock<Duration> = ContinuousClock()
    ) async -> String {
        let impatience = Task { [lifetime] in
            do { try await clock.sleep(for: grace) } catch { return }
            lifetime.cancel()
        }
        defer { impatience.cancel() }
        await transport.close()
        return await lifetime.value
    }
}

extension ChildProcess {
    /// The four ends of the two pipes between this process and a child.
    private struct Pipes {
        let childInput: FileDescriptor
        let childOutput: FileDescriptor
        let parentInput: FileDescriptor
        let parentOutput: FileDescriptor

        init(_ command: ChildCommand) throws(LaunchFailure) {
            do {
                (childInput, parentOutput) = try FileDescriptor.pipe(options: .closeOnExec)
                (parentInput, childOutput) = try FileDescriptor.pipe(options: .closeOnExec)
            } catch {
                throw LaunchFailure(command, "no pipe can be made: \(error)")
            }
        }

        func closeParentEnds() {
            try? parentInput.close()
            try? parentOutput.close()
        }
    }
}

extension ChildCommand {
    fileprivate var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
        ]
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: workingDirectory.map { FilePath($0) }, platformOptions: options)
    }
}

/// A child that could not be started.
public struct LaunchFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The program that was to be started.
    public let executable: String
    /// What went wrong.
    public let reason: String

    init(_ command: ChildCommand, _ reason: String) {
        executable = command.executable
        self.reason = reason
    }

    /// One sentence for people.
    public var description: String { "Cannot start \(executable): \(reason)" }
}
