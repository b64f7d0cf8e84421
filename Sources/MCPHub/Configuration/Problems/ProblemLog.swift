/// Collects the problems of a reading, so that it can go on after the first.
final class ProblemLog {
    private var found: [ConfigurationProblem] = []
    private var known: Set<ConfigurationProblem> = []

    /// The problems in the order of the files and within each from top to bottom.
    var problems: [ConfigurationProblem] {
        var ranks: [String: Int] = [:]
        for problem in found where ranks[problem.position.file] == nil { ranks[problem.position.file] = ranks.count }
        let keyed = found.enumerated().map { position, problem in
            (
                key: (ranks[problem.position.file] ?? 0, problem.position.line, problem.position.column, position),
                problem
            )
        }
        return keyed.sorted { $0.key < $1.key }.map(\.1)
    }

    /// Notes a problem once, however often it is found.
    func add(_ problem: ConfigurationProblem) {
        if known.insert(problem).inserted { found.append(problem) }
    }

    func add(_ problems: [ConfigurationProblem]) {
        for problem in problems { add(problem) }
    }

    /// Ends the reading when something cannot be used.
    func check() throws(ConfigurationError) {
        if found.contains(where: { $0.severity == .error }) { throw ConfigurationError(problems) }
    }
}
