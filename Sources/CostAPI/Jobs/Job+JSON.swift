import JSONRPC
import Jobs

extension Job {
    /// The job as the API tells it.
    var json: JSONValue {
        var object = summary
        object["log"] = .array(log.map(JSONValue.string))
        object["result"] = result
        object["problem"] = problem
        return .object(object)
    }

    /// The job without what it has to say.
    var summary: JSONObject {
        var object: JSONObject = [
            "id": .string(id), "tool": .string(tool), "state": .string(state.rawValue),
            "created": .string(Timestamp.text(created)),
        ]
        object["started"] = started.map { .string(Timestamp.text($0)) }
        object["finished"] = finished.map { .string(Timestamp.text($0)) }
        object["progress"] = progress.map(\.json)
        return object
    }
}

extension JobProgress {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["done": .number(done)]
        object["total"] = total.map(JSONValue.number)
        object["message"] = message.map(JSONValue.string)
        return .object(object)
    }
}
