public import JSONRPC
import MCP

extension HubStatus {
    /// Everything, for scripts to read.
    public var json: JSONValue {
        [
            "servers": .array(servers.map(\.json)), "agents": .number(JSONNumber(agents)),
            "openCalls": .number(JSONNumber(openCalls)), "parkedCalls": .number(JSONNumber(parkedCalls)),
            "snapshotVersion": .number(JSONNumber(snapshotVersion)), "toolCount": .number(JSONNumber(toolCount)),
            "collisions": .array(collisions.map(JSONValue.string)), "notes": .array(notes.map(JSONValue.string)),
        ]
    }
}

extension ServerStatus {
    /// Everything, for scripts to read. What is not known is left out.
    public var json: JSONValue {
        var object = summary
        object["processID"] = processID.map(JSONValue.init(count:))
        object["serverInfo"] = serverInfo?.json
        object["resourceTemplateCount"] = .init(count: templateCount)
        object["openCalls"] = .init(count: openCalls)
        object["parkedCalls"] = .init(count: parkedCalls)
        object["totalCalls"] = .init(count: totalCalls)
        object["startMilliseconds"] = startTime.map { .init(count: Int($0 / .milliseconds(1))) }
        object["firstSkippedLine"] = firstNoise.map(JSONValue.string)
        object["problems"] = .array(problems.map(JSONValue.string))
        object["hiddenText"] = .array(hiddenText.map(JSONValue.string))
        object["trust"] = trust.map { .string($0.name) }
        object["unapproved"] = .array(unapproved.map(JSONValue.string))
        return .object(object)
    }

    /// What the schema of the hub's status tool names.
    var summary: JSONObject {
        var object: JSONObject = ["name": .string(key), "state": .string(state.name)]
        object["protocolVersion"] = protocolVersion.map { .string($0.rawValue) }
        object["toolCount"] = .init(count: toolCount)
        object["promptCount"] = .init(count: promptCount)
        object["resourceCount"] = .init(count: resourceCount)
        object["definitionBytes"] = .init(count: definitionBytes)
        object["restarts"] = .init(count: restarts)
        object["skippedLines"] = .init(count: noiseLines)
        object["problem"] = problem.map(JSONValue.string)
        if !errorLines.isEmpty { object["lastErrorLines"] = .array(errorLines.map(JSONValue.string)) }
        return object
    }
}

extension TrustDecision {
    /// The decision in one word.
    public var name: String {
        switch self {
        case .unknown: "new"
        case .approved: "approved"
        case .changed: "changed"
        }
    }
}

extension JSONValue {
    /// A number of things.
    init(count: Int) { self = .number(JSONNumber(count)) }
}
