import JSONRPC

/// Where a schema stands: a document and a JSON Pointer into it.
struct SchemaLocation: Hashable {
    let document: Int
    let pointer: String

    /// The place of `key` inside.
    func appending(_ key: String) -> SchemaLocation {
        SchemaLocation(document: document, pointer: pointer + JSONPointer.token(key))
    }
}

/// All schemas of all documents by location, URI and anchor.
struct SchemaIndex {
    /// A schema with a URI of its own, and what can be found under that URI.
    struct Resource {
        let uri: URIReference
        let root: SchemaLocation
        /// The resource around this one.
        let parent: Int?
        /// The value of `$schema`.
        var dialect: String?
        /// Schemas by plain name.
        var anchors: [String: SchemaLocation] = [:]
        /// Those whose name takes part in dynamic references; `$recursiveAnchor` has the empty name.
        var dynamicAnchors: [String: SchemaLocation] = [:]
    }

    /// A schema and the number of the resource to which it belongs.
    struct Entry {
        let json: JSONValue
        let resource: Int
    }

    private(set) var resources: [Resource] = []
    private var documents: [JSONValue] = []
    private var numbers: [String: Int] = [:]
    private var entries: [SchemaLocation: Entry] = [:]

    /// Indexes a document that goes by `uri`, unless its `$id` says otherwise.
    ///
    /// - Returns: the location of the document as a whole.
    @discardableResult
    mutating func add(_ document: JSONValue, uri: String) -> SchemaLocation {
        let root = SchemaLocation(document: documents.count, pointer: "")
        documents.append(document)
        let uri = URIReference(uri).withoutFragment
        if let id = document["$id"]?.string, !id.hasPrefix("#") {
            // The document can also be reached by the URI under which it was provided.
            let resource = open(URIReference(id).resolved(against: uri).withoutFragment, at: root, parent: nil)
            if numbers[uri.text] == nil { numbers[uri.text] = resource }
        } else {
            _ = open(uri, at: root, parent: nil)
        }
        visit(root, document, resource: resources.count - 1)
        return root
    }

    /// The number of the resource with this URI, which has no fragment.
    func resource(_ uri: URIReference) -> Int? { numbers[uri.text] }

    /// The schema at a location; nil when the document has no such place. A place where no keyword puts a schema is
    /// indexed when a pointer first leads there.
    mutating func entry(at location: SchemaLocation) -> Entry? {
        if let entry = entries[location] { return entry }
        var json = documents[location.document]
        var place = SchemaLocation(document: location.document, pointer: "")
        var resource = entries[place]?.resource ?? 0
        for key in JSONPointer.keys(location.pointer) {
            guard let next = json[key] ?? Int(key).flatMap({ json[$0] }) else { return nil }
            json = next
            place = place.appending(key)
            resource = entries[place]?.resource ?? resource
        }
        if entries[place] == nil { visit(place, json, resource: resource) }
        return entries[place]
    }

    private mutating func open(_ uri: URIReference, at root: SchemaLocation, parent: Int?) -> Int {
        let number = resources.count
        resources.append(Resource(uri: uri, root: root, parent: parent))
        if numbers[uri.text] == nil { numbers[uri.text] = number }
        return number
    }

    /// Indexes a schema and all schemas inside it.
    private mutating func visit(_ location: SchemaLocation, _ json: JSONValue, resource: Int) {
        var pending = [(location, json, resource)]
        while let (location, json, outer) = pending.popLast() {
            guard entries[location] == nil else { continue }
            let resource = identify(location, json, outer)
            entries[location] = Entry(json: json, resource: resource)
            guard case .object(let object) = json else { continue }
            for (path, child) in SchemaKeywords.subschemas(of: object) {
                pending.append((path.reduce(location) { $0.appending($1) }, child, resource))
            }
        }
    }

    /// Notes the names that a schema gives itself.
    ///
    /// - Returns: the resource to which it belongs.
    private mutating func identify(_ location: SchemaLocation, _ json: JSONValue, _ outer: Int) -> Int {
        guard case .object(let object) = json else { return outer }
        var resource = outer
        if let id = object["$id"]?.string, location != resources[outer].root {
            if id.hasPrefix("#") {
                note(String(id.dropFirst()), location, in: resource)
            } else {
                let uri = URIReference(id).resolved(against: resources[outer].uri).withoutFragment
                resource = open(uri, at: location, parent: outer)
            }
        }
        if location == resources[resource].root { resources[resource].dialect = object["$schema"]?.string }
        if let name = object["$anchor"]?.string { note(name, location, in: resource) }
        if let name = object["$dynamicAnchor"]?.string {
            note(name, location, in: resource)
            resources[resource].dynamicAnchors[name] = location
        }
        if object["$recursiveAnchor"]?.bool == true { resources[resource].dynamicAnchors[""] = location }
        return resource
    }

    private mutating func note(_ name: String, _ location: SchemaLocation, in resource: Int) {
        if resources[resource].anchors[name] == nil { resources[resource].anchors[name] = location }
    }
}
