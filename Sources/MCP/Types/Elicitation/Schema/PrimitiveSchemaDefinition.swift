public import JSONRPC

/// A field of a form.
public enum PrimitiveSchemaDefinition: JSONConvertible {
    /// Text.
    case string(StringSchema)
    /// A number.
    case number(NumberSchema)
    /// Yes or no.
    case boolean(BooleanSchema)
    /// A choice of one value without titles.
    case untitledSingleSelect(UntitledSingleSelectEnumSchema)
    /// A choice of one value with titles. Since 2025-11-25.
    case titledSingleSelect(TitledSingleSelectEnumSchema)
    /// A choice of several values without titles. Since 2025-11-25.
    case untitledMultiSelect(UntitledMultiSelectEnumSchema)
    /// A choice of several values with titles. Since 2025-11-25.
    case titledMultiSelect(TitledMultiSelectEnumSchema)
    /// A choice of one value with titles in a second list.
    case legacyTitledEnum(LegacyTitledEnumSchema)
    /// What no revision knows, as it is.
    case unknown(JSONObject)

    /// Reads a field; which kind it is, its members tell.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        switch object["type"]?.string {
        case "string": self = try Self.text(object)
        case "number", "integer": self = .number(try NumberSchema(object))
        case "boolean": self = .boolean(try BooleanSchema(object))
        case "array": self = try Self.multiSelect(object)
        default: self = .unknown(object)
        }
    }

    private static func text(_ object: JSONObject) throws(DecodingFailure) -> PrimitiveSchemaDefinition {
        if object["oneOf"] != nil { return .titledSingleSelect(try TitledSingleSelectEnumSchema(object)) }
        if object["enumNames"] != nil { return .legacyTitledEnum(try LegacyTitledEnumSchema(object)) }
        if object["enum"] != nil { return .untitledSingleSelect(try UntitledSingleSelectEnumSchema(object)) }
        return .string(try StringSchema(object))
    }

    private static func multiSelect(_ object: JSONObject) throws(DecodingFailure) -> PrimitiveSchemaDefinition {
        if object["items"]?["anyOf"] != nil { return .titledMultiSelect(try TitledMultiSelectEnumSchema(object)) }
        if object["items"]?["enum"] != nil { return .untitledMultiSelect(try UntitledMultiSelectEnumSchema(object)) }
        return .unknown(object)
    }

    /// The field as a JSON Schema.
    public var json: JSONValue {
        switch self {
        case .string(let schema): schema.json
        case .number(let schema): schema.json
        case .boolean(let schema): schema.json
        case .untitledSingleSelect(let schema): schema.json
        case .titledSingleSelect(let schema): schema.json
        case .untitledMultiSelect(let schema): schema.json
        case .titledMultiSelect(let schema): schema.json
        case .legacyTitledEnum(let schema): schema.json
        case .unknown(let object): object.json
        }
    }
}
