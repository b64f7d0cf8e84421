import MCP

/// Tools that ask once; in the handshake era the question is a request in the middle of the call.
extension Server {
    func addAskingTools() throws {
        try addTestTool("test_sampling", "Asks the client's model.", .strings("prompt")) { arguments, context in
            let prompt: String = try arguments.required("prompt")
            let answer = try context.sample("sampling", Questions.sampling(prompt, tokens: 100))
            return .text("LLM response: \(answer.text)")
        }
        try addTestTool("test_elicitation", "Asks the user.", .strings("message")) { arguments, context in
            let message: String = try arguments.required("message")
            let fields: OrderedMap<PrimitiveSchemaDefinition> = [
                "username": .string(StringSchema(description: "User's response")),
                "email": .string(StringSchema(description: "User's email address")),
            ]
            return .text("User response: \(try context.ask("contact", Questions.form(message, fields)).summary)")
        }
        try addFormTool("test_elicitation_sep1034_defaults", "Asks with defaults.", Self.defaults)
        try addFormTool("test_elicitation_sep1330_enums", "Asks with choices of all forms.", Self.choices)
        try addTestTool("test_missing_capability", "Needs the client's model.") { _, context in
            _ = try context.sample("sampling", Questions.sampling("Nobody will be asked this", tokens: 10))
            return .text("The client has a model.")
        }
        try addTestTool("test_streaming_elicitation", "Reports progress, then asks the user.") { _, context in
            await context.progress(50, total: 100)
            _ = try context.ask("user_name", Questions.userName)
            return .text("Streaming complete")
        }
    }

    private func addFormTool(
        _ name: String, _ description: String, _ fields: OrderedMap<PrimitiveSchemaDefinition>
    ) throws {
        let schema = ElicitRequestedSchema(properties: fields, required: [])
        try addTestTool(name, description) { _, context in
            let answer = try context.elicit("form", message: description, schema: schema)
            return .text("Elicitation completed: \(answer.summary)")
        }
    }

    private static let defaults: OrderedMap<PrimitiveSchemaDefinition> = [
        "name": .string(StringSchema(description: "User name", default: "John Doe")),
        "age": .number(NumberSchema(type: .integer, description: "User age", default: JSONNumber(30))),
        "score": .number(NumberSchema(type: .number, description: "User score", default: JSONNumber(95.5))),
        "status": .untitledSingleSelect(
            UntitledSingleSelectEnumSchema(enum: ["active", "inactive", "pending"], default: "active")),
        "verified": .boolean(BooleanSchema(description: "Verification status", default: true)),
    ]

    private static let choices: OrderedMap<PrimitiveSchemaDefinition> = [
        "untitledSingle": .untitledSingleSelect(
            UntitledSingleSelectEnumSchema(enum: ["option1", "option2", "option3"])),
        "titledSingle": .titledSingleSelect(
            TitledSingleSelectEnumSchema(oneOf: .titled("First Option", "Second Option", "Third Option"))),
        "legacyEnum": .legacyTitledEnum(
            LegacyTitledEnumSchema(
                enum: ["opt1", "opt2", "opt3"], enumNames: ["Option One", "Option Two", "Option Three"])),
        "untitledMulti": .untitledMultiSelect(
            UntitledMultiSelectEnumSchema(
                items: UntitledMultiSelectEnumSchema.Items(enum: ["option1", "option2", "option3"]))),
        "titledMulti": .titledMultiSelect(
            TitledMultiSelectEnumSchema(
                items: TitledMultiSelectEnumSchema.Items(
                    anyOf: .titled("First Choice", "Second Choice", "Third Choice")))),
    ]
}

extension [EnumOption] {
    /// The values value1, value2 and so on with these titles.
    fileprivate static func titled(_ titles: String...) -> [EnumOption] {
        titles.enumerated().map { EnumOption(const: "value\($0.offset + 1)", title: $0.element) }
    }
}

extension JSONObject {
    /// The schema of an object with texts of these names, all required.
    fileprivate static func strings(_ names: String...) -> JSONObject {
        var properties = JSONObject()
        for name in names { properties[name] = ["type": "string"] }
        return [
            "type": "object", "properties": .object(properties), "required": .array(names.map(JSONValue.string)),
        ]
    }
}
