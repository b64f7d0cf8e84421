/// A resource together with what reads it.
public struct ServerResource: Sendable {
    /// Reads the contents at a URI.
    public typealias Reader = @Sendable (_ uri: String, _ context: RequestContext) async throws -> [ResourceContents]

    /// How the resource is listed.
    public let resource: Resource
    let reader: Reader

    /// Creates a resource.
    public init(_ resource: Resource, reader: @escaping Reader) {
        self.resource = resource
        self.reader = reader
    }
}

/// A family of resources whose URIs follow a template.
public struct ServerResourceTemplate: Sendable {
    /// Reads the contents at a URI that matches; `variables` holds what stands in the braces.
    public typealias Reader =
        @Sendable (
            _ uri: String, _ variables: [String: String], _ context: RequestContext
        ) async throws -> [ResourceContents]

    /// How the template is listed.
    public let template: ResourceTemplate
    let matcher: URITemplateMatcher
    let reader: Reader
    let completer: ServerPrompt.Completer?

    /// Creates a template.
    ///
    /// - Throws: ``InvalidFeature`` when the URI template uses more of RFC 6570 than simple `{name}` expressions.
    public init(
        _ template: ResourceTemplate, completer: ServerPrompt.Completer? = nil, reader: @escaping Reader
    ) throws(InvalidFeature) {
        self.template = template
        matcher = try URITemplateMatcher(template.uriTemplate)
        self.completer = completer
        self.reader = reader
    }
}
