import JSONRPC

/// Reads the keywords of one schema, those that its dialect knows.
struct KeywordReader {
    let object: JSONObject
    /// Where the schema stands.
    let place: SchemaLocation
    /// The same for people.
    let location: String
    /// The URI against which its references are resolved.
    let base: URIReference
    let dialect: Dialect
    let compiler: SchemaCompiler
    let assertsFormats: Bool

    /// The error of the keyword `name`.
    func failure(_ name: String, expected: String, found: JSONValue?) -> JSONSchemaError {
        let place = location + JSONPointer.token(name)
        let reason = "expected \(expected), found \(found?.kind ?? "nothing")"
        return JSONSchemaError(.invalidKeyword, at: place, reason: reason)
    }

    /// The value of any keyword of the validation vocabulary.
    func assertion(_ name: String) -> JSONValue? { dialect.validates ? object[name] : nil }

    /// A string outside of all vocabularies, such as a reference.
    func string(_ name: String) throws(JSONSchemaError) -> String? {
        guard let value = object[name] else { return nil }
        guard case .string(let string) = value else { throw failure(name, expected: "a string", found: value) }
        return string
    }

    /// A number that is not negative and has no fraction; one that is too large is held at a bound.
    func count(_ name: String) throws(JSONSchemaError) -> Int? {
        guard let value = assertion(name) else { return nil }
        guard let number = value.number, number.isWhole, !number.decimal.isNegative else {
            throw failure(name, expected: "a whole number that is not negative", found: value)
        }
        return number.integer ?? .max
    }

    /// Any number.
    func number(_ name: String) throws(JSONSchemaError) -> JSONNumber? {
        guard let value = assertion(name) else { return nil }
        guard let number = value.number else { throw failure(name, expected: "a number", found: value) }
        return number
    }

    /// A Boolean; false when there is none.
    func flag(_ name: String) throws(JSONSchemaError) -> Bool {
        guard let value = assertion(name) else { return false }
        guard let flag = value.bool else { throw failure(name, expected: "true or false", found: value) }
        return flag
    }

    /// An array of strings; empty when there is none.
    func strings(_ name: String) throws(JSONSchemaError) -> [String] {
        guard let value = assertion(name) else { return [] }
        return try strings(value, name)
    }

    /// The strings of an array that is part of the keyword `name`.
    func strings(_ value: JSONValue, _ name: String) throws(JSONSchemaError) -> [String] {
        guard let elements = value.array else { throw failure(name, expected: "an array of strings", found: value) }
        var strings: [String] = []
        for element in elements {
            guard case .string(let string) = element else {
                throw failure(name, expected: "an array of strings", found: element)
            }
            strings.append(string)
        }
        return strings
    }

    /// A regular expression found at the keyword `name`.
    func pattern(_ source: String, _ name: String) throws(JSONSchemaError) -> Pattern {
        do { return try Pattern(source) } catch {
            throw JSONSchemaError(
                .invalidPattern, at: location + JSONPointer.token(name),
                reason: "no regular expression: \(error.reason) (at character \(error.offset))"
            )
        }
    }
}

// MARK: Schemas

extension KeywordReader {
    /// The node for the schema that is the value of `name`.
    func schema(_ name: String) -> SchemaNode.ID? {
        dialect.applies ? anySchema(name) : nil
    }

    /// The same for a keyword of whatever vocabulary.
    func anySchema(_ name: String) -> SchemaNode.ID? {
        object[name] == nil ? nil : compiler.node(at: place.appending(name))
    }

    /// The nodes for the array of schemas that is the value of `name`; empty when there is none.
    func schemas(_ name: String) throws(JSONSchemaError) -> [SchemaNode.ID] {
        guard dialect.applies, let value = object[name] else { return [] }
        guard let elements = value.array else { throw failure(name, expected: "an array of schemas", found: value) }
        let array = place.appending(name)
        return elements.indices.compactMap { compiler.node(at: array.appending(String($0))) }
    }

    /// The nodes for the schemas in the object that is the value of `name`; empty when there is none.
    func namedSchemas(_ name: String) throws(JSONSchemaError) -> [(key: String, node: SchemaNode.ID)] {
        guard dialect.applies, let value = object[name] else { return [] }
        guard let members = value.object?.members else {
            throw failure(name, expected: "an object of schemas", found: value)
        }
        return members.compactMap { member in namedSchema(name, member.key) }
    }

    /// The node for the schema under `key` in the object that is the value of `name`.
    func namedSchema(_ name: String, _ key: String) -> (key: String, node: SchemaNode.ID)? {
        compiler.node(at: place.appending(name).appending(key)).map { (key, $0) }
    }
}
