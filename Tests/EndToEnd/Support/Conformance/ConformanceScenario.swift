import MCP

/// What is judged, by the names that the official conformance project has for it.
enum ConformanceScenario {
    /// Those of an era.
    static func names(_ era: ProtocolVersion.Era) -> [String] { both + (era == .modern ? modern : legacy) }

    private static let both = [
        "dns-rebinding-protection", "server-sse-multiple-streams",
        "tools-list", "tools-call-simple-text", "tools-call-image", "tools-call-audio", "tools-call-embedded-resource",
        "tools-call-mixed-content", "tools-call-error", "tools-call-with-progress", "json-schema-2020-12",
        "resources-list", "resources-read-text", "resources-read-binary", "resources-templates-read",
        "prompts-list", "prompts-get-simple", "prompts-get-with-args", "prompts-get-embedded-resource",
        "prompts-get-with-image", "completion-complete",
    ]

    private static let legacy = [
        "server-initialize", "server-session-lifecycle", "ping", "logging-set-level", "server-sse-polling",
        "tools-call-with-logging", "tools-call-sampling", "tools-call-elicitation", "elicitation-sep1034-defaults",
        "elicitation-sep1330-enums", "resources-subscribe", "resources-unsubscribe",
    ]

    private static let modern = [
        "server-stateless", "caching", "http-header-validation", "http-custom-header-server-validation",
        "sep-2164-resource-not-found",
        "input-required-result-basic-elicitation", "input-required-result-basic-sampling",
        "input-required-result-basic-list-roots", "input-required-result-request-state",
        "input-required-result-multiple-input-requests", "input-required-result-multi-round",
        "input-required-result-missing-input-response", "input-required-result-ignore-extra-params",
        "input-required-result-validate-input", "input-required-result-non-tool-request",
        "input-required-result-result-type", "input-required-result-unsupported-methods",
        "input-required-result-tampered-state", "input-required-result-capability-check",
    ]
}
