public import JSONRPC

/// A JSON Schema of draft 2020-12, compiled once and then applied to as many values as there are.
///
/// - References are resolved within the schema, the `resources` given and the metaschemas of 2020-12. Nothing is ever
///   fetched. A reference that leads nowhere does not make the schema unusable: only a validation that has to follow
///   it ends as ``JSONSchemaObstacle/unresolvedReference(_:)``.
/// - Without `$schema` a document is read as 2020-12. The dialects 2019-09, draft-07 and draft-06, which many tools
///   still name, are accepted and read as 2020-12 with these additions: `items` may be an array, then followed by
///   `additionalItems`; `prefixItems` means nothing; `$recursiveRef` and `$recursiveAnchor` work; `$id` may name an
///   anchor. `dependencies`, `definitions` and `items` as an array are understood in every dialect. Keywords beside
///   a `$ref` always count. Any other dialect needs its metaschema among the resources, and its `$vocabulary` decides.
/// - `format` is an annotation unless ``Options/assertsFormats`` or the metaschema says otherwise.
/// - Strings are compared scalar by scalar and numbers by exact value, whatever their size.
public struct JSONSchema: Sendable {
    private let program: SchemaProgram

    /// Compiles a schema.
    ///
    /// - Parameter resources: further documents, by absolute URI, that references may lead to.
    /// - Throws: ``JSONSchemaError`` for a dialect that is not known, a keyword whose value makes no sense and a
    ///   regular expression that is none, in the schema and in whatever its references reach.
    public init(
        _ json: JSONValue, resources: [String: JSONValue] = [:], options: Options = Options()
    ) throws(JSONSchemaError) {
        program = try SchemaCompiler(json, resources: resources, options: options).compile()
    }

    /// Whether `value` matches; false also when that cannot be told. Stops at the first violation.
    public func isValid(_ value: JSONValue) -> Bool {
        var evaluator = Evaluator(program)
        do { try evaluator.run(value) } catch { return false }
        return true
    }

    /// Checks that `value` matches.
    ///
    /// - Throws: ``JSONSchemaFailure`` with what is wrong, or why that cannot be told.
    public func validate(_ value: JSONValue) throws(JSONSchemaFailure) {
        var evaluator = Evaluator(program)
        do {
            try evaluator.run(value)
        } catch .undecided(let obstacle) {
            throw .undecided(obstacle)
        } catch {
            throw explain(value)
        }
    }

    /// Goes over a value that does not match once more, this time noting where and why.
    private func explain(_ value: JSONValue) -> JSONSchemaFailure {
        var evaluator = Evaluator(program, collects: true)
        do { try evaluator.run(value) } catch {
            let isEmpty = evaluator.report.violations.isEmpty
            if isEmpty, case .undecided(let obstacle) = error { return .undecided(obstacle) }
        }
        return .invalid(evaluator.report.violations, hasMore: evaluator.report.hasMore)
    }
}
