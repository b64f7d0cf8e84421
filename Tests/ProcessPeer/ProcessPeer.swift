import Foundation
import Processes

/// What the tests of `Processes` and `Polling` start: a guardian, a process with children that is to be killed, one
/// that counts descriptors, one that gives back what it reads.
@main
enum ProcessPeer {
    /// A shell that takes no notice of requests to end, with a child that does not either; it prints both processes.
    static let stubborn = """
        trap '' TERM HUP INT
        sh -c 'trap "" TERM HUP INT; while :; do sleep 100; done' &
        echo $$ $!
        while :; do sleep 100; done
        """

    static func main() async throws {
        switch CommandLine.arguments.dropFirst().first {
        case "guardian": GuardianProcess.run()
        case "hub": try await runChildren()
        case "count": try await countDescriptors()
        case "echo": try await Echo.run()
        default: exit(64)
        }
    }

    /// Launches three stubborn children under a guardian and waits to be killed.
    private static func runChildren() async throws {
        let guardian = try await Guardian.start(executable: CommandLine.arguments[0])
        print(guardian.processID)
        for _ in 0..<3 {
            let child = try await SupervisedChild.launch(
                ChildCommand("sh", arguments: ["-c", stubborn]), guardian: guardian)
            let output = FileHandle(fileDescriptor: child.output)
            print(String(decoding: try await firstBytes(output), as: UTF8.self), terminator: "")
        }
        print("ready")
        fflush(nil)
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    private static func firstBytes(_ handle: FileHandle) async throws -> Data {
        await withCheckedContinuation { continuation in
            handle.readabilityHandler = { handle in
                handle.readabilityHandler = nil
                continuation.resume(returning: handle.availableData)
            }
        }
    }

    /// Launches children that run and some that cannot be started, and prints how many descriptors are open before and
    /// after.
    private static func countDescriptors() async throws {
        try await launchSome()
        let before = try openDescriptors()
        for _ in 0..<10 { try await launchSome() }
        print(before, try openDescriptors())
    }

    private static func launchSome() async throws {
        let guardian = try await Guardian.start(executable: CommandLine.arguments[0])
        for _ in 0..<5 {
            let child = try await SupervisedChild.launch(ChildCommand("cat"), guardian: guardian)
            close(child.input)
            _ = await child.terminate()
            close(child.output)
            close(child.errorOutput)
            _ = try? await SupervisedChild.launch(ChildCommand("/no/such/program"), guardian: guardian)
            _ = try? await Guardian.start(executable: "/no/such/program")
        }
        await guardian.stop()
    }

    private static func openDescriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count
    }
}
