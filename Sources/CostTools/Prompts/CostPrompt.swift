import MCP

/// Words that begin a piece of work with the cost tools.
struct CostPrompt: Sendable {
    let name: String
    let title: String
    let description: String
    /// What can be said about the work: the name, and what it is for. None of it is required.
    let arguments: [(name: String, description: String)]
    /// The words; what was not said is taken from `standard`.
    let text: @Sendable (_ arguments: [String: String]) -> String

    /// Every prompt.
    static let all: [CostPrompt] = [monthlyReview, explainSpike, savingsPlanReview, tagCleanup]

    /// The prompt as a server offers it.
    var serverPrompt: ServerPrompt {
        let prompt = Prompt(
            name: name, title: title, description: description,
            arguments: arguments.map { PromptArgument(name: $0.name, description: $0.description, required: false) })
        return ServerPrompt(prompt) { [text, description] arguments, _ in
            let given = arguments.mapValues { String($0.prefix(200)) }
            let message = PromptMessage(role: .user, content: .text(text(given) + "\n\n" + rules))
            return GetPromptResult(messages: [message], description: description)
        }
    }

    private let rules = """
        Give every figure with its currency and period, as the tools answer it; never add currencies or compute sums \
        yourself. Say what the warnings say: sample data, data that ends early, unallocated cost. Name the evidenceId \
        of each figure that a decision rests on.
        """

    private static let monthlyReview = CostPrompt(
        name: "monthly-review", title: "Monthly review",
        description: "What a month cost, what changed, and what to do.",
        arguments: [("month", "Such as 2026-11; last month unless given."), ("department", "Only this one.")]
    ) { arguments in
        let month = arguments["month"] ?? "last month"
        let scope = arguments["department"].map { " of the department \($0)" } ?? ""
        return """
            Review the costs\(scope) for \(month).
            1. cost_summary for the period by department, then by service.
            2. compare_costs with the period before, by department and by service: name what grew or fell most.
            3. budget_status: which budgets are over, or heading there.
            4. tag_coverage: how much of the cost nobody can be asked about.
            End with three things to do, each with the amount that it is about and whom to ask.
            """
    }

    private static let explainSpike = CostPrompt(
        name: "explain-spike", title: "Explain a spike", description: "Where a sudden rise of cost comes from.",
        arguments: [
            ("date", "The day it was noticed."), ("service", "Only this service."), ("department", "Only this one."),
        ]
    ) { arguments in
        let filters = ["service", "department"].compactMap { key in arguments[key].map { "\(key) \($0)" } }
        let scope = filters.isEmpty ? "" : " (\(filters.joined(separator: ", ")))"
        return """
            Explain the rise of costs\(arguments["date"].map { " around \($0)" } ?? "")\(scope).
            1. cost_query by day over the 30 days around it: on which day does it begin, and does it last?
            2. compare_costs of the days since with as many days before, by service, then by resourceGroup and \
            subAccount within the service that grew most.
            3. cost_query by resource within that, for a short period.
            4. cost_evidence of the last answer: what the charges say (category, description, tags).
            Tell a one-off purchase or a correction from usage that goes on, and what it comes to in a month.
            """
    }

    private static let savingsPlanReview = CostPrompt(
        name: "savings-plan-review", title: "Review commitments",
        description: "Whether reservations and savings plans are used, and what is paid without one.",
        arguments: [("period", "Such as 90d; 90d unless given.")]
    ) { arguments in
        let period = arguments["period"] ?? "90d"
        return """
            Review reservations and savings plans over \(period).
            1. cost_query by commitmentType and commitmentStatus with the metric effective: what is Unused is lost.
            2. cost_query by pricingCategory: how much is Standard (without a commitment) and how much Committed.
            3. cost_query by month of the Standard part by service: what is steady enough to commit to.
            4. The same with the metrics list and effective: what commitments save now.
            Recommend no more than the lowest month supports, and say what would have to stay as it is.
            """
    }

    private static let tagCleanup = CostPrompt(
        name: "tag-cleanup", title: "Clean up tags", description: "Which cost lacks tags, and whom to ask for them.",
        arguments: [
            ("keys", "The keys of tags, with commas; the required ones unless given."), ("period", "30d unless given."),
        ]
    ) { arguments in
        let period = arguments["period"] ?? "30d"
        return """
            Find the cost of \(period) that lacks tags\(arguments["keys"].map { " (\($0))" } ?? "").
            1. tag_coverage as a whole, then by subAccount and by resourceGroup: the largest gaps first.
            2. cost_summary with the department Unallocated by resourceGroup.
            3. list_dimensions of tag: keys that are probably the same, differently spelled.
            Give a list of resource groups to tag, the largest amounts first, and who probably owns each by its name \
            and neighbours.
            """
    }
}
