/// One connection of an agent, for as long as it lasts.
struct AgentID: Hashable, Sendable, Comparable {
    let number: Int
    static func < (left: AgentID, right: AgentID) -> Bool { left.number < right.number }
}

/// One process of a child server, from its launch to its end. A child that is started again has another one.
struct ConnectionID: Hashable, Sendable, Comparable {
    let number: Int
    static func < (left: ConnectionID, right: ConnectionID) -> Bool { left.number < right.number }
}

/// One call of an agent, through all the rounds of questions that it takes.
struct CallID: Hashable, Sendable, Comparable {
    let number: Int
    static func < (left: CallID, right: CallID) -> Bool { left.number < right.number }
}

/// One question of a child in the middle of a call.
struct QuestionID: Hashable, Sendable, Comparable {
    let number: Int
    static func < (left: QuestionID, right: QuestionID) -> Bool { left.number < right.number }
}
