import JSONRPC
import MCP
import NIOCore
import Polling
import Processes

extension Hub {
    /// How long a child has to end after its input has, and again after it was asked to.
    static let grace = Duration.seconds(2)
    /// How much a child may leave unread before it counts as broken.
    static let maximumUnreadBytes = 256 << 20
    /// Who says so much at once is given larger pipes: what an ordinary one holds.
    static let largeReadBytes = 64 << 10
    /// How often the output of a process that is gone is read, in case somebody else still holds it open.
    static let maximumFinalReads = 4_096

    /// Starts the process of a child.
    func launch(_ id: ConnectionID, _ server: ServerConfiguration) {
        children[id] = ChildChannel(
            server: server.key, errorBytes: core.configuration.settings.limits.stderrBytes)
        switch server.endpoint {
        case .process: break
        case .inProcess(let name): return serve(id, name)
        case .remote: return dial(id, server)
        }
        let (environment, guardian) = (options.environment, guardian)
        Task {
            switch await Self.launch(server, environment, guardian) {
            case .success(let process): started(id, process)
            case .failure(let failure): notStarted(id, failure)
            }
        }
    }

    private static func launch(
        _ server: ServerConfiguration, _ environment: [String: String], _ guardian: Task<Guardian?, Never>?
    ) async -> Result<SupervisedChild, any Error> {
        let command = Result { try ChildCommand(server, environment: environment) }
        let guardian = await guardian?.value
        switch command {
        case .success(let command): return await launch(command, guardian).mapError { $0 }
        case .failure(let error): return .failure(error)
        }
    }

    private static func launch(
        _ command: ChildCommand, _ guardian: Guardian?
    ) async -> Result<SupervisedChild, LaunchFailure> {
        do throws(LaunchFailure) {
            return .success(try await SupervisedChild.launch(command, guardian: guardian))
        } catch {
            return .failure(error)
        }
    }

    func notStarted(_ id: ConnectionID, _ failure: any Error) {
        guard let channel = children.removeValue(forKey: id) else { return }
        lastErrors[channel.server] = []
        core.childEnded(
            id, ChildEnding(isError: true, isPermanent: true, reason: "could not be started: \(failure)"), at: uptime)
        settle()
        wakeWaiters()
    }

    private func started(_ id: ConnectionID, _ process: SupervisedChild) {
        guard let channel = children[id] else { return }
        channel.child = process
        channel.input = LineInput(descriptor: process.output, limits: core.configuration.settings.limits.json)
        channel.output = LineOutput(descriptor: process.input)
        loop.read(process.output) { [self] input in assumeIsolated { $0.read(input, from: id) } }
        loop.watch(process.errorOutput, for: .readable) { [self] _ in assumeIsolated { $0.readErrors(of: id) } }
        Task {
            let exit = await process.exitStatus()
            exited(id, exit)
        }
        if channel.isEnding { return terminate(id) }
        core.childLaunched(id, at: uptime)
        settle()
    }

    /// Takes what has come from a child, and routes it.
    private func read(_ input: HubInput, from id: ConnectionID) {
        if take(input, from: id) == .ended, let process = children[id]?.child {
            loop.forget(process.output)
            // The reason is wanted when the server is given up, which may be before its process is seen to end.
            keepErrors(of: id)
            core.childClosedOutput(id, at: uptime)
        }
        settle()
    }

    private func take(_ input: HubInput, from id: ConnectionID) -> LineInput.Outcome {
        guard let channel = children[id] else { return .ended }
        var outcome = LineInput.Outcome.more
        switch input {
        case .readable: outcome = channel.input?.fill() ?? .ended
        case .bytes(let bytes):
            if bytes.readableBytes >= Self.largeReadBytes { _ = channel.enlargePipes() }
            channel.input?.feed(bytes)
        }
        let now = uptime
        while let frame = channel.input?.next() {
            switch frame {
            case .line(let line): core.childSent(line, from: id, at: now)
            case .oversized(let limit):
                let start = channel.input?.startOfOversized ?? ByteBuffer()
                core.childSentOversized(start, limit: limit, from: id, at: now)
            }
        }
        return outcome
    }

