import Foundation
import JSONRPC
import Testing

/// A data folder, and the program that keeps costs in it.
struct CostTrial: Sendable {
    let folder: TemporaryFolder
    /// Variables besides those of the folder.
    var variables: [String: String] = [:]

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Files of the data that all parts of the project share.
    static func shared(_ name: String) -> String {
        Peer.repository.deletingLastPathComponent().appending(path: "shared/data").appending(path: name).path
    }

    static let azure = shared("focus/synthetic/synthetic-focus_1_2_cost_and_usage_azure-seed7.csv")
    static let mixed = shared("focus/focus-1.0-sample-part1.csv")
    static let actual = shared("azure-exports/ea-actualcost-small.csv")
    static let amortized = shared("azure-exports/ea-amortizedcost-small-part1.csv")

    /// Runs `mcphub` in the folder, whose data folder is `data`.
    func run(_ arguments: String...) async throws -> Peer.Outcome {
        let environment = folder.environment.merging(variables) { _, new in new }
        return try await Peer.run(Peer.built("mcphub") + arguments, environment: environment, in: folder.path)
    }

    /// Runs it, and expects it to work.
    @discardableResult
    func work(_ arguments: String...) async throws -> String {
        let environment = folder.environment.merging(variables) { _, new in new }
        let outcome = try await Peer.run(
            Peer.built("mcphub") + arguments, environment: environment, in: folder.path)
        try #require(outcome.code == 0, "\(arguments): \(outcome.all)")
        return outcome.output
    }

    /// Runs it with `--json`.
    func json(_ arguments: String...) async throws -> JSONValue {
        let environment = folder.environment.merging(variables) { _, new in new }
        let outcome = try await Peer.run(
            Peer.built("mcphub") + arguments + ["--json"], environment: environment, in: folder.path)
        return try JSONValue(parsing: outcome.output)
    }
}

extension JSONValue {
    /// Sums of exact amounts by a key, in the list at `member`.
    func amounts(_ member: String, of list: String) -> [Decimal] {
        (self[list]?.array ?? []).compactMap { $0[member]?.string.flatMap { Decimal(string: $0) } }
    }
}
