/// Something that must never happen has happened.
struct Violation: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Fails unless `condition` holds.
    static func unless(_ condition: Bool, _ text: @autoclosure () -> String) throws {
        guard condition else { throw Violation(text()) }
    }
}
