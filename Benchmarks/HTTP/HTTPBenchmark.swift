import Foundation
import HTTPClient
import NIOCore

/// Makes many small requests or reads one large answer, and prints what that took; see `Scripts/bench-http`.
///
/// `http-benchmark small URL COUNT CONCURRENCY` or `http-benchmark large URL`
@main
struct HTTPBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let mode = arguments.first, let url = arguments.dropFirst().first else { return print("small|large URL") }
        let client = try HTTPClient()
        let request = try HTTPRequest(.get, url)
        let numbers = arguments.dropFirst(2).compactMap { Int($0) }
        _ = try await read(HTTPRequest(.head, url), client)
        let (wall, cpu) = (ContinuousClock.now, processTime())
        var bytes = 0
        if mode == "small", numbers.count == 2 {
            bytes = try await small(request, client, count: numbers[0], concurrency: numbers[1])
        } else {
            bytes = try await read(request, client)
        }
        let seconds = wall.duration(to: .now) / .seconds(1)
        let figures = [seconds, processTime() - cpu, Double(bytes), memory("VmHWM"), memory("RssAnon")]
        print(figures.map { String($0) }.joined(separator: " "))
        await client.shutdown()
    }

    private static func small(
        _ request: HTTPRequest, _ client: HTTPClient, count: Int, concurrency: Int
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<concurrency {
                group.addTask {
                    var bytes = 0
                    for _ in 0..<(count / concurrency) { bytes += try await read(request, client) }
                    return bytes
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private static func read(_ request: HTTPRequest, _ client: HTTPClient) async throws -> Int {
        var bytes = 0
        for try await chunk in try await client.execute(request).body { bytes += chunk.readableBytes }
        return bytes
    }

    /// Seconds of CPU, user and system.
    private static func processTime() -> Double {
        var usage = rusage()
        getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    /// A line of the process's status, in KiB.
    private static func memory(_ name: String) -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line?.split(separator: " ").compactMap { Double($0) }.first ?? 0
    }
}
