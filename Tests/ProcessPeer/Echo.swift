import JSONRPC
import NIOCore
import Polling

/// Gives back the lines of standard input on standard output, on a poll loop.
actor Echo {
    private let loop: PollLoop
    private var input: LineInput
    private var output: LineOutput

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private init(_ loop: PollLoop, input: Int32, output: Int32) {
        self.loop = loop
        self.input = LineInput(descriptor: input)
        self.output = LineOutput(descriptor: output)
    }

    static func run() async throws {
        let (input, output) = (try NonblockingDescriptor.standardInput(), try NonblockingDescriptor.standardOutput())
        print("not for the protocol")
        let loop = try PollLoop(name: "echo")
        let echo = Echo(loop, input: input, output: output)
        await withCheckedContinuation { continuation in
            loop.watch(input, for: .readable) { _ in
                guard echo.assumeIsolated({ $0.read() }) == .ended else { return }
                loop.forget(input)
                continuation.resume()
            }
        }
        await NonblockingDescriptor.drain()
    }

    private func read() -> LineInput.Outcome {
        let outcome = input.fill()
        while case .line(let line)? = input.next() { output.append(line) }
        _ = output.flush()
        return outcome
    }
}
