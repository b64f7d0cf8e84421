/// Instructions that consume text.
extension PatternMatcher {
    mutating func consumeScalar(
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

    mutating func consumeSpan(
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

    mutating func consumeReference(
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
