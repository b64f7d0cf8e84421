/// What there is to listen to.
enum LiveTopic: String, CaseIterable, Sendable {
    case costUpdates = "cost_updates"
    case anomalyAlerts = "anomaly_alerts"
    case insights
    case jobProgress = "job_progress"
    case recommendations
    case alerts
    case hubStatus = "hub_status"
}
