import JSONRPC
import MCP

/// The types of the schema of 2026-07-28 for which there are examples, and ours for each.
///
/// One table for every test over the schema: that they decode, and that what they encode is valid.
enum SchemaTypes {
    static let all: [String: any JSONConvertible.Type] = [content, features, input, messages, errors]
        .reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

    private static let content: [String: any JSONConvertible.Type] = [
        "AudioContent": AudioContent.self,
        "BlobResourceContents": BlobResourceContents.self,
        "EmbeddedResource": EmbeddedResource.self,
        "ImageContent": ImageContent.self,
        "ResourceLink": ResourceLink.self,
        "TextContent": TextContent.self,
        "TextResourceContents": TextResourceContents.self,
        "ToolResultContent": ToolResultContent.self,
        "ToolUseContent": ToolUseContent.self,
    ]

    private static let features: [String: any JSONConvertible.Type] = [
        "CallToolRequestParams": CallToolRequestParams.self,
        "CallToolResult": CallToolResult.self,
        "CancelledNotificationParams": CancelledNotificationParams.self,
        "ClientCapabilities": ClientCapabilities.self,
        "CompleteRequestParams": CompleteRequestParams.self,
        "CompleteResult": CompleteResult.self,
        "DiscoverResult": DiscoverResult.self,
        "GetPromptRequestParams": GetPromptRequestParams.self,
        "GetPromptResult": GetPromptResult.self,
        "ListPromptsResult": ListPromptsResult.self,
        "ListResourceTemplatesResult": ListResourceTemplatesResult.self,
        "ListResourcesResult": ListResourcesResult.self,
        "ListToolsResult": ListToolsResult.self,
        "LoggingMessageNotificationParams": LoggingMessageNotificationParams.self,
        "PaginatedRequestParams": ListToolsRequestParams.self,
        "ProgressNotificationParams": ProgressNotificationParams.self,
        "ReadResourceResult": ReadResourceResult.self,
        "Resource": Resource.self,
        "ResourceUpdatedNotificationParams": ResourceUpdatedNotificationParams.self,
        "ServerCapabilities": ServerCapabilities.self,
        "SubscriptionsListenResult": SubscriptionsListenResult.self,
        "Tool": Tool.self,
    ]

    private static let input: [String: any JSONConvertible.Type] = [
        "BooleanSchema": BooleanSchema.self,
        "CreateMessageRequest": CreateMessageRequest.self,
        "CreateMessageRequestParams": CreateMessageRequestParams.self,
        "CreateMessageResult": CreateMessageResult.self,
        "ElicitRequest": ElicitRequest.self,
        "ElicitRequestFormParams": ElicitRequestFormParams.self,
        "ElicitRequestURLParams": ElicitRequestURLParams.self,
        "ElicitResult": ElicitResult.self,
        "InputRequests": InputRequests.self,
        "InputRequiredResult": InputRequiredResult.self,
        "InputResponses": InputResponses.self,
        "ListRootsRequest": ListRootsRequest.self,
        "ListRootsResult": ListRootsResult.self,
        "ModelPreferences": ModelPreferences.self,
        "NumberSchema": NumberSchema.self,
        "Root": Root.self,
        "SamplingMessage": SamplingMessage.self,
        "StringSchema": StringSchema.self,
        "TitledMultiSelectEnumSchema": TitledMultiSelectEnumSchema.self,
        "TitledSingleSelectEnumSchema": TitledSingleSelectEnumSchema.self,
        "UntitledMultiSelectEnumSchema": UntitledMultiSelectEnumSchema.self,
        "UntitledSingleSelectEnumSchema": UntitledSingleSelectEnumSchema.self,
    ]

    private static let messages: [String: any JSONConvertible.Type] = [
        "CallToolRequest": CallToolRequest.self,
        "CallToolResultResponse": CallToolResultResponse.self,
        "CancelledNotification": CancelledNotification.self,
        "CompleteRequest": CompleteRequest.self,
        "CompleteResultResponse": CompleteResultResponse.self,
        "DiscoverRequest": DiscoverRequest.self,
        "DiscoverResultResponse": DiscoverResultResponse.self,
        "GetPromptRequest": GetPromptRequest.self,
        "GetPromptResultResponse": GetPromptResultResponse.self,
        "ListPromptsRequest": ListPromptsRequest.self,
        "ListPromptsResultResponse": ListPromptsResultResponse.self,
        "ListResourceTemplatesRequest": ListResourceTemplatesRequest.self,
        "ListResourceTemplatesResultResponse": ListResourceTemplatesResultResponse.self,
        "ListResourcesRequest": ListResourcesRequest.self,
        "ListResourcesResultResponse": ListResourcesResultResponse.self,
        "ListToolsRequest": ListToolsRequest.self,
        "ListToolsResultResponse": ListToolsResultResponse.self,
        "LoggingMessageNotification": LoggingMessageNotification.self,
        "ProgressNotification": ProgressNotification.self,
        "PromptListChangedNotification": PromptListChangedNotification.self,
        "ReadResourceRequest": ReadResourceRequest.self,
        "ReadResourceResultResponse": ReadResourceResultResponse.self,
        "ResourceListChangedNotification": ResourceListChangedNotification.self,
        "ResourceUpdatedNotification": ResourceUpdatedNotification.self,
        "SubscriptionsAcknowledgedNotification": SubscriptionsAcknowledgedNotification.self,
        "SubscriptionsListenRequest": SubscriptionsListenRequest.self,
        "SubscriptionsListenResultResponse": SubscriptionsListenResultResponse.self,
        "ToolListChangedNotification": ToolListChangedNotification.self,
    ]

