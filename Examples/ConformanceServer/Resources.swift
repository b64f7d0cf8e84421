import MCP

/// The resources, and a family of them.
extension Server {
    func addResources() throws {
        addText("test://static-text", "static-text", "A text.", "This is the content of the static text resource.")
        addText("test://watched-resource", "watched-resource", "Can be watched.", "Watched resource content")
        let image = Resource(
            uri: "test://static-binary", name: "static-binary", description: "An image.", mimeType: "image/png")
        addResource(
            ServerResource(image) { uri, _ in
                [.blob(BlobResourceContents(uri: uri, mimeType: "image/png", blob: Samples.image))]
            })
        let template = ResourceTemplate(
            uriTemplate: "test://template/{id}/data", name: "template", description: "By number.",
            mimeType: "application/json")
        addResourceTemplate(
            try ServerResourceTemplate(template) { uri, variables, _ in
                let id = variables["id"] ?? ""
                let text = #"{"id":"\#(id)","templateTest":true,"data":"Data for ID: \#(id)"}"#
                return [.text(TextResourceContents(uri: uri, mimeType: "application/json", text: text))]
            })
    }

    private func addText(_ uri: String, _ name: String, _ description: String, _ text: String) {
        let resource = Resource(uri: uri, name: name, description: description, mimeType: "text/plain")
        addResource(
            ServerResource(resource) { uri, _ in
                [.text(TextResourceContents(uri: uri, mimeType: "text/plain", text: text))]
            })
    }
}
