import Locking
import Subprocess
import SystemPackage

/// A running child in a session of its own, so that it and whatever it starts are one group.
///
/// The group ends with its leader: when the child has exited, for whatever reason, all that it has left behind is
/// killed. Letting go of this object ends nothing.
final class ChildSession: Sendable {
    /// Whose exit is awaited, and whether there is still somebody to signal.
    private final class Group: Sendable {
        private let leader = Locked<Int32?>(nil)
        private let guardian: Guardian?

        init(guardian: Guardian?) { self.guardian = guardian }

        func begin(_ processID: Int32) {
            leader.withLock { $0 = processID }
            guardian?.protect(group: Int(processID))
        }

        func end(by ending: SystemCalls.Ending) {
            leader.withLock { leader in
                if let leader { SystemCalls.end(group: leader, by: ending) }
            }
        }

        /// Kills what the leader has left behind. From then on its number may belong to somebody else.
        func finish() {
            end(by: .force)
            let processID = leader.withLock { leader in
                defer { leader = nil }
                return leader
            }
            if let processID { guardian?.release(group: Int(processID)) }
        }
    }

    /// The process, and the group of everything it starts.
    let processID: Int32
    private let group: Group
    private let lifetime: Task<ChildExit, Never>

    private init(processID: Int32, group: Group, lifetime: Task<ChildExit, Never>) {
        self.processID = processID
        self.group = group
        self.lifetime = lifetime
    }

    /// Starts a child on descriptors that are closed here once it has them, or could not be started.
    ///
    static func launch(
        _ configuration: Configuration, named name: String, input: FileDescriptor, output: FileDescriptor,
        error: FileDescriptorOutput, guardian: Guardian? = nil
    ) async throws(LaunchFailure) -> ChildSession {
        var configuration = configuration
        configuration.platformOptions.createSession = true
        let group = Group(guardian: guardian)
        let started = Once<Result<Int32, LaunchFailure>>()
        let lifetime = Task { [configuration] in
            let exit = await run(
                configuration, named: name, input: input, output: output, error: error, group: group, started: started)
            group.finish()
            return exit
        }
        let processID = try await started.value().get()
        return ChildSession(processID: processID, group: group, lifetime: lifetime)
    }

    private static func run(
        _ configuration: Configuration, named name: String, input: FileDescriptor, output: FileDescriptor,
        error: FileDescriptorOutput, group: Group, started: Once<Result<Int32, LaunchFailure>>
    ) async -> ChildExit {
        do {
            let outcome = try await Subprocess.run(
                configuration,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true),
                output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                error: error
            ) { execution in
                let processID = execution.processIdentifier.value
                group.begin(processID)
                started.set(.success(processID))
            }
            return switch outcome.terminationStatus {
            case .exited(let code): .exited(code)
            case .signaled(let number): .signalled(number)
            }
        } catch {
            // Also when it can be waited for no longer: then it is killed, and that is how it ends.
            started.set(.failure(LaunchFailure(name, "\(error)")))
            return .signalled(SystemCalls.killSignal)
        }
    }

    /// Waits until the child has exited and its group is gone.
    func exitStatus() async -> ChildExit { await lifetime.value }

    /// Waits for the exit for as long as `grace`, then asks the whole group to end, then, after as long again, kills it.
    func terminate(grace: Duration, clock: any Clock<Duration>) async -> ChildExit {
        let impatience = Task { [group] in
            for ending in [SystemCalls.Ending.request, .force] {
                do { try await clock.sleep(for: grace) } catch { return }
                group.end(by: ending)
            }
        }
        defer { impatience.cancel() }
        return await lifetime.value
    }
}