    private static let errors: [String: any JSONConvertible.Type] = [
        "HeaderMismatchError": JSONRPCErrorResponse.self,
        "InternalError": RPCError.self,
        "InvalidParamsError": RPCError.self,
        "MethodNotFoundError": RPCError.self,
        "MissingRequiredClientCapabilityError": JSONRPCErrorResponse.self,
        "ParseError": RPCError.self,
        "UnsupportedProtocolVersionError": JSONRPCErrorResponse.self,
    ]

    /// Types without examples, of any revision.
    static let withoutExamples: [String: any JSONConvertible.Type] = [
        "Annotations": Annotations.self,
        "ContentBlock": ContentBlock.self,
        "ElicitRequestParams": ElicitRequestParams.self,
        "EmptyResult": EmptyResult.self,
        "EnumSchema": PrimitiveSchemaDefinition.self,
        "Error": RPCError.self,
        "Icon": Icon.self,
        "Implementation": Implementation.self,
        "InitializeRequestParams": InitializeRequestParams.self,
        "InitializeResult": InitializeResult.self,
        "InputRequest": InputRequest.self,
        "InputResponse": InputResponse.self,
        "InvalidRequestError": RPCError.self,
        "JSONRPCError": JSONRPCErrorResponse.self,
        "JSONRPCErrorResponse": JSONRPCErrorResponse.self,
        "LegacyTitledEnumSchema": LegacyTitledEnumSchema.self,
        "LoggingLevel": LoggingLevel.self,
        "ModelHint": ModelHint.self,
        "MultiSelectEnumSchema": PrimitiveSchemaDefinition.self,
        "NotificationMetaObject": NotificationMeta.self,
        "NotificationParams": ToolListChangedNotificationParams.self,
        "PrimitiveSchemaDefinition": PrimitiveSchemaDefinition.self,
        "ProgressToken": ProgressToken.self,
        "Prompt": Prompt.self,
        "PromptArgument": PromptArgument.self,
        "PromptMessage": PromptMessage.self,
        "PromptReference": PromptReference.self,
        "ReadResourceRequestParams": ReadResourceRequestParams.self,
        "RequestId": RequestID.self,
        "RequestMetaObject": RequestMeta.self,
        "RequestParams": DiscoverRequestParams.self,
        "ResourceReference": ResourceTemplateReference.self,
        "ResourceRequestParams": ReadResourceRequestParams.self,
        "ResourceTemplate": ResourceTemplate.self,
        "ResourceTemplateReference": ResourceTemplateReference.self,
        "ResultMetaObject": ResultMeta.self,
        "ResultType": ResultType.self,
        "Role": Role.self,
        "SamplingMessageContentBlock": SamplingMessageContentBlock.self,
        "SetLevelRequestParams": SetLevelRequestParams.self,
        "SingleSelectEnumSchema": PrimitiveSchemaDefinition.self,
        "SubscribeRequestParams": SubscribeRequestParams.self,
        "SubscriptionFilter": SubscriptionFilter.self,
        "SubscriptionsAcknowledgedNotificationParams": SubscriptionsAcknowledgedNotificationParams.self,
        "SubscriptionsListenRequestParams": SubscriptionsListenRequestParams.self,
        "SubscriptionsListenResultMetaObject": ResultMeta.self,
        "ToolAnnotations": ToolAnnotations.self,
        "ToolChoice": ToolChoice.self,
        "URLElicitationRequiredError": JSONRPCErrorResponse.self,
        "UnsubscribeRequestParams": UnsubscribeRequestParams.self,
    ]

    /// The parameters of every method.
    static let params: [String: any JSONConvertible.Type] = {
        let requests: [any RequestParams.Type] = [
            CallToolRequestParams.self, CompleteRequestParams.self, CreateMessageRequestParams.self,
            DiscoverRequestParams.self, ElicitRequestParams.self, GetPromptRequestParams.self,
            InitializeRequestParams.self, ListPromptsRequestParams.self, ListResourceTemplatesRequestParams.self,
            ListResourcesRequestParams.self, ListRootsRequestParams.self, ListToolsRequestParams.self,
            PingRequestParams.self, ReadResourceRequestParams.self, SetLevelRequestParams.self,
            SubscribeRequestParams.self, SubscriptionsListenRequestParams.self, UnsubscribeRequestParams.self,
        ]
        let notifications: [any NotificationParams.Type] = [
            CancelledNotificationParams.self, ElicitationCompleteNotificationParams.self,
            InitializedNotificationParams.self, LoggingMessageNotificationParams.self,
            ProgressNotificationParams.self, PromptListChangedNotificationParams.self,
            ResourceListChangedNotificationParams.self, ResourceUpdatedNotificationParams.self,
            RootsListChangedNotificationParams.self, SubscriptionsAcknowledgedNotificationParams.self,
            ToolListChangedNotificationParams.self,
        ]
        let pairs: [(String, any JSONConvertible.Type)] =
            requests.map { ($0.method, $0) } + notifications.map { ($0.method, $0) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()
}
