/// What a user did when asked.
public enum ElicitAction: String, ClosedStringSet {
    /// Agreed, and filled in the form if there was one.
    case accept
    /// Refused.
    case decline
    /// Did not decide.
    case cancel
}
