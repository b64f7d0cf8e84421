import CostModel
import CostStore
import JSONRPC

extension CostTool {
    /// Stores how much of something there was, for `unit_costs`.
    static let upsertUsage = CostTool(
        name: "upsert_usage", title: "Add or change usage",
        description: "Stores how many requests, orders or customers there were on a day, for unit_costs. Days that are "
            + "named replace what was stored of them; others stay.",
        arguments: [
            "usage": [
                "type": "string", "minLength": 1, "maxLength": 100,
                "description": "The name of the metric: what one of them is called, such as orders.",
            ],
            "points": [
                "description":
                    "The days: {\"2026-11-03\": \"1250\"}, or [{\"date\": \"2026-11-03\", \"value\": \"1250\"}].",
                "anyOf": [
                    [
                        "type": "object", "minProperties": 1, "maxProperties": 1000,
                        "additionalProperties": UsageReading.value,
                    ],
                    [
                        "type": "array", "minItems": 1, "maxItems": 1000,
                        "items": Schema.object(["date": Schema.plainText, "value": UsageReading.value]),
                    ],
                ],
            ],
        ],
        required: ["usage", "points"], writes: true,
        data: Schema.object([
            "usage": Schema.plainText, "days": Schema.number, "firstDay": Schema.date, "lastDay": Schema.date,
            "sum": Schema.amount,
        ])
    ) { call in
        try call.scope.requireEverything("usage")
        let (name, points) = try UsageReading(call.reader).usage()
        guard let first = points.first?.day, let last = points.last?.day else { throw ToolFailure("points is empty") }
        let sum = try points.reduce(Amount.zero) { try $0 + $1.value }
        try await call.store.save(points, metric: name)
        return Envelope(
            data: [
                "usage": .string(name), "days": .count(points.count), "firstDay": .string("\(first)"),
                "lastDay": .string("\(last)"), "sum": .string("\(sum)"),
            ], basis: try await Envelope.Basis(call.store),
            text: "\(name): \(points.count) days from \(first) to \(last), \(sum) in all")
    }
}

/// Reads usage from arguments. Quantities are never guessed.
private struct UsageReading {
    private let reader: ArgumentReader

    static let value: JSONValue = ["type": ["string", "number"]]

    init(_ reader: ArgumentReader) {
        self.reader = reader
    }

    /// The name, and the days in their order.
    func usage() throws -> (name: String, points: [UsagePoint]) {
        guard let name = try reader.text("usage"), name.utf8.count <= 400 else {
            throw ToolFailure("usage must be the name of a metric, such as orders")
        }
        var points: [Day: UsagePoint] = [:]
        for (date, value) in try pairs() {
            let point = try point(date, value)
            guard points.updateValue(point, forKey: point.day) == nil else {
                throw ToolFailure("points: \(point.day) is there twice")
            }
        }
        return (name, points.values.sorted { $0.day < $1.day })
    }

    private func pairs() throws -> [(JSONValue, JSONValue)] {
        guard let points = reader.value("points") else { throw ToolFailure("points is missing") }
        if let object = points.object { return object.map { (.string($0.key), $0.value) } }
        return (points.array ?? []).map { ($0["date"] ?? .null, $0["value"] ?? .null) }
    }

    private func point(_ date: JSONValue, _ value: JSONValue) throws -> UsagePoint {
        let fields = ArgumentReader(["date": date, "value": value])
        guard let text = try fields.text("date"), let day = Day(text) else {
            throw ToolFailure("points: a date must be like 2026-11-03; it is \(date)")
        }
        let quantity = try fields.text("value") ?? ""
        guard let amount = try? Amount(quantity), amount >= .zero else {
            throw ToolFailure(
                "points: the value of \(day) must be a plain decimal, zero or more; it is “\(quantity.prefix(64))”")
        }
        return UsagePoint(day: day, value: amount)
    }
}
