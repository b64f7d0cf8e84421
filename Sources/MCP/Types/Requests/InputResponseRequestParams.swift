/// The parameters of a method that a server may answer with questions: an ``InputRequiredResult`` since 2026-07-28.
///
/// The client then sends the same request again, under a new id, with the answers and the state it was given.
public protocol InputResponseRequestParams: RequestParams where Result: ServerResult {
    /// The answers to the questions of the attempt before, by the keys of the questions.
    var inputResponses: InputResponses? { get set }
    /// The state that came with the questions, exactly as it was given.
    var requestState: String? { get set }
}
