/// Turns the tree of a pattern into a program whose size grows with the text of the pattern and not with its bounds.
struct PatternCompiler {
    /// The longest program accepted.
    private static let maximumInstructions = 20_000

    private var program = PatternProgram()
    private var isBackward = false

    private init(groupCount: Int) {
        program.registerCount = (groupCount + 1) * 2
    }

    /// Compiles `syntax`.
    static func compile(_ syntax: PatternSyntax, groupCount: Int) throws(PatternError) -> PatternProgram {
        var compiler = PatternCompiler(groupCount: groupCount)
        try compiler.emit(syntax)
        try compiler.append(.match)
        compiler.program.isAnchored = syntax.isAnchored
        return compiler.program
    }

    private mutating func emit(_ syntax: PatternSyntax) throws(PatternError) {
        switch syntax {
        case .empty: break
        case .scalar(let scalar): try append(.scalar, Int(scalar.value))
        case .set(let set): try append(.set, add(set))
        case .start: try append(.start)
        case .end: try append(.end)
        case .wordBoundary(let isNegated): try append(isNegated ? .noWordBoundary : .wordBoundary)
        case .sequence(let parts): for part in isBackward ? parts.reversed() : parts { try emit(part) }
        case .alternatives(let branches): try emitAlternatives(branches)
        case .group(let inner, let number): try emitGroup(inner, number)
        case .repetition(let inner, let bounds, let groups): try emitRepetition(inner, bounds, groups)
        case .look(let inner, let isBehind, let isNegated):
            try emitLook(inner, isBehind: isBehind, isNegated: isNegated)
        case .reference(let number): try append(.reference, number)
        }
    }

    private mutating func emitAlternatives(_ branches: [PatternSyntax]) throws(PatternError) {
        var exits: [Int] = []
        for branch in branches.dropLast() {
            let split = try append(.split, next + 1)
            try emit(branch)
            exits.append(try append(.jump))
            program.instructions[split].second = Int32(next)
        }
        if let last = branches.last { try emit(last) }
        for exit in exits { program.instructions[exit].first = Int32(next) }
    }

    private mutating func emitGroup(_ inner: PatternSyntax, _ number: Int) throws(PatternError) {
        try append(.save, number * 2 + (isBackward ? 1 : 0))
        try emit(inner)
        try append(.save, number * 2 + (isBackward ? 0 : 1))
    }

    private mutating func emitLook(
        _ inner: PatternSyntax, isBehind: Bool, isNegated: Bool
    ) throws(PatternError) {
        let register = addRegisters(2)
        let outer = isBackward
        let entry = try append(isNegated ? .enterNegativeLook : .enterLook, register)
        isBackward = isBehind
        try emit(inner)
        isBackward = outer
        try append(isNegated ? .leaveNegativeLook : .leaveLook, register)
        program.instructions[entry].second = Int32(next)
    }
}

// MARK: Loops

extension PatternCompiler {
    private mutating func emitRepetition(
        _ inner: PatternSyntax, _ bounds: PatternSyntax.Repetition, _ groups: Range<Int>
    ) throws(PatternError) {
        if bounds.maximum == 0 { return }
        if let set = inner.singleScalar, !isBackward {
            try append(.span, add(set), addLoop(bounds, register: 0))
        } else if bounds.minimum == 0, bounds.maximum == 1, groups.isEmpty, !inner.canBeEmpty {
            let split = try emitSplit(isLazy: bounds.isLazy)
            try emit(inner)
            setExit(of: split, isLazy: bounds.isLazy)
        } else if bounds.minimum <= 1, bounds.maximum == .max, !inner.canBeEmpty {
            try emitPlainLoop(inner, bounds, groups)
        } else {
            try emitCountedLoop(inner, bounds, groups)
        }
    }

    /// `*` and `+` of something that always consumes need no counting.
    private mutating func emitPlainLoop(
        _ inner: PatternSyntax, _ bounds: PatternSyntax.Repetition, _ groups: Range<Int>
    ) throws(PatternError) {
        let top = next
        let split = bounds.minimum == 0 ? try emitSplit(isLazy: bounds.isLazy) : nil
        try emitClear(groups)
        try emit(inner)
        if let split {
            try append(.jump, top)
            setExit(of: split, isLazy: bounds.isLazy)
        } else if bounds.isLazy {
            try append(.split, next + 1, top)
        } else {
            try append(.split, top, next + 1)
        }
    }

    private mutating func emitCountedLoop(
        _ inner: PatternSyntax, _ bounds: PatternSyntax.Repetition, _ groups: Range<Int>
    ) throws(PatternError) {
        let loop = addLoop(bounds, register: addRegisters(2))
        try append(.enterLoop, loop)
        let test = try append(.repeatLoop, loop)
        try append(.enterBody, loop)
        try emitClear(groups)
        try emit(inner)
        try append(.closeLoop, loop, test)
        program.instructions[test].second = Int32(next)
    }

    /// Each time around, the groups inside a loop are as if they had never matched.
    private mutating func emitClear(_ groups: Range<Int>) throws(PatternError) {
        if !groups.isEmpty { try append(.clear, groups.lowerBound * 2, groups.upperBound * 2) }
    }

    private mutating func emitSplit(isLazy: Bool) throws(PatternError) -> Int {
        isLazy ? try append(.split, 0, next + 1) : try append(.split, next + 1)
    }

    private mutating func setExit(of split: Int, isLazy: Bool) {
        if isLazy {
            program.instructions[split].first = Int32(next)
        } else {
            program.instructions[split].second = Int32(next)
        }
    }
}

// MARK: Parts

extension PatternCompiler {
    private var next: Int { program.instructions.count }

    @discardableResult
    private mutating func append(
        _ operation: PatternProgram.Operation, _ first: Int = 0, _ second: Int = 0
    ) throws(PatternError) -> Int {
        guard next < Self.maximumInstructions else { throw PatternError(offset: 0, reason: "the pattern is too long") }
        program.instructions.append(
            PatternProgram.Instruction(
                operation: operation, isBackward: isBackward, first: Int32(first), second: Int32(second)
            )
        )
        return next - 1
    }

    private mutating func add(_ set: ScalarSet) -> Int {
        program.sets.append(set)
        return program.sets.count - 1
    }

    private mutating func addLoop(_ bounds: PatternSyntax.Repetition, register: Int) -> Int {
        program.loops.append(PatternProgram.Loop(bounds: bounds, register: register))
        return program.loops.count - 1
    }

    private mutating func addRegisters(_ count: Int) -> Int {
        defer { program.registerCount += count }
        return program.registerCount
    }
}
