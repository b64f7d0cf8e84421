public import SystemPackage

/// The file in which approvals are kept, shared by all hubs of a user.
public struct TrustFile: Hashable, Sendable {
    /// How large the file may be, in bytes.
    public static let maximumBytes = 64 << 20

    /// The file.
    public let path: FilePath

    /// Names the file.
    public init(path: FilePath) {
        self.path = path
    }

    /// Reads it. No file is a store without approvals.
    ///
    /// - Throws: ``PrivateFileFailure`` or ``TrustStoreFailure``.
    public func read() throws -> TrustStore {
        guard let bytes = try PrivateFile.read(path, limit: Self.maximumBytes) else { return TrustStore() }
        return try TrustStore(document: bytes.span)
    }

    /// Reads the file, changes what it says, and writes it when that makes a difference. What others have written in
    /// the meantime stays, as long as it is not about the same.
    ///
    /// - Returns: what it says now.
    /// - Throws: ``PrivateFileFailure`` or ``TrustStoreFailure``; the file is then as it was.
    @discardableResult
    public func update(_ change: (inout TrustStore) -> Void) throws -> TrustStore {
        let old = try read()
        var new = old
        change(&new)
        guard new != old else { return new }
        try PrivateFile.prepareFolder(of: path)
        try PrivateFile.write(new.document, to: path)
        return new
    }
}

extension TrustStore {
    /// Takes over what another store says about these children, for those that are unknown here.
    public mutating func adopt(_ names: [String], from other: TrustStore) {
        for name in names where children[name] == nil { children[name] = other.children[name] }
    }

    /// Takes over what another store says about these children, whatever was known here.
    mutating func replace(_ names: [String], from other: TrustStore) {
        for name in names { children[name] = other.children[name] }
    }
}
