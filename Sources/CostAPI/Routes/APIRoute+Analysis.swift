import HTTPTypes
import JSONRPC

extension APIRoute {
    private static func ask(_ path: PathPattern, _ tool: String, _ summary: String) -> APIRoute {
        APIRoute(
            method: .post, path: path, role: .analyst, summary: summary, action: .tool(ToolCallForm(name: tool)))
    }

    private static func read(_ path: PathPattern, _ tool: String, _ summary: String, lookup: Bool = false) -> APIRoute {
        APIRoute(
            method: .get, path: path, role: .viewer, summary: summary,
            action: .tool(ToolCallForm(name: tool, isLookup: lookup)))
    }

    private static func change(
        _ method: HTTPRequest.Method, _ path: PathPattern, _ tool: String, _ summary: String, _ role: APIRole,
        fixed: JSONObject = [:]
    ) -> APIRoute {
        APIRoute(
            method: method, path: path, role: role, summary: summary,
            action: .tool(ToolCallForm(name: tool, fixed: fixed, writes: true)))
    }

    /// What costs mean.
    static let analysis: [APIRoute] = [
        ask("/api/analysis/query", "ask_costs", "Answers a question in words."),
        ask("/api/analysis/anomalies", "detect_anomalies", "Days that cost more than they should."),
        ask("/api/analysis/forecast", "forecast_costs", "What will be spent."),
        ask("/api/analysis/explain", "explain_cost_change", "Why costs have changed."),
        read("/api/analysis/insights", "list_insights", "What is worth knowing now."),
    ]

    /// How to spend less.
    static let optimization: [APIRoute] = [
        ask("/api/optimization/recommendations", "get_recommendations", "What would save money."),
        ask("/api/optimization/rightsizing", "analyze_rightsizing", "What is larger than it need be."),
        ask("/api/optimization/simulate", "simulate_change", "What a change would save."),
        change(
            .patch, "/api/optimization/recommendations/{id}", "update_recommendation",
            "Accepts or dismisses a recommendation, or tells that it is done.", .analyst),
    ]

    /// Alerts, their rules and where they are sent.
    static let alerts: [APIRoute] = [
        read("/api/alerts", "list_alerts", "The alerts, latest first."),
        read("/api/alerts/rules", "list_alert_rules", "The rules."),
        change(.post, "/api/alerts/rules", "upsert_alert_rule", "Adds a rule.", .admin),
        read("/api/alerts/rules/{id}", "get_alert_rule", "One rule.", lookup: true),
        change(.put, "/api/alerts/rules/{id}", "upsert_alert_rule", "Replaces a rule.", .admin),
        change(.delete, "/api/alerts/rules/{id}", "delete_alert_rule", "Removes a rule.", .admin),
        read("/api/alerts/channels", "list_alert_channels", "Where alerts are sent."),
        change(.post, "/api/alerts/channels", "upsert_alert_channel", "Adds a channel.", .admin),
        read("/api/alerts/channels/{id}", "get_alert_channel", "One channel.", lookup: true),
        change(.put, "/api/alerts/channels/{id}", "upsert_alert_channel", "Replaces a channel.", .admin),
        change(.delete, "/api/alerts/channels/{id}", "delete_alert_channel", "Removes a channel.", .admin),
        change(.post, "/api/alerts/channels/{id}/test", "test_alert_channel", "Sends a test.", .admin),
        read("/api/alerts/{id}", "get_alert", "One alert.", lookup: true),
        change(.post, "/api/alerts/{id}/acknowledge", "acknowledge_alert", "Tells that it is seen to.", .analyst),
        change(.post, "/api/alerts/{id}/resolve", "resolve_alert", "Tells that it is over.", .analyst),
        change(.post, "/api/alerts/{id}/snooze", "snooze_alert", "Keeps it quiet for a while.", .analyst),
    ]
}