    /// Standard error is always read, so that no child waits for it, and only its end is kept.
    private func readErrors(of id: ConnectionID) {
        guard let channel = children[id], let process = channel.child else { return }
        let outcome = ByteInput(descriptor: process.errorOutput).read { bytes in channel.errors.append(bytes) }
        if outcome == .ended { loop.forget(process.errorOutput) }
    }

    /// Why a process has ended stands last in what it wrote, behind whatever its pipe still holds.
    private func keepErrors(of id: ConnectionID) {
        guard let channel = children[id], let process = channel.child else { return }
        let input = ByteInput(descriptor: process.errorOutput)
        var reads = 0
        var hasMore = true
        while hasMore, reads < Self.maximumFinalReads {
            hasMore = false
            _ = input.read { bytes in
                channel.errors.append(bytes)
                hasMore = true
            }
            reads += 1
        }
        lastErrors[channel.server] = channel.errors.lines(last: 20)
    }

    /// Writes to a child what it can take.
    func flush(child id: ConnectionID) {
        guard let channel = children[id], let process = channel.child else { return }
        channel.isDirty = false
        switch channel.output?.flush() {
        case .done, nil: break
        case .blocked:
            if channel.enlargePipes() { return flush(child: id) }
            guard channel.output.map({ $0.pendingBytes <= Self.maximumUnreadBytes }) ?? true else {
                options.log(
                    HubLogEntry(.error, server: channel.server, "it does not read what it is sent and is ended"))
                core.childClosedOutput(id, at: uptime)
                return
            }
            loop.watch(process.input, for: .writable) { [self] _ in assumeIsolated { $0.writable(child: id) } }
        case .broken:
            // Whatever it has said before it ended is still to be read.
            channel.output = nil
        }
    }

    private func writable(child id: ConnectionID) {
        guard let process = children[id]?.child else { return }
        loop.forget(process.input)
        flush(child: id)
        settle()
    }

    /// Ends a process: closes its input, and sees to it that it goes.
    func terminate(_ id: ConnectionID) {
        guard let channel = children[id] else { return }
        channel.isEnding = true
        channel.serving?.cancel()
        guard let process = channel.child else { return }
        _ = channel.output?.flush()
        closeInput(of: channel)
        Task { await process.terminate(grace: Self.grace, clock: ContinuousClock()) }
    }

    private func closeInput(of channel: ChildChannel) {
        guard !channel.isInputClosed, let process = channel.child else { return }
        channel.isInputClosed = true
        channel.output = nil
        loop.forget(process.input)
        NonblockingDescriptor.close(process.input)
    }

    /// A process is gone. What it has said before is read to the end first.
    private func exited(_ id: ConnectionID, _ exit: ChildExit) {
        guard let channel = children[id], let process = channel.child else { return }
        loop.forget(process.output)
        loop.forget(process.errorOutput)
        var reads = 0
        while reads < Self.maximumFinalReads, take(.readable, from: id) == .more { reads += 1 }
        keepErrors(of: id)
        closeInput(of: channel)
        NonblockingDescriptor.close(process.output)
        NonblockingDescriptor.close(process.errorOutput)
        children[id] = nil
        core.childEnded(id, ChildEnding(exit), at: uptime)
        settle()
        wakeWaiters()
    }
}

extension ChildEnding {
    fileprivate init(_ exit: ChildExit) {
        self.init(isError: exit != .exited(0), reason: exit.description)
    }
}

extension ChildCommand {
    /// The command of a server with its variables replaced, as is done anew for every start.
    ///
    /// - Throws: ``ExpansionError``, ``RemoteServer``.
    init(_ server: ServerConfiguration, environment: [String: String]) throws {
        switch try server.expanded(in: environment) {
        case .process(let process):
            let variables = Self.minimalEnvironment.merging(process.environment) { $1 }
            self.init(
                process.command, arguments: process.arguments, environment: variables,
                workingDirectory: process.workingDirectory)
        case .remote, .inProcess: throw RemoteServer()
        }
    }
}

/// A server that is no process.
struct RemoteServer: Error, CustomStringConvertible {
    var description: String { "it is reached by a URL, which this program does not do; give it a command" }
}
