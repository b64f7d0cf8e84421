/// How a user is asked. Since 2025-11-25; before, always by a form.
public enum ElicitMode: String, ClosedStringSet {
    /// By a form that the client shows.
    case form
    /// By a page outside the client.
    case url
}
