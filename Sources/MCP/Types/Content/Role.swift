/// Who speaks in a conversation, or for whom a piece of content is meant.
public enum Role: String, ClosedStringSet {
    /// The person.
    case user
    /// The model.
    case assistant
}
