/// What bounds one attempt.
struct TransferLimits: Sendable {
    var timeouts: HTTPTimeouts
    var headBytes: Int
    var bodyBytes: Int
    var unpackedBytes: Int
    var bufferedBytes: Int

    init(_ request: HTTPRequest, _ configuration: HTTPClientConfiguration) {
        timeouts = request.timeouts ?? configuration.timeouts
        headBytes = configuration.maximumHeadBytes
        bodyBytes = request.maximumBodyBytes ?? configuration.maximumBodyBytes
        unpackedBytes = request.maximumBodyBytes ?? configuration.maximumUnpackedBytes
        bufferedBytes = configuration.maximumBufferedBytes
    }

    /// How large the body below `head` may become.
    func bodyLimit(_ head: HTTPResponseHead) -> Int {
        let coding = head.headers["Content-Encoding"]?.lowercased() ?? "identity"
        return coding == "identity" || coding.isEmpty ? bodyBytes : min(bodyBytes, unpackedBytes)
    }
}
