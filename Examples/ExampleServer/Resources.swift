import MCP

/// Two fixed resources, one that changes, and a family of them.
extension Server {
    func addResources() throws {
        addResource(
            ServerResource(Resource(uri: "example://readme", name: "readme", mimeType: "text/markdown")) { uri, _ in
                [.text(TextResourceContents(uri: uri, mimeType: "text/markdown", text: "# Example"))]
            })
        addResource(
            ServerResource(Resource(uri: "example://logo", name: "logo", mimeType: "image/png")) { uri, _ in
                let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
                let blob = Base64.encode(signature)
                return [.blob(BlobResourceContents(uri: uri, mimeType: "image/png", blob: blob))]
            })
        try addClock()
        try addItems()
    }

    private func addClock() throws {
        let touches = Counter()
        addResource(
            ServerResource(Resource(uri: "example://clock", name: "clock", mimeType: "text/plain")) { uri, _ in
                [.text(TextResourceContents(uri: uri, mimeType: "text/plain", text: String(touches.value)))]
            })
        try addTool("touch", description: "Changes the resource example://clock.") { [weak self] _, _ in
            touches.increment()
            self?.resourceUpdated("example://clock")
            return .text("touched")
        }
    }

    private func addItems() throws {
        let template = ResourceTemplate(uriTemplate: "example://items/{id}", name: "items")
        addResourceTemplate(
            try ServerResourceTemplate(
                template,
                completer: { argument, _ in
                    Completion(values: ["1", "2", "10", "11"].filter { $0.hasPrefix(argument.value) })
                },
                reader: { uri, variables, _ in
                    [.text(TextResourceContents(uri: uri, text: "Item \(variables["id"] ?? "")"))]
                }))
    }
}
