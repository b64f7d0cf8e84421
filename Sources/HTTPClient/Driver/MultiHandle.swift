import CCurl

/// libcurl's set of transfers with their pool of connections.
///
/// To be used on the client's thread alone, but for ``wake()``. An address instead of a pointer, so that the wakers on
/// other threads may hold it.
struct MultiHandle: Sendable {
    private let address: UInt

    private var pointer: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: address) }

    /// - Throws: ``HTTPClientError`` when libcurl does not work here.
    init(_ configuration: HTTPClientConfiguration) throws(HTTPClientError) {
        guard Self.libraryStatus == CURLE_OK, let pointer = curl_multi_init() else { throw .outOfMemory }
        address = UInt(bitPattern: pointer)
        ccurl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, configuration.maximumIdleConnections)
        // As many as may be under way: otherwise the hundredth request would open a second connection.
        ccurl_multi_set_long(pointer, CURLMOPT_MAX_CONCURRENT_STREAMS, configuration.maximumRequestsPerHost)
    }

    /// libcurl is made ready once in a process, whoever comes first.
    private static let libraryStatus = curl_global_init(Int(CURL_GLOBAL_ALL))

    /// Adds a transfer; false when libcurl refuses.
    func add(_ easy: EasyHandle) -> Bool { curl_multi_add_handle(pointer, easy.pointer) == CURLM_OK }

    /// Removes a transfer; the connection of one that has not ended is closed.
    func remove(_ easy: EasyHandle) { curl_multi_remove_handle(pointer, easy.pointer) }

    /// Reads, writes and calls back as far as that goes without waiting.
    func perform() {
        var running: Int32 = 0
        curl_multi_perform(pointer, &running)
    }

    /// Waits until something can be read or written, ``wake()`` is called or `milliseconds` have passed.
    func wait(milliseconds: Int32) {
        curl_multi_poll(pointer, nil, 0, milliseconds, nil)
    }

    /// Ends a wait, also one that has yet to begin. On any thread, until ``close()``.
    func wake() { curl_multi_wakeup(pointer) }

    /// The next transfer that has ended: libcurl's handle, and how it ended.
    func nextFinished() -> (UnsafeMutableRawPointer, CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            return (easy, message.pointee.data.result)
        }
        return nil
    }

    /// Closes all connections and frees the set.
    func close() { curl_multi_cleanup(pointer) }
}
