import CostStore
import JSONRPC

/// Parts of schemas that several tools have.
enum Schema {
    static let date: JSONValue = ["type": "string", "pattern": #"^\d{4}-\d{2}-\d{2}$"#]
    static let amount: JSONValue = ["type": "string", "pattern": #"^-?\d+(\.\d+)?$"#]
    static let money: JSONValue = [
        "type": "object", "properties": ["amount": amount, "currency": ["type": "string"]],
        "required": ["amount", "currency"], "additionalProperties": false,
    ]
    /// One text or several.
    static func texts(_ description: String) -> JSONValue {
        [
            "description": .string(description),
            "anyOf": [
                ["type": "string"], ["type": "number"],
                ["type": "array", "items": ["type": ["string", "number"]], "maxItems": 1000], ["type": "null"],
            ],
        ]
    }
    static func text(_ description: String) -> JSONValue {
        ["type": ["string", "null"], "maxLength": 4096, "description": .string(description)]
    }
    static func count(_ description: String, _ standard: Int) -> JSONValue {
        [
            "type": ["integer", "string", "null"], "default": .number(JSONNumber(standard)),
            "description": .string(description),
        ]
    }

    /// The arguments that say which charges are meant.
    static let selection: JSONObject = [
        "period": text(
            "30d, MTD, last month, 2026-11, 2026-Q4, 2026-11-01..2026-12-01 (end exclusive)."
                + " Without one: the last 30 days that have data."),
        "days": ["type": ["integer", "string", "null"], "description": "The last so many days, instead of a period."],
        "startDate": text("The first day, instead of a period."),
        "endDate": text("The day after the last one."),
        "metric": text("effective (purchases spread over what they cover; the default), billed, list or contracted."),
        "department": texts("Only these departments."),
        "filters": [
            "type": ["object", "null"],
            "description": "Only charges with these values: {\"service\": [\"Storage\"], \"tag:env\": \"prod\"}.",
        ],
    ]

    /// A period as an argument of its own.
    static func period(_ description: String) -> JSONValue {
        [
            "type": ["string", "object", "null"],
            "description": .string(description + " A period as text, or {startDate, endDate}, {days} or {period}."),
            "properties": [
                "period": optionalText, "days": ["type": ["integer", "string", "null"]], "startDate": optionalText,
                "endDate": optionalText,
            ], "additionalProperties": false,
        ]
    }

    static func selection(adding more: JSONObject) -> JSONObject {
        var arguments = selection
        for member in more { arguments[member.key] = member.value }
        return arguments
    }

    /// An object that has exactly these members, or also lacks the optional ones.
    static func object(_ members: JSONObject, optional: Set<String> = []) -> JSONValue {
        [
            "type": "object", "properties": .object(members),
            "required": .array(members.keys.filter { !optional.contains($0) }.map(JSONValue.string)),
            "additionalProperties": false,
        ]
    }
    static let optionalText: JSONValue = ["type": ["string", "null"]]
    static let plainText: JSONValue = ["type": "string"]
    static let flag: JSONValue = ["type": "boolean"]
    static let number: JSONValue = ["type": "integer"]
    /// A percentage with one decimal, as text; null where there is none.
    static let percent: JSONValue = ["type": ["string", "null"], "pattern": #"^-?\d+\.\d$"#]

    /// A row of ``RowJSON``.
    static let row: JSONValue = [
        "type": "object",
        "properties": [
            "start": date,
            "values": [
                "type": "object", "description": "By dimension; null where charges have none.",
                "additionalProperties": ["type": ["string", "null"]],
            ],
            "amount": amount, "currency": ["type": "string"],
            "chargeCount": ["type": "integer", "minimum": 0],
        ],
        "required": ["values", "amount", "currency", "chargeCount"], "additionalProperties": false,
    ]
}
