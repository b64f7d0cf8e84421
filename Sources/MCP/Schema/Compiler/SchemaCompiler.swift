import JSONRPC

/// Turns documents into a program: one node for each schema that evaluation can reach from the root.
///
/// Schemas are numbered when they are first referred to and compiled in that order from a queue, so references may run
/// in circles and nothing recurses.
final class SchemaCompiler {
    private var index = SchemaIndex()
    private let options: JSONSchema.Options
    private let root: SchemaLocation
    private var numbers: [SchemaLocation: SchemaNode.ID] = [:]
    private var queue: [(location: SchemaLocation, entry: SchemaIndex.Entry)] = []
    private var dialects: [Int: Dialect] = [:]
    private var dynamic = DynamicTargets()

    /// Gathers the documents.
    init(_ json: JSONValue, resources: [String: JSONValue], options: JSONSchema.Options) {
        self.options = options
        root = index.add(json, uri: "")
        for (uri, document) in resources.sorted(by: { $0.key < $1.key }) { index.add(document, uri: uri) }
    }

    /// Compiles the root and all that it refers to.
    func compile() throws(JSONSchemaError) -> SchemaProgram {
        _ = node(at: root)
        var nodes: [SchemaNode] = []
        while nodes.count < queue.count {
            let (location, entry) = queue[nodes.count]
            nodes.append(try compile(location, entry, isRoot: nodes.isEmpty))
        }
        return SchemaProgram(nodes: nodes, dynamicTargets: dynamic.nodes, options: options)
    }

    /// The node for the schema at `location`, to be compiled in its turn; nil when there is nothing.
    func node(at location: SchemaLocation) -> SchemaNode.ID? {
        if let number = numbers[location] { return number }
        guard let entry = index.entry(at: location) else { return nil }
        let number = queue.count
        numbers[location] = number
        queue.append((location, entry))
        for (name, target) in dynamic.enter(entry.resource, index.resources[entry.resource]) {
            addDynamicTarget(name, entry.resource, target)
        }
        return number
    }

    private func compile(
        _ location: SchemaLocation, _ entry: SchemaIndex.Entry, isRoot: Bool
    ) throws(JSONSchemaError) -> SchemaNode {
        let resource = index.resources[entry.resource]
        let keyword = keywordLocation(location, resource)
        let dialect: Dialect
        do { dialect = try self.dialect(of: entry.resource) } catch {
            // What is merely referred to may never be needed.
            if isRoot { throw error }
            let reference = Applicator.unresolved(resource.uri.text)
            return SchemaNode(location: keyword, resource: entry.resource, applicators: [reference])
        }
        switch entry.json {
        case .bool(let isAlwaysValid):
            return SchemaNode(location: keyword, resource: entry.resource, isNever: !isAlwaysValid)
        case .object(let object):
            let reader = KeywordReader(
                object: object, place: location, location: keyword, base: resource.uri, dialect: dialect,
                compiler: self, assertsFormats: options.assertsFormats || dialect.assertsFormats
            )
            return try SchemaNode(reader, resource: entry.resource)
        default:
            throw JSONSchemaError(.invalidKeyword, at: keyword, reason: "expected a schema, found \(entry.json.kind)")
        }
    }

    /// A location as people read it: the URI of the resource and the way from its root.
    private func keywordLocation(_ location: SchemaLocation, _ resource: SchemaIndex.Resource) -> String {
        let way = location.pointer.dropFirst(resource.root.pointer.count)
        return resource.uri.text + "#" + way
    }
}

// MARK: References

extension SchemaCompiler {
    /// The node that `reference` leads to from a schema whose base URI is `base`; nil when it leads nowhere.
    func node(_ reference: String, base: URIReference) -> SchemaNode.ID? {
        target(reference, base: base).flatMap { node(at: $0.location) }
    }

    /// The dynamic targets that `reference` may have; nil when it is no different from a plain reference.
    func dynamicTarget(_ reference: String, base: URIReference) -> Int? {
        guard let (location, resource) = target(reference, base: base) else { return nil }
        let name = URIReference(reference).decodedFragment ?? ""
        guard index.resources[resource].dynamicAnchors[name] == location else { return nil }
        let (number, targets) = dynamic.use(name, index.resources)
        for (resource, target) in targets { addDynamicTarget(number, resource, target) }
        return number
    }

    private func target(_ reference: String, base: URIReference) -> (location: SchemaLocation, resource: Int)? {
        let uri = URIReference(reference).resolved(against: base)
        guard let number = resource(uri.withoutFragment) else { return nil }
        let resource = index.resources[number]
        let fragment = uri.decodedFragment ?? ""
        if fragment.isEmpty { return (resource.root, number) }
        guard fragment.hasPrefix("/") else { return resource.anchors[fragment].map { ($0, number) } }
        let pointer = resource.root.pointer + fragment
        return (SchemaLocation(document: resource.root.document, pointer: pointer), number)
    }

    /// The number of a resource, after adding the metaschema that goes by this URI if it is one.
    private func resource(_ uri: URIReference) -> Int? {
        if let number = index.resource(uri) { return number }
        guard let document = Metaschemas.document(uri) else { return nil }
        index.add(document, uri: uri.text)
        return index.resource(uri)
    }

    private func addDynamicTarget(_ number: Int, _ resource: Int, _ location: SchemaLocation) {
        guard let node = node(at: location) else { return }
        dynamic.nodes[number][resource] = node
    }
}

// MARK: Dialects

extension SchemaCompiler {
    private func dialect(of number: Int) throws(JSONSchemaError) -> Dialect {
        if let dialect = dialects[number] { return dialect }
        let resource = index.resources[number]
        let dialect: Dialect
        if let name = resource.dialect {
            dialect = try self.dialect(named: name, for: keywordLocation(resource.root, resource))
        } else if let parent = resource.parent {
            dialect = try self.dialect(of: parent)
        } else {
            dialect = .draft202012
        }
        dialects[number] = dialect
        return dialect
    }

    private func dialect(named name: String, for location: String) throws(JSONSchemaError) -> Dialect {
        var uri = URIReference(name)
        if uri.fragment == "" { uri = uri.withoutFragment }
        if let dialect = Dialect.known(uri) { return dialect }
        guard let metaschema = resource(uri).map({ index.resources[$0].root }).flatMap({ index.entry(at: $0) }) else {
            throw JSONSchemaError(
                .unsupportedDialect, at: location + "/$schema", reason: "the dialect \(name) is not supported"
            )
        }
        guard let vocabulary = metaschema.json["$vocabulary"]?.object else { return .draft202012 }
        do { return try Dialect(vocabulary: vocabulary) } catch {
            throw JSONSchemaError(
                .unsupportedVocabulary, at: location + "/$schema",
                reason: "the vocabulary \(error.uri), which \(name) requires, is not supported"
            )
        }
    }
}
