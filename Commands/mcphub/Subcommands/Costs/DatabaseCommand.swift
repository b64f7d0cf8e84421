import ArgumentParser
import CostModel
import CostStore
import JSONRPC

/// `mcphub db`.
struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Tell how the cost store is, and bring it up to date.",
        discussion: """
            The store is DATA/costs.sqlite, or PostgreSQL when DATABASE_URL or DB_HOST is
            set (with DB_PORT, DB_NAME, DB_USER, DB_PASSWORD, DB_SSLMODE; see
            docs/Costs.md).

            EXAMPLES
              mcphub db status
              mcphub db status --json | jq .schema
              mcphub db migrate
            """,
        subcommands: [Status.self, Migrate.self])

    /// `mcphub db status`.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell where the store is, its schema, and what it holds. Changes nothing.")

        @OptionGroup var data: DataOptions
        @Flag(help: "Print it as JSON.") var json = false

        func run() async throws {
            let location = data.location(.current())
            let schema = try await location.schema()
            var summary: StoreSummary?
            if schema?.isCurrent == true {
                summary = try await location.withStore(.reading) { try await $0.summary() }
            }
            let status = StoreStatus(location: location, schema: schema, summary: summary, importer: location.importer)
            if json { Terminal.show(status.json) } else { status.lines.forEach(Terminal.show) }
            if let schema, schema.stored > 0, !schema.isCurrent { throw ExitStatus.storeUnusable }
        }
    }

    /// `mcphub db migrate`.
    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create the store, or bring its schema to what this program needs.")

        @OptionGroup var data: DataOptions

        func run() async throws {
            let location = data.location(.current())
            let before = try await location.schema()
            try await location.withStore(.importing) { _ in }
            let after = try await location.schema()
            let (old, new) = (before?.stored ?? 0, after?.stored ?? 0)
            let what =
                old == new
                ? "has schema \(new), as needed" : old == 0 ? "was created" : "went from schema \(old) to \(new)"
            Terminal.show("\(location): \(what)")
        }
    }
}

/// How a store is.
private struct StoreStatus {
    let location: StoreLocation
    let schema: CostStores.SchemaStatus?
    let summary: StoreSummary?
    let importer: String?

    var lines: [String] {
        var lines = ["store     \(location)"]
        guard let schema, schema.stored > 0 else {
            return lines + ["          not there yet: mcphub import FILE makes it"]
        }
        let advice =
            schema.isCurrent
            ? "" : schema.stored < schema.needed ? "; run: mcphub db migrate" : "; a newer mcphub is needed"
        lines.append("schema    \(schema.stored), needed \(schema.needed)\(advice)")
        if let summary { lines += Self.lines(summary) }
        if let importer { lines.append("importing \(importer)") }
        return lines
    }

    private static func lines(_ summary: StoreSummary) -> [String] {
        let days = summary.period.map { ", \($0.start) to \($0.end.adding(days: -1))" } ?? ""
        let currencies = summary.currencies.map(\.code).joined(separator: ", ")
        return ["charges   \(summary.chargeCount.grouped)\(days)"]
            + (currencies.isEmpty ? [] : ["currency  \(currencies)"])
            + (summary.hasSampleData
                ? ["sample    yes: this is sample data, which leaves when you import your own"] : [])
    }

    var json: JSONValue {
        var object: JSONObject = ["store": .string("\(location)")]
        object["schema"] = schema.map { ["stored": JSONValue($0.stored), "needed": JSONValue($0.needed)] } ?? .null
        object["importer"] = JSONValue(importer)
        guard let summary else { return .object(object) }
        object["charges"] = JSONValue(summary.chargeCount)
        object["currencies"] = .array(summary.currencies.map { .string($0.code) })
        object["hasSampleData"] = .bool(summary.hasSampleData)
        object["version"] = JSONValue(Int(summary.version.number))
        object["period"] = summary.period.map { JSONValue($0) } ?? .null
        return .object(object)
    }
}
