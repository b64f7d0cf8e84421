import HTTPTypes
import JSONRPC

extension APIRoute {
    /// Every route of the API.
    static let all = costs + records + analysis + optimization + alerts + dashboards + own

    private static func form(_ tool: String, kept: Bool = true) -> ToolCallForm {
        ToolCallForm(
            name: tool, renames: ["timeframe": "period"],
            filters: [
                "service", "serviceCategory", "resourceGroup", "subscription", "subAccount", "region", "provider",
                "billingAccount", "chargeCategory", "pricingCategory", "resourceType", "resource",
            ], isKept: kept)
    }

    private static func read(_ path: PathPattern, _ form: ToolCallForm, _ summary: String) -> APIRoute {
        APIRoute(method: .get, path: path, role: .viewer, summary: summary, action: .tool(form))
    }

    /// Questions about costs.
    private static let costs: [APIRoute] = [
        read("/api/cost/data", form("cost_query"), "Costs by any dimensions and steps of time."),
        read("/api/cost/summary", form("cost_summary"), "What was spent in a period, by department."),
        read("/api/cost/compare", form("compare_costs"), "What has changed between two periods."),
        read("/api/cost/allocation", form("allocate_costs"), "Costs by department, shared costs given out."),
        APIRoute(
            method: .post, path: "/api/cost/allocation", role: .viewer,
            summary: "The same, with rules for shared costs in the body.", action: .tool(form("allocate_costs"))),
        read("/api/cost/tags/coverage", form("tag_coverage"), "How much of the cost carries each tag."),
        read("/api/cost/unit", form("unit_costs"), "What one unit of something costs."),
        read("/api/cost/dimensions", form("list_dimensions"), "The dimensions, and the values of one."),
    ]

    /// What is stored, and how it comes and goes.
    private static let records: [APIRoute] = [
        read("/api/cost/imports", ToolCallForm(name: "list_imports"), "What was imported, latest first."),
        read(
            "/api/cost/imports/{importId}", ToolCallForm(name: "list_imports", isLookup: true),
            "One import and what it brought."),
        read(
            "/api/cost/evidence/{evidenceId}", ToolCallForm(name: "cost_evidence", isLookup: true),
            "The charges behind a figure."),
        read("/api/cost/export", form("export_focus", kept: false), "Writes the charges of a period as a FOCUS file."),
        APIRoute(
            method: .post, path: "/api/cost/import", role: .admin,
            summary: "Imports a file of costs: the body itself, or JSON that names one in the folders for imports.",
            action: .own(.importCosts)),
        read("/api/cost/budgets", ToolCallForm(name: "budget_status"), "Every budget and how it stands."),
        APIRoute(
            method: .post, path: "/api/cost/budgets", role: .admin, summary: "Adds a budget.",
            action: .tool(ToolCallForm(name: "upsert_budget", writes: true)), success: .created),
        read(
            "/api/cost/budgets/{budget}", ToolCallForm(name: "budget_status", isLookup: true),
            "One budget and how it stands."),
        APIRoute(
            method: .put, path: "/api/cost/budgets/{id}", role: .admin, summary: "Replaces a budget.",
            action: .tool(ToolCallForm(name: "upsert_budget", writes: true))),
        APIRoute(
            method: .delete, path: "/api/cost/budgets/{id}", role: .admin, summary: "Removes a budget.",
            action: .tool(ToolCallForm(name: "delete_budget", writes: true))),
        APIRoute(
            method: .post, path: "/api/cost/usage", role: .admin, summary: "Adds the days of a usage metric.",
            action: .tool(ToolCallForm(name: "upsert_usage", writes: true))),
        APIRoute(
            method: .post, path: "/api/cost/sync", role: .admin,
            summary: "Fetches costs from their provider, as a job.",
            action: .tool(ToolCallForm(name: "sync_costs", writes: true, isJob: true)), success: .accepted),
        read("/api/cost/sync/status", ToolCallForm(name: "sync_status"), "How far the fetching of costs is."),
    ]
}
