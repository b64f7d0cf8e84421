import JSONRPC

extension Envelope {
    /// The schema of the structured content around the data of one tool.
    static func schema(data: JSONValue) -> JSONObject {
        [
            "type": "object",
            "properties": [
                "data": data,
                "total": ["type": "array", "description": "One exact sum for each currency.", "items": Schema.money],
                "currency": [
                    "type": ["string", "null"], "description": "The currency; null where there are several or none.",
                ],
                "period": [
                    "type": ["object", "null"],
                    "properties": ["start": Schema.date, "endExclusive": Schema.date],
                    "required": ["start", "endExclusive"], "additionalProperties": false,
                ],
                "metric": ["enum": ["billed", "effective", "list", "contracted", nil]],
                "source": [
                    "type": "object",
                    "properties": [
                        "kind": ["enum": ["store", "sample"]],
                        "fetchedAt": ["type": ["string", "null"], "description": "When data was imported last."],
                        "dataThrough": ["type": ["string", "null"], "description": "The last day that has charges."],
                    ],
                    "required": ["kind", "fetchedAt", "dataThrough"], "additionalProperties": false,
                ],
                "warnings": ["type": "array", "items": ["type": "string"]],
                "truncated": ["type": "boolean"],
                "nextCursor": ["type": "string"],
                "evidenceId": ["type": ["string", "null"], "description": "For cost_evidence."],
            ],
            "required": [
                "data", "currency", "period", "metric", "source", "warnings", "truncated", "evidenceId",
            ],
            "additionalProperties": false,
        ]
    }
}
