/// The formats of 2020-12 that can be asserted; others are annotations always.
enum Format: String, Sendable {
    case regex

    /// Whether `text` is of this format.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .regex: (try? Pattern(text)) != nil
        }
    }
}
