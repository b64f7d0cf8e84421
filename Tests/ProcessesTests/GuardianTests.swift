import Foundation
import Testing

@testable import Processes

@Suite(.timeLimit(.minutes(10))) struct GuardianTests {
    @Test func `nothing is left of a process that was killed: stubborn children, theirs, the guardian`() async throws {
        let hub = try await SupervisedChild.launch(ChildCommand(builtProgram("process-peer"), arguments: ["hub"]))
        let text = await Output.text(hub.output) { $0.contains("ready") }
        let processes = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(processes.count == 7)
        for process in processes { #expect(isRunning(process)) }
        kill(pid_t(hub.processID), SIGKILL)
        #expect(await hub.exitStatus() == .signalled(SIGKILL))
        await eventually { !processes.contains(where: isRunning) }
        hub.closeInput()
        hub.closeOutputs()
    }

    @Test func `a group that was released is left alone`() async throws {
        let guardian = try await Guardian.start(executable: builtProgram("process-peer"))
        let (kept, released) = (try await SupervisedChild.shell("cat"), try await SupervisedChild.shell("cat"))
        for child in [kept, released] { guardian.protect(group: child.processID) }
        guardian.release(group: released.processID)
        await guardian.stop()
        #expect(await kept.exitStatus() == .signalled(SIGTERM))
        #expect(isRunning(released.processID))
        released.closeInput()
        #expect(await released.exitStatus() == .exited(0))
        kept.closeInput()
        for child in [kept, released] { child.closeOutputs() }
    }

    @Test func `a guardian that is asked to end goes on`() async throws {
        let guardian = try await Guardian.start(executable: builtProgram("process-peer"))
        let child = try await SupervisedChild.shell("cat", guardian: guardian)
        await eventually { isIgnoringRequests(guardian.processID) }
        for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { kill(pid_t(guardian.processID), number) }
        #expect(guardian.isRunning)
        await guardian.stop()
        #expect(!guardian.isRunning)
        #expect(await child.exitStatus() == .signalled(SIGTERM))
        child.closeInput()
        child.closeOutputs()
    }

    @Test func `a guardian that is gone is noticed, and children run without it`() async throws {
        let guardian = try await Guardian.start(executable: builtProgram("process-peer"))
        kill(pid_t(guardian.processID), SIGKILL)
        await eventually { !isRunning(guardian.processID) }
        let child = try await SupervisedChild.shell("cat", guardian: guardian)
        #expect(!guardian.isRunning)
        child.closeInput()
        #expect(await child.exitStatus() == .exited(0))
        child.closeOutputs()
    }

    /// Whether a process has come so far that it ignores SIGTERM; before that it is not yet what it will be.
    private func isIgnoringRequests(_ processID: Int) -> Bool {
        let status = SystemCalls.contents(ofFile: "/proc/\(processID)/status") ?? ""
        guard let mask = status.firstMatch(of: /SigIgn:\s*([0-9a-f]+)/).flatMap({ UInt64($0.1, radix: 16) }) else {
            return false
        }
        return mask & 1 << UInt64(SIGTERM - 1) != 0
    }
}

@Suite struct GuardedGroupsTests {
    private func groups(
        _ lines: String, then now: [Int32: LeaderStart], before: [Int32: LeaderStart] = [:]
    ) -> [Int32] {
        var groups = GuardedGroups()
        groups.feed(Array(lines.utf8)) { before[$0] ?? .ticks(5) }
        return groups.toEnd { now[$0] ?? .ticks(5) }
    }

    @Test func `groups are added and removed, in whatever pieces the lines come`() {
        let bytes = Array("+10\n+11\n-10\n+12\n+13\n-13\n+14".utf8)
        for split in 0...bytes.count {
            var groups = GuardedGroups()
            groups.feed(Array(bytes[..<split])) { _ in .ticks(5) }
            groups.feed(Array(bytes[split...])) { _ in .ticks(5) }
            #expect(groups.toEnd { _ in .ticks(5) } == [11, 12])
        }
    }

    @Test func `what could mean everybody, or means nothing, is passed over`() {
        #expect(groups("+0\n+1\n+-5\n+x\n\n12\n*13\n+99999999999\n+14\n", then: [:]) == [14])
    }

    @Test func `a stranger with the number of a group that is gone is left alone`() {
        #expect(groups("+10\n+11\n", then: [10: .ticks(6)]) == [11])
        #expect(groups("+10\n", then: [10: .ticks(6)], before: [10: .gone]) == [])
    }

    @Test func `a group without its leader is ended all the same`() {
        #expect(groups("+10\n", then: [10: .gone]) == [10])
        #expect(groups("+10\n", then: [10: .gone], before: [10: .gone]) == [10])
    }

    @Test func `where the system does not say when a process began, all are ended`() {
        #expect(groups("+10\n", then: [10: .unknown], before: [10: .unknown]) == [10])
    }

    @Test func `the start of a process is read whatever it is called`() {
        let rest = "S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20"
        for name in ["cat", "a b", "x) S 1 (", ")"] {
            #expect(LeaderStart(status: "12 (\(name)) \(rest)\n") == .ticks(4711))
        }
        #expect(LeaderStart(status: "12 (cat) S 1 2") == .unknown)
        #expect(LeaderStart(status: "") == .unknown)
    }

    #if os(Linux)
    @Test func `the start of a process that runs is known`() {
        guard case .ticks = LeaderStart.current(getpid()) else { return #expect(Bool(false), "no start") }
        #expect(LeaderStart.current(getpid()) == LeaderStart.current(getpid()))
        #expect(LeaderStart.current(.max) == .gone)
    }
    #endif
}
