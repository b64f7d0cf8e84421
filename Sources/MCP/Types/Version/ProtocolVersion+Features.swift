/// What a revision has that an earlier one lacks: asked wherever a message is written for a peer of another revision.
extension ProtocolVersion {
    /// Audio content. Since 2025-03-26.
    public var hasAudio: Bool { self >= .v2025_03_26 }
    /// `annotations` of a tool. Since 2025-03-26.
    public var hasToolAnnotations: Bool { self >= .v2025_03_26 }
    /// `message` in a progress notification. Since 2025-03-26.
    public var hasProgressMessages: Bool { self >= .v2025_03_26 }
    /// The capability `completions`; before it, every server could be asked. Since 2025-03-26.
    public var hasCompletionsCapability: Bool { self >= .v2025_03_26 }
    /// Arrays of messages, which a peer of this revision must accept. Only 2025-03-26.
    public var allowsBatches: Bool { self == .v2025_03_26 }

    /// `structuredContent` and `outputSchema`. Since 2025-06-18.
    public var hasStructuredContent: Bool { self >= .v2025_06_18 }
    /// Content of type `resource_link`. Since 2025-06-18.
    public var hasResourceLinks: Bool { self >= .v2025_06_18 }
    /// `elicitation/create`. Since 2025-06-18.
    public var hasElicitation: Bool { self >= .v2025_06_18 }
    /// `title` beside `name`. Since 2025-06-18.
    public var hasTitles: Bool { self >= .v2025_06_18 }
    /// `context` of a completion request. Since 2025-06-18.
    public var hasCompletionContext: Bool { self >= .v2025_06_18 }

    /// Icons. Since 2025-11-25.
    public var hasIcons: Bool { self >= .v2025_11_25 }
    /// `description` and `websiteUrl` of an implementation. Since 2025-11-25.
    public var hasImplementationDescription: Bool { self >= .v2025_11_25 }
    /// Elicitation that sends the user to a URL. Since 2025-11-25.
    public var hasURLElicitation: Bool { self >= .v2025_11_25 }
    /// `elicitationId`, the error -32042 and `notifications/elicitation/complete`. Only 2025-11-25.
    public var hasElicitationIDs: Bool { self == .v2025_11_25 }
    /// Choices of several values and titled choices in a form. Since 2025-11-25.
    public var hasEnumSchemas: Bool { self >= .v2025_11_25 }
    /// Tools inside a sampling request. Since 2025-11-25.
    public var hasSamplingTools: Bool { self >= .v2025_11_25 }

    /// Structured content that is no object, and output schemas that describe none. Since 2026-07-28.
    public var hasAnyStructuredContent: Bool { self >= .v2026_07_28 }
    /// `resultType`, and with it results that ask for input. Since 2026-07-28.
    public var hasResultTypes: Bool { self >= .v2026_07_28 }
    /// `ttlMs` and `cacheScope`. Since 2026-07-28.
    public var hasCacheHints: Bool { self >= .v2026_07_28 }
    /// `extensions` in the capabilities. Since 2026-07-28.
    public var hasExtensions: Bool { self >= .v2026_07_28 }
}
