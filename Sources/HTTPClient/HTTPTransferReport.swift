/// What one attempt came to: for metrics and for a request log.
public struct HTTPTransferReport: Sendable {
    /// The method.
    public let method: HTTPMethod
    /// The URL; its ``HTTPURL/description`` leaves the query out.
    public let url: HTTPURL
    /// Which attempt of its request this was, from 1; a redirect begins again.
    public let attempt: Int
    /// The status of the answer; nil when there was none.
    public let status: Int?
    /// Why it failed; nil when all of the answer was received.
    public let failure: HTTPClientError?
    /// How many bytes of bodies were sent.
    public let bytesSent: Int
    /// How many bytes of bodies were received, as they came over the wire.
    public let bytesReceived: Int
    /// From the beginning of the transfer to the end of the connection's making; nil when one was used again.
    public let connectTime: Duration?
    /// From the beginning to the first byte of the answer; nil when there was none.
    public let firstByteTime: Duration?
    /// From the beginning to the end.
    public let totalTime: Duration
}

extension HTTPTransferReport: CustomStringConvertible {
    /// A line for a log. Holds no header, no query and no body.
    public var description: String {
        var line = "\(method) \(url) "
        line += status.map(String.init) ?? "-"
        line += " \(bytesSent)/\(bytesReceived) bytes in \(totalTime.formattedSeconds)"
        if connectTime == nil { line += ", connection used again" }
        if attempt > 1 { line += ", attempt \(attempt)" }
        if let failure { line += ", \(failure.code.rawValue): \(failure.message)" }
        return line
    }
}
