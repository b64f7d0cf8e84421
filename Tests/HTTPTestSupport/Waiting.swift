import Locking

/// What arrives, from any thread, for a test to look at.
package final class Collected<Element: Sendable>: Sendable {
    private let elements = Locked<[Element]>([])

    package init() {}

    package var all: [Element] { elements.withLock { $0 } }
    package func add(_ element: Element) { elements.withLock { $0.append(element) } }
}

/// Waits until `condition` holds; the time limit of the test ends a wait that is in vain.
package func eventually(_ condition: () async throws -> Bool) async throws {
    while !(try await condition()) { try await Task.sleep(for: .milliseconds(2)) }
}

/// Why a test could not go on.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
