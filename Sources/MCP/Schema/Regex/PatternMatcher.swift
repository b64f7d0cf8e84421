/// Runs pattern programs by backtracking over a stack of its own; it can be used again to save allocations.
struct PatternMatcher {
    /// Steps bound the time; this bounds the memory, to 8 MiB.
    private static let maximumFrames = 1 << 18

    /// The allowance of steps was spent before an answer was found.
    struct Exhausted: Error {}

    /// What to do when the present way leads nowhere, the latest first.
    struct Frame {
        enum Kind: UInt8 {
            /// Goes on at `target` from position `value`.
            case branch
            /// Register `target` had this value.
            case restore
            /// Gives back scalars one by one: goes on at `target` from one before `value`, down to `bound`.
            case shrink
            /// Takes one more scalar from `value`, for the span instruction `target` that has taken `bound` so far.
            case grow
            /// A lookaround failed.
            case look
            /// A negative lookaround failed inside, so it holds: goes on at `target` from `value`.
            case negativeLook
        }

        let kind: Kind
        let target: Int
        let value: Int
        var bound = 0
    }

    /// Where groups begin and end, and what loops and lookarounds note.
    var registers: [Int] = []
    /// The ways not yet tried.
    var stack: [Frame] = []
    /// The next instruction.
    var counter = 0
    /// The offset in the text.
    var position = 0

    /// Whether `pattern` matches anywhere in `text`; takes what that costs from `steps`.
    mutating func matches(
        _ pattern: Pattern, in text: String, steps: inout Int
    ) throws(Exhausted) -> Bool {
        let bytes = text.utf8.span
        var start = 0
        while true {
            if try run(pattern.program, bytes, from: start, steps: &steps) { return true }
            guard !pattern.program.isAnchored, start < bytes.count else { return false }
            start = bytes.scalar(at: start).end
        }
    }

    private mutating func run(
        _ program: PatternProgram, _ text: Span<UInt8>, from start: Int, steps: inout Int
    ) throws(Exhausted) -> Bool {
        reset(program.registerCount)
        position = start
        while true {
            steps -= 1
            guard steps >= 0, stack.count < Self.maximumFrames else { throw Exhausted() }
            let instruction = program.instructions[counter]
            if instruction.operation == .match { return true }
            if perform(instruction, program, text, &steps) { continue }
            guard backtrack(program, text, &steps) else { return false }
        }
    }

    private mutating func reset(_ count: Int) {
        stack.removeAll(keepingCapacity: true)
        counter = 0
        guard registers.count == count else {
            registers = Array(repeating: -1, count: count)
            return
        }
        for register in registers.indices { registers[register] = -1 }
    }

    /// Performs one instruction.
    ///
    /// - Returns: whether it succeeded; the counter is then already set to the next one.
    private mutating func perform(
        _ instruction: PatternProgram.Instruction, _ program: PatternProgram, _ text: Span<UInt8>, _ steps: inout Int
    ) -> Bool {
        switch instruction.operation {
        case .scalar, .set: consumeScalar(instruction, program, text)
        case .span: consumeSpan(instruction, program, text, &steps)
        case .reference: consumeReference(instruction, text, &steps)
        case .start: hold(position == 0)
        case .end: hold(position == text.count)
        case .wordBoundary: hold(text.isWordBoundary(position))
        case .noWordBoundary: hold(!text.isWordBoundary(position))
        case .split, .jump, .save, .clear: move(instruction)
        case .enterLoop, .repeatLoop, .enterBody, .closeLoop: loop(instruction, program)
        case .enterLook, .enterNegativeLook, .leaveLook, .leaveNegativeLook: look(instruction)
        case .match: false
        }
    }

    private mutating func hold(_ condition: Bool) -> Bool {
        counter += 1
        return condition
    }

    private mutating func move(_ instruction: PatternProgram.Instruction) -> Bool {
        switch instruction.operation {
        case .split:
            stack.append(Frame(kind: .branch, target: Int(instruction.second), value: position))
            counter = Int(instruction.first)
        case .jump:
            counter = Int(instruction.first)
        case .clear:
            for register in instruction.first..<instruction.second where registers[Int(register)] >= 0 {
                set(Int(register), -1)
            }
            counter += 1
        default:
            set(Int(instruction.first), position)
            counter += 1
        }
        return true
    }

    /// Sets a register so that backtracking undoes it.
    mutating func set(_ register: Int, _ value: Int) {
        stack.append(Frame(kind: .restore, target: register, value: registers[register]))
        registers[register] = value
    }
}
