import JSONRPC

/// What a dashboard shows at once.
enum DashboardPart: String, CaseIterable, Sendable {
    case everything, overview, trends, departments, services

    /// Those with a path of their own.
    static let named: [DashboardPart] = [.overview, .trends, .departments, .services]

    var summary: String {
        switch self {
        case .everything: "Everything."
        case .overview: "Totals, budgets, alerts and how fresh the data is."
        case .trends: "Costs by day and month, and the forecast."
        case .departments: "Costs by department, and what has changed."
        case .services: "Costs by service, and what has changed."
        }
    }

    /// The sections, in order.
    var sections: [DashboardSection] {
        switch self {
        case .everything:
            [.totals, .trend, .topMovers, .anomalies, .forecast, .budgets, .alerts, .savings, .freshness]
        case .overview: [.totals, .budgets, .alerts, .savings, .freshness]
        case .trends: [.trend, .months, .forecast, .anomalies]
        case .departments: [.departments, .topMovers, .budgets]
        case .services: [.services, .serviceMovers]
        }
    }
}

/// A part of a dashboard that one tool answers.
struct DashboardSection: Sendable {
    let name: String
    let tool: String
    var arguments: JSONObject = [:]
    /// Whether the period and the department of the dashboard are passed on to the tool.
    var takesSelection = true

    static let totals = DashboardSection(name: "totals", tool: "cost_summary")
    static let trend = DashboardSection(
        name: "trend", tool: "cost_query", arguments: ["granularity": "day", "groupBy": [], "limit": 500])
    static let months = DashboardSection(
        name: "months", tool: "cost_query", arguments: ["granularity": "month", "groupBy": [], "limit": 500])
    static let departments = DashboardSection(
        name: "departments", tool: "cost_summary", arguments: ["groupBy": "department", "top": 100])
    static let services = DashboardSection(
        name: "services", tool: "cost_summary", arguments: ["groupBy": "service", "top": 100])
    static let topMovers = DashboardSection(name: "topMovers", tool: "compare_costs")
    static let serviceMovers = DashboardSection(
        name: "topMovers", tool: "compare_costs", arguments: ["groupBy": "service"])
    static let anomalies = DashboardSection(name: "anomalies", tool: "detect_anomalies", takesSelection: false)
    static let forecast = DashboardSection(name: "forecast", tool: "forecast_costs", takesSelection: false)
    static let budgets = DashboardSection(name: "budgets", tool: "budget_status", takesSelection: false)
    static let alerts = DashboardSection(name: "alerts", tool: "list_alerts", takesSelection: false)
    static let savings = DashboardSection(name: "savings", tool: "get_recommendations", takesSelection: false)
    static let freshness = DashboardSection(
        name: "freshness", tool: "list_imports", arguments: ["limit": 1], takesSelection: false)
}
