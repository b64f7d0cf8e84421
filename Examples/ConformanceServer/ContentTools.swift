import MCP

/// Tools that return one kind of content each.
extension Server {
    func addContentTools() throws {
        try addContentTool("test_simple_text", "Returns a text.") {
            [.text("This is a simple text response for testing.")]
        }
        try addContentTool("test_image_content", "Returns an image.") { [.sampleImage] }
        try addContentTool("test_audio_content", "Returns a sound.") { [.sampleSound] }
        try addContentTool("test_embedded_resource", "Returns a resource.") {
            [.embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")]
        }
        try addContentTool("test_multiple_content_types", "Returns a text, an image and a resource.") {
            [
                .text("Multiple content types test:"), .sampleImage,
                .embedded(
                    "test://mixed-content-resource", "application/json", #"{"test":"data","value":123}"#),
            ]
        }
        try addTestTool("test_error_handling", "Fails.") { _, _ in
            .error("This tool intentionally returns an error for testing")
        }
    }

    private func addContentTool(
        _ name: String, _ description: String, _ content: @escaping @Sendable () -> [ContentBlock]
    ) throws {
        try addTestTool(name, description) { _, _ in CallToolResult(content: content()) }
    }

    /// Adds a tool whose arguments are, unless said otherwise, none.
    func addTestTool(
        _ name: String, _ description: String, _ schema: JSONObject = ["type": "object", "properties": [:]],
        _ handler: @escaping ServerTool.Handler
    ) throws {
        try addTool(name, description: description, inputSchema: schema, handler: handler)
    }
}
