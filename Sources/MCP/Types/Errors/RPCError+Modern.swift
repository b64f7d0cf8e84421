public import JSONRPC

/// The errors that the modern era adds to those of JSON-RPC.
extension RPCError {
    /// A header says something else than the body. Since 2026-07-28, on HTTP.
    public static let headerMismatchCode = -32020
    /// The client cannot do what the request needs. Since 2026-07-28.
    public static let missingRequiredClientCapabilityCode = -32021
    /// The server does not speak the revision of the request. Since 2026-07-28.
    public static let unsupportedProtocolVersionCode = -32022

    /// Whether only a server of the modern era answers so. Then it must not be asked in the way of the legacy era.
    public var isRecognizedModernError: Bool {
        [Self.headerMismatchCode, Self.missingRequiredClientCapabilityCode, Self.unsupportedProtocolVersionCode]
            .contains(code)
    }

    /// A header says something else than the body, is missing or cannot be read.
    public static func headerMismatch(_ message: String) -> RPCError {
        RPCError(code: headerMismatchCode, message: message)
    }

    /// The client cannot do what the request needs.
    public static func missingRequiredClientCapability(
        _ required: ClientCapabilities,
        message: String = "The request needs a capability that the client has not declared"
    ) -> RPCError {
        let data = MissingRequiredClientCapabilityData(requiredCapabilities: required)
        return RPCError(code: missingRequiredClientCapabilityCode, message: message, data: data.json)
    }

    /// The server does not speak the revision of the request.
    public static func unsupportedProtocolVersion(
        _ requested: ProtocolVersion, supported: [ProtocolVersion] = ProtocolVersion.supported
    ) -> RPCError {
        let data = UnsupportedProtocolVersionData(supported: supported, requested: requested)
        return RPCError(
            code: unsupportedProtocolVersionCode, message: "Unsupported protocol version", data: data.json)
    }

    /// What the client would have to be able to do; nil when this is another error or does not say.
    public var missingRequiredClientCapability: MissingRequiredClientCapabilityData? {
        readData(ofCode: Self.missingRequiredClientCapabilityCode)
    }

    /// Which revisions the server speaks; nil when this is another error or does not say.
    public var unsupportedProtocolVersion: UnsupportedProtocolVersionData? {
        readData(ofCode: Self.unsupportedProtocolVersionCode)
    }

    func readData<Data: JSONConvertible>(ofCode expected: Int) -> Data? {
        guard code == expected, let data else { return nil }
        return try? Data(json: data)
    }
}
