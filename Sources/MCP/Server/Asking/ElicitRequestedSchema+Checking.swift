import JSONRPC

extension ElicitRequestedSchema {
    /// Whether a filled-in form has all required fields, and each field a value that its description allows.
    func accepts(_ content: JSONObject) -> Bool {
        guard let schema = try? JSONSchema(json) else { return true }
        return schema.isValid(.object(content))
    }
}
