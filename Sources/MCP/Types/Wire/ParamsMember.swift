import JSONRPC

extension ObjectReader {
    /// Reads the member `params`, and whether it is there but empty. An absent one is read as an object without members.
    mutating func params<Params: JSONObjectConvertible>() throws(DecodingFailure) -> (Params, isWrittenEmpty: Bool) {
        let object: JSONObject? = try optional("params")
        do { return (try Params(object ?? [:]), object?.isEmpty ?? false) } catch { throw error.within("params") }
    }
}

extension ObjectWriter {
    /// Sets the member `params`, unless it has no members and need not be kept.
    mutating func set(params: some JSONObjectConvertible, keepsEmpty: Bool) {
        let object = params.object
        if keepsEmpty || !object.isEmpty { set("params", object) }
    }
}
