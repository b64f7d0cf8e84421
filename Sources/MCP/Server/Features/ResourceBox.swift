import JSONRPC
import Locking

/// Resources and templates that live in this process, in the order in which they were added.
final class ResourceBox: Sendable {
    private struct Contents {
        var resources: [ServerResource] = []
        var templates: [ServerResourceTemplate] = []
    }

    private let contents = Locked(Contents())
    private let changes: Broadcast<ServerChange>

    init(changes: Broadcast<ServerChange>) {
        self.changes = changes
    }

    func add(_ resource: ServerResource) {
        contents.withLock { contents in
            contents.resources.removeAll { $0.resource.uri == resource.resource.uri }
            contents.resources.append(resource)
        }
        changes.send(.resourceList)
    }

    func add(_ template: ServerResourceTemplate) {
        contents.withLock { contents in
            contents.templates.removeAll { $0.template.uriTemplate == template.template.uriTemplate }
            contents.templates.append(template)
        }
        changes.send(.resourceList)
    }

    func remove(_ uri: String) {
        let hasChanged = contents.withLock { contents in
            let count = contents.resources.count
            contents.resources.removeAll { $0.resource.uri == uri }
            return contents.resources.count < count
        }
        if hasChanged { changes.send(.resourceList) }
    }

    var resources: [ServerResource] { contents.withLock(\.resources) }
    var templates: [ServerResourceTemplate] { contents.withLock(\.templates) }

    /// Reads what stands at `uri`; nil when neither a resource nor a template has it.
    func read(_ uri: String, context: RequestContext) async throws -> Outcome<ReadResourceResult>? {
        if let resource = resources.first(where: { $0.resource.uri == uri }) {
            return try await Outcome { ReadResourceResult(contents: try await resource.reader(uri, context)) }
        }
        for template in templates {
            guard let variables = template.matcher.match(uri) else { continue }
            return try await Outcome {
                ReadResourceResult(contents: try await template.reader(uri, variables, context))
            }
        }
        return nil
    }
}
