public import JSONRPC

/// Asks for the ways in which an argument can go on.
public struct CompleteRequestParams: RequestParams {
    /// What a successful answer holds.
    public typealias Result = CompleteResult
    /// The method `completion/complete`.
    public static let method = "completion/complete"

    /// What the argument belongs to.
    public var ref: CompletionReference
    /// The argument as far as it is written.
    public var argument: CompletionArgument
    /// What is filled in already. Since 2025-06-18.
    public var context: CompletionContext?
    /// What is said about the request.
    public var meta: RequestMeta?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Asks for completions.
    public init(
        ref: CompletionReference, argument: CompletionArgument, context: CompletionContext? = nil,
        meta: RequestMeta? = nil, other: JSONObject = [:]
    ) {
        self.ref = ref
        self.argument = argument
        self.context = context
        self.meta = meta
        self.other = other
    }
}

extension CompleteRequestParams {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        ref = try reader.required("ref")
        argument = try reader.required("argument")
        context = try reader.optional("context")
        meta = try reader.optional("_meta")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("ref", ref)
        writer.set("argument", argument)
        writer.set("context", context)
        writer.set("_meta", meta)
    }
}

/// The message that asks for the ways in which an argument can go on.
public typealias CompleteRequest = JSONRPCRequest<CompleteRequestParams>
