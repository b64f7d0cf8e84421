/// Runs pattern programs by backtracking over a stack of its own; it can be used again to save allocations.
struct PatternMatcher {
    /// The most steps could be spent while the most memory is wasted; this bounds the latter to a few megabytes.
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

    private var registers: [Int] = []
    private var stack: [Frame] = []
    private var counter = 0
    private var position = 0

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
    private mutating func set(_ register: Int, _ value: Int) {
        stack.append(Frame(kind: .restore, target: register, value: registers[register]))
        registers[register] = value
    }
}

// MARK: Consuming

extension PatternMatcher {
    private mutating func consumeScalar(
        _ instruction: PatternProgram.Instruction, _ program: PatternProgram, _ text: Span<UInt8>
    ) -> Bool {
        let scalar: UInt32
        let next: Int
        if instruction.isBackward {
            guard position > 0 else { return false }
            (scalar, next) = text.scalar(before: position)
        } else {
            guard position < text.count else { return false }
            (scalar, next) = text.scalar(at: position)
        }
        let isMember =
            instruction.operation == .scalar
            ? scalar == UInt32(bitPattern: instruction.first)
            : program.sets[Int(instruction.first)].contains(scalar)
        guard isMember else { return false }
        position = next
        counter += 1
        return true
    }

    private mutating func consumeSpan(
        _ instruction: PatternProgram.Instruction, _ program: PatternProgram, _ text: Span<UInt8>, _ steps: inout Int
    ) -> Bool {
        let bounds = program.loops[Int(instruction.second)].bounds
        var taken = 0
        var least = bounds.minimum == 0 ? position : -1
        let wanted = bounds.isLazy ? bounds.minimum : bounds.maximum
        while taken < wanted, position < text.count {
            let (scalar, next) = text.scalar(at: position)
            guard program.sets[Int(instruction.first)].contains(scalar) else { break }
            position = next
            taken += 1
            if taken == bounds.minimum { least = position }
        }
        steps -= taken
        guard taken >= bounds.minimum else { return false }
        if bounds.isLazy {
            stack.append(Frame(kind: .grow, target: counter, value: position, bound: taken))
        } else if position > least {
            stack.append(Frame(kind: .shrink, target: counter + 1, value: position, bound: least))
        }
        counter += 1
        return true
    }

    private mutating func consumeReference(
        _ instruction: PatternProgram.Instruction, _ text: Span<UInt8>, _ steps: inout Int
    ) -> Bool {
        let start = registers[Int(instruction.first) * 2]
        let end = registers[Int(instruction.first) * 2 + 1]
        counter += 1
        // A group that has not matched refers to nothing, which matches.
        guard start >= 0, end > start else { return true }
        let length = end - start
        let from = instruction.isBackward ? position - length : position
        guard from >= 0, from + length <= text.count else { return false }
        steps -= length
        for offset in 0..<length where text[start + offset] != text[from + offset] { return false }
        position = instruction.isBackward ? from : from + length
        return true
    }
}

// MARK: Loops and lookarounds

extension PatternMatcher {
    private mutating func loop(_ instruction: PatternProgram.Instruction, _ program: PatternProgram) -> Bool {
        let loop = program.loops[Int(instruction.first)]
        let times = registers[loop.register]
        switch instruction.operation {
        case .enterLoop:
            set(loop.register, 0)
            counter += 1
        case .enterBody:
            set(loop.register, times + 1)
            set(loop.register + 1, position)
            counter += 1
        case .closeLoop:
            if position == registers[loop.register + 1], times > loop.bounds.minimum { return false }
            counter = Int(instruction.second)
        default:
            chooseWay(loop.bounds, times, body: counter + 1, exit: Int(instruction.second))
        }
        return true
    }

    private mutating func chooseWay(_ bounds: PatternSyntax.Repetition, _ times: Int, body: Int, exit: Int) {
        if times < bounds.minimum {
            counter = body
        } else if times >= bounds.maximum {
            counter = exit
        } else {
            stack.append(Frame(kind: .branch, target: bounds.isLazy ? body : exit, value: position))
            counter = bounds.isLazy ? exit : body
        }
    }

    private mutating func look(_ instruction: PatternProgram.Instruction) -> Bool {
        let register = Int(instruction.first)
        switch instruction.operation {
        case .enterLook, .enterNegativeLook:
            // Not undone on backtracking: nothing reads these two once the lookaround has been left.
            registers[register] = stack.count
            registers[register + 1] = position
            let kind: Frame.Kind = instruction.operation == .enterLook ? .look : .negativeLook
            stack.append(Frame(kind: kind, target: Int(instruction.second), value: position))
            counter += 1
            return true
        case .leaveLook:
            dropChoices(above: registers[register])
            position = registers[register + 1]
            counter += 1
            return true
        default:
            undo(above: registers[register])
            return false
        }
    }

    /// Makes what happened inside a lookaround final, but keeps what is needed to undo it.
    private mutating func dropChoices(above height: Int) {
        var kept = height
        for position in height..<stack.count where stack[position].kind == .restore {
            stack[kept] = stack[position]
            kept += 1
        }
        stack.removeLast(stack.count - kept)
    }

    private mutating func undo(above height: Int) {
        while stack.count > height, let frame = stack.popLast() {
            if frame.kind == .restore { registers[frame.target] = frame.value }
        }
    }

    /// Takes up the latest way that has not been tried.
    ///
    /// - Returns: false when there is none.
    private mutating func backtrack(
        _ program: PatternProgram, _ text: Span<UInt8>, _ steps: inout Int
    ) -> Bool {
        while let frame = stack.popLast() {
            switch frame.kind {
            case .look: continue
            case .restore:
                registers[frame.target] = frame.value
                continue
            case .branch, .negativeLook:
                (counter, position) = (frame.target, frame.value)
            case .shrink:
                position = text.scalar(before: frame.value).start
                counter = frame.target
                if position > frame.bound {
                    stack.append(Frame(kind: .shrink, target: counter, value: position, bound: frame.bound))
                }
            case .grow:
                guard grow(frame, program, text) else { continue }
            }
            return true
        }
        return false
    }

    private mutating func grow(_ frame: Frame, _ program: PatternProgram, _ text: Span<UInt8>) -> Bool {
        let instruction = program.instructions[frame.target]
        let bounds = program.loops[Int(instruction.second)].bounds
        guard frame.bound < bounds.maximum, frame.value < text.count else { return false }
        let (scalar, next) = text.scalar(at: frame.value)
        guard program.sets[Int(instruction.first)].contains(scalar) else { return false }
        stack.append(Frame(kind: .grow, target: frame.target, value: next, bound: frame.bound + 1))
        (counter, position) = (frame.target + 1, next)
        return true
    }
}
