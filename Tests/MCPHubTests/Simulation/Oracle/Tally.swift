/// How often things have happened in simulations: a world in which nothing happens proves nothing.
struct Tally: Sendable {
    enum Occasion: Int, CaseIterable {
        case result, failure, refusal, questionToLegacyAgent, inputRequired, answerOfLegacyAgent
        case resumedPark, stateToModernChild, answersToModernChild, refusedState, reusedState, foreignState
        case cancelledByAgent, cancelledAtChild, lateAnswer, strayQuestion, questionOfCancelledCall, questionRefused
        case questionTakenBack, questionWithdrawn
        case progress, droppedProgress, log, update, listChange, endOfElicitation, visit
        case batch, lostWithChild, answeredForChild, launch, relaunch, merge, configuration, agentLeft, ownTool
    }

    private var counts = Array(repeating: 0, count: Occasion.allCases.count)

    mutating func note(_ occasion: Occasion) { counts[occasion.rawValue] += 1 }

    mutating func add(_ other: Tally) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }

    /// What has not happened at all.
    var missing: [Occasion] { Occasion.allCases.filter { counts[$0.rawValue] == 0 } }

    var description: String {
        Occasion.allCases.map { "\($0) \(counts[$0.rawValue])" }.joined(separator: ", ")
    }
}
