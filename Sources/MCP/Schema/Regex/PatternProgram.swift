/// A pattern as a list of instructions.
struct PatternProgram: Sendable {
    /// What one instruction does. Where a direction matters it is forward, or backward inside a lookbehind.
    enum Operation: UInt8, Sendable {
        /// Consumes the scalar `first`.
        case scalar
        /// Consumes a scalar of the set number `first`.
        case set
        /// Consumes scalars of the set `first` as often as the loop number `second` says. Always forward.
        case span
        /// Goes on at `first`, and at `second` should that fail.
        case split
        /// Goes on at `first`.
        case jump
        /// Notes the position in register `first`.
        case save
        /// Forgets the registers from `first` to below `second`.
        case clear
        /// Holds at the start of the text.
        case start
        /// Holds at the end of the text.
        case end
        /// Holds where a word begins or ends.
        case wordBoundary
        /// Holds where none does.
        case noWordBoundary
        /// Consumes what the group `first` has matched.
        case reference
        /// Begins the loop number `first`.
        case enterLoop
        /// Decides whether the body of the loop `first` runs again; `second` is where it ends.
        case repeatLoop
        /// Counts one more run of the body of the loop `first`.
        case enterBody
        /// Fails when the body of the loop `first` has consumed nothing without need, and else goes back
        /// to `second`.
        case closeLoop
        /// Begins a lookaround that notes its state in register `first`.
        case enterLook
        /// The same for a negative one, which goes on at `second` when its body fails.
        case enterNegativeLook
        /// Ends the body of a lookaround that began with register `first`.
        case leaveLook
        /// The same for a negative one.
        case leaveNegativeLook
        /// The pattern has matched.
        case match
    }

    /// One instruction.
    struct Instruction: Sendable {
        let operation: Operation
        var isBackward = false
        var first: Int32 = 0
        var second: Int32 = 0
    }

    /// The bounds of a loop and the registers it counts with: times done, then where the present time began.
    struct Loop: Sendable {
        let bounds: PatternSyntax.Repetition
        let register: Int
    }

    /// The instructions; the first one runs first.
    var instructions: [Instruction] = []
    /// The sets that instructions refer to.
    var sets: [ScalarSet] = []
    /// The loops that instructions refer to.
    var loops: [Loop] = []
    /// How many registers are needed: two for each group, then those of loops and lookarounds.
    var registerCount = 0
    /// Whether a match can only begin where the text does.
    var isAnchored = false
}
