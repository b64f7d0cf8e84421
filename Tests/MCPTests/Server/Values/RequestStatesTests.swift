import JSONRPC
import Locking
import Testing

@testable import MCP

@Suite struct RequestStatesTests {
    static let binding = RequestStates.Binding(
        method: "tools/call", subject: "greet", arguments: ["a": 1, "b": [1, 2]], principal: "ada")

    static let others: [RequestStates.Binding] = [
        .init(method: "prompts/get", subject: "greet", arguments: binding.arguments, principal: "ada"),
        .init(method: "tools/call", subject: "other", arguments: binding.arguments, principal: "ada"),
        .init(method: "tools/call", subject: "greet", arguments: ["a": 1, "b": [2, 1]], principal: "ada"),
        .init(method: "tools/call", subject: "greet", arguments: [:], principal: "ada"),
        .init(method: "tools/call", subject: "greet", arguments: binding.arguments, principal: "bob"),
        .init(method: "tools/call", subject: "greet", arguments: binding.arguments, principal: nil),
    ]

    @Test func `what is kept can be taken once`() throws {
        let states = RequestStates(lifetime: .seconds(1))
        let contents = RequestStates.Contents(
            answers: ["roots": .roots(ListRootsResult(roots: []))], state: 5, round: 3)
        let handle = states.save(contents, for: Self.binding)
        let taken = try #require(states.take(handle, for: Self.binding))
        #expect(taken.answers == contents.answers)
        #expect(taken.state == 5)
        #expect(taken.round == 3)
        #expect(states.take(handle, for: Self.binding) == nil)
    }

    @Test(arguments: others)
    func `a handle is of no use for anything else, and stays good for its own`(other: RequestStates.Binding) {
        let states = RequestStates(lifetime: .seconds(1))
        let handle = states.save(RequestStates.Contents(), for: Self.binding)
        #expect(states.take(handle, for: other) == nil)
        #expect(states.take(handle, for: Self.binding) != nil)
    }

    @Test func `the order of arguments does not matter`() {
        let states = RequestStates(lifetime: .seconds(1))
        let handle = states.save(RequestStates.Contents(), for: Self.binding)
        let reordered = RequestStates.Binding(
            method: "tools/call", subject: "greet", arguments: ["b": [1, 2], "a": 1], principal: "ada")
        #expect(states.take(handle, for: reordered) != nil)
    }

    @Test func `what is kept expires`() {
        let moment = Moment()
        let states = RequestStates(lifetime: .seconds(10), now: { moment.now })
        let (early, late) = (save(in: states), save(in: states))
        moment.advance(.seconds(10) - .nanoseconds(1))
        #expect(states.take(early, for: Self.binding) != nil)
        moment.advance(.nanoseconds(1))
        #expect(states.take(late, for: Self.binding) == nil)
    }

    @Test func `of too many the oldest is forgotten`() {
        let states = RequestStates(lifetime: .seconds(1), limit: 3)
        let handles = (0..<5).map { _ in save(in: states) }
        #expect(handles.map { states.take($0, for: Self.binding) != nil } == [false, false, true, true, true])
    }

    @Test func `what was used or has expired makes room`() {
        let moment = Moment()
        let states = RequestStates(lifetime: .seconds(10), limit: 2, now: { moment.now })
        let patient = save(in: states)
        for _ in 0..<10 { #expect(states.take(save(in: states), for: Self.binding) != nil) }
        #expect(states.take(patient, for: Self.binding) != nil)
        _ = [save(in: states), save(in: states)]
        moment.advance(.seconds(10))
        let fresh = [save(in: states), save(in: states)]
        #expect(fresh.allSatisfy { states.take($0, for: Self.binding) != nil })
    }

    @Test(arguments: ["", "x", "000000000000000000000000000000000000000000000000"])
    func `an invented handle is of no use`(handle: String) {
        let states = RequestStates(lifetime: .seconds(1))
        _ = save(in: states)
        #expect(states.take(handle, for: Self.binding) == nil)
    }

    @Test func `handles are long and never the same`() {
        let handles = Set((0..<1000).map { _ in RequestStates.makeHandle() })
        #expect(handles.count == 1000)
        #expect(handles.allSatisfy { $0.utf8.count == 48 })
    }

    private func save(in states: RequestStates) -> String { states.save(RequestStates.Contents(), for: Self.binding) }

    /// A moment of the system's clock that only a test moves.
    private final class Moment: Sendable {
        private let offset = Locked(Duration.zero)
        private let start = ContinuousClock.now

        var now: ContinuousClock.Instant { start + offset.withLock { $0 } }

        func advance(_ duration: Duration) { offset.withLock { $0 += duration } }
    }
}
