/// Loops, lookarounds and the way back.
extension PatternMatcher {
    mutating func loop(_ instruction: PatternProgram.Instruction, _ program: PatternProgram) -> Bool {
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

    mutating func look(_ instruction: PatternProgram.Instruction) -> Bool {
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
    mutating func backtrack(
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
