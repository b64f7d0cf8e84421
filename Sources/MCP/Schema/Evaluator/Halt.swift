/// What ends an evaluation, or one branch of it, early.
enum Halt: Error {
    /// The value does not match, and why is of no interest.
    case mismatch
    /// As many violations have been noted as are wanted.
    case enough
    /// Whether the value matches cannot be told.
    case undecided(JSONSchemaObstacle)
}
