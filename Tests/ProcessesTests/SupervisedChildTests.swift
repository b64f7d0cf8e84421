import Foundation
import Testing

@testable import Processes

@Suite(.timeLimit(.minutes(10))) struct SupervisedChildTests {
    @Test func `the standard streams of a child are descriptors that make nobody wait`() async throws {
        let child = try await SupervisedChild.shell("read line; echo \"got $line\"; echo oops >&2")
        for descriptor in [child.input, child.output, child.errorOutput] {
            #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
        child.write("this\n")
        #expect(await Output.all(child.output) == "got this\n")
        #expect(await Output.all(child.errorOutput) == "oops\n")
        #expect(await child.exitStatus() == .exited(0))
        child.closeInput()
        child.closeOutputs()
    }

    @Test func `a child has just the environment, the folder and the arguments that it was given`() async throws {
        let child = try await SupervisedChild.launch(
            ChildCommand(
                "sh", arguments: ["-c", "echo $1-$COLOUR-$USER-$(pwd)", "sh", "a b"],
                environment: ["COLOUR": "red", "PATH": "/usr/bin:/bin"], workingDirectory: "/"))
        #expect(await Output.all(child.output) == "a b-red--/\n")
        child.closeInput()
        child.closeOutputs()
    }

    @Test(arguments: [
        ("exit 0", ChildExit.exited(0), "exited with code 0"), ("exit 3", .exited(3), "exited with code 3"),
        ("kill -KILL $$", .signalled(SIGKILL), "was ended by SIGKILL"),
    ])
    func `how a child has ended is known, in words too`(script: String, exit: ChildExit, words: String) async throws {
        let child = try await SupervisedChild.shell(script)
        #expect(await child.exitStatus() == exit)
        #expect(await child.exitStatus().description == words)
        child.closeInput()
        child.closeOutputs()
    }

    @Test func `a program that cannot be started is named`() async throws {
        let failure = await #expect(throws: LaunchFailure.self) {
            try await SupervisedChild.launch(ChildCommand("/no/such/program"))
        }
        #expect(failure?.executable == "/no/such/program")
        #expect(failure?.description.hasPrefix("Cannot start /no/such/program: ") == true)
    }

    @Test func `what a child has started ends with it`() async throws {
        let child = try await SupervisedChild.shell("trap '' TERM; sleep 1000 & echo $!")
        let left = try #require(Int(await Output.line(child.output)))
        #expect(await child.exitStatus() == .exited(0))
        await eventually { !isRunning(left) }
        child.closeInput()
        child.closeOutputs()
    }

    @Test func `a child that ends when its input does is not hurried`() async throws {
        let child = try await SupervisedChild.shell("trap 'exit 9' TERM; cat; exit 7")
        child.closeInput()
        #expect(await child.terminate(clock: StepClock()) == .exited(7))
        child.closeOutputs()
    }

    @Test func `a child that goes on is asked to end`() async throws {
        let child = try await SupervisedChild.shell("trap 'kill $!; exit 9' TERM; sleep 1000 & echo $!; wait")
        let inner = try #require(Int(await Output.line(child.output)))
        child.closeInput()
        let clock = StepClock()
        clock.step()
        #expect(await child.terminate(clock: clock) == .exited(9))
        await eventually { !isRunning(inner) }
        child.closeOutputs()
    }

    @Test func `a child that does not listen is killed, and its whole group with it`() async throws {
        let child = try await SupervisedChild.shell(
            "trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 100; done' & echo $!; while :; do sleep 100; done")
        let inner = try #require(Int(await Output.line(child.output)))
        child.closeInput()
        let clock = StepClock()
        clock.step()
        clock.step()
        #expect(await child.terminate(clock: clock) == .signalled(SIGKILL))
        await eventually { !isRunning(inner) }
        child.closeOutputs()
    }

    @Test func `ending a child that has ended changes nothing`() async throws {
        let child = try await SupervisedChild.shell("exit 3")
        #expect(await child.exitStatus() == .exited(3))
        child.closeInput()
        #expect(await child.terminate(clock: StepClock()) == .exited(3))
        child.closeOutputs()
    }

    @Test func `no descriptor is left open, also when nothing could be started`() async throws {
        let counter = try await SupervisedChild.launch(
            ChildCommand(builtProgram("process-peer"), arguments: ["count"]))
        let counts = await Output.all(counter.output).split(whereSeparator: \.isWhitespace)
        #expect(counts.count == 2)
        #expect(counts.first == counts.last)
        counter.closeInput()
        counter.closeOutputs()
    }
}
