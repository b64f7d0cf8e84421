public import HTTPClient

/// How a server is reached over Streamable HTTP.
public struct StreamableHTTPOptions: Sendable {
    /// Fields that each request carries, `Authorization` for instance.
    public var headers = HTTPHeaders()
    /// How far the URL is trusted.
    public var destination = HTTPRequest.Destination.configured
    /// How long a server may take for the first byte of an answer.
    public var firstByteTime: Duration = .seconds(300)
    /// How long a legacy server may take to open the stream for what it sends of its own accord, before it gets
    /// requests all the same.
    public var listenTime: Duration = .seconds(1)
    /// How large one message may be.
    public var maximumMessageBytes = 64 << 20
    /// How many requests wait for their answer at a time; more are refused.
    public var maximumExchanges = 1024
    /// How long to wait before a stream is opened again, unless the server says otherwise. It doubles with each
    /// failure.
    public var reconnectTime: Duration = .seconds(1)
    /// How long to wait at most, whatever the server says.
    public var maximumReconnectTime: Duration = .seconds(30)
    /// How often a stream that holds an answer is opened again without anything new arriving.
    public var maximumReconnects = 5
    /// How long the server may take to hear that the session is over.
    public var closeTime: Duration = .seconds(5)
    /// The clock that all of this is measured with.
    public var clock: any Clock<Duration> = ContinuousClock()

    /// The defaults.
    public init() {}

    /// The limits for a stream that may be silent for as long as it likes.
    var streamTimeouts: HTTPTimeouts {
        var timeouts = HTTPTimeouts.stream
        timeouts.firstByte = firstByteTime
        return timeouts
    }
}
