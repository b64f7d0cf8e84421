import JSONRPC
public import SystemPackage

/// The file in which tokens are kept. Only its owner may read it.
public struct TokenFile: Hashable, Sendable {
    /// How large the file may be, in bytes.
    public static let maximumBytes = 16 << 20

    /// The file.
    public let path: FilePath

    /// Names the file.
    public init(path: FilePath) {
        self.path = path
    }

    /// Reads it. No file is no tokens.
    ///
    /// - Throws: ``PrivateFileFailure``, or ``TokenFileFailure`` for a file that is none of ours.
    public func read() throws -> [AccessToken] {
        guard let bytes = try PrivateFile.read(path, limit: Self.maximumBytes) else { return [] }
        guard let json = try? JSONValue(parsing: bytes.span), let list = json["tokens"]?.array else {
            throw TokenFileFailure(path: path, what: "it is no file of tokens")
        }
        return try list.map { element in
            guard let token = AccessToken(json: element) else {
                throw TokenFileFailure(path: path, what: "one of its tokens cannot be read")
            }
            return token
        }
    }

    /// Reads the file, changes what it says, and writes it when that makes a difference.
    ///
    /// - Throws: the same as ``read()``; the file is then as it was.
    public func update(_ change: (inout [AccessToken]) throws -> Void) throws {
        let old = try read()
        var new = old
        try change(&new)
        guard new != old else { return }
        let document: JSONValue = ["version": 1, "tokens": .array(new.map(\.json))]
        try PrivateFile.prepareFolder(of: path)
        try PrivateFile.write(document.serialized, to: path)
    }
}

/// Why tokens cannot be read.
public struct TokenFileFailure: Error, CustomStringConvertible, Sendable {
    let path: FilePath
    let what: String

    /// What is wrong, where, and what to do.
    public var description: String {
        "\(path): \(what); restore it from a copy, or remove it and make new tokens with: mcphub token create"
    }
}

extension AccessToken {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "digest": .string(digest), "scopes": .array(scopes.sorted().map(JSONValue.string)),
            "createdMilliseconds": .number(JSONNumber(created.milliseconds)),
        ]
        object["tools"] = tools.map { .array($0.map(JSONValue.string)) }
        object["departments"] = departments.map { .array($0.sorted().map(JSONValue.string)) }
        object["expiresMilliseconds"] = expires.map { .number(JSONNumber($0.milliseconds)) }
        return .object(object)
    }

    fileprivate init?(json: JSONValue) {
        guard let name = json["name"]?.string, let digest = json["digest"]?.string, digest.utf8.count == 64,
            let created = json["createdMilliseconds"]?.milliseconds
        else { return nil }
        self.init(
            name: name, digest: digest, scopes: Set(json["scopes"]?.texts ?? []), tools: json["tools"]?.texts,
            departments: json["departments"]?.texts.map(Set.init), created: created,
            expires: json["expiresMilliseconds"]?.milliseconds)
        // A limit that cannot be read must not be taken for none.
        for (key, isRead) in [
            ("tools", tools != nil), ("departments", departments != nil), ("expiresMilliseconds", expires != nil),
        ] where json[key] != nil && !isRead { return nil }
    }
}

extension JSONValue {
    fileprivate var texts: [String]? {
        guard let array else { return nil }
        let texts = array.compactMap(\.string)
        return texts.count == array.count ? texts : nil
    }

    fileprivate var milliseconds: WallTime? {
        guard case .number(let number) = self, let value = Int64(number.literal) else { return nil }
        return WallTime(milliseconds: value)
    }
}
