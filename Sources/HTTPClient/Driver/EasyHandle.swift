import CCurl

/// libcurl's handle of one transfer, and the memory that has to stay while it is used. On the client's thread only.
///
/// Options are set one after the other; the first that libcurl refuses is remembered.
struct EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var addresses: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>
    /// The option that libcurl has refused; nil when all is well.
    private(set) var refused: String?

    /// - Throws: ``HTTPClientError`` when there is no memory.
    init() throws(HTTPClientError) {
        guard let pointer = curl_easy_init() else { throw .outOfMemory }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
    }

    /// Frees the handle and its memory; it must have been removed from the set.
    func close() {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headers)
        curl_slist_free_all(addresses)
        errorText.deallocate()
    }

    /// What libcurl has to say about a failure; empty when nothing.
    var message: String { String(cString: errorText) }

    mutating func set(_ option: CURLoption, _ value: Int, _ name: String = "an option") {
        note(ccurl_set_long(pointer, option, value), name)
    }

    mutating func set(_ option: CURLoption, offset value: Int) {
        note(ccurl_set_offset(pointer, option, curl_off_t(value)), "a length")
    }

    /// Sets a text; nil leaves the option as it is.
    mutating func set(_ option: CURLoption, _ value: String?, _ name: String = "an option") {
        guard let value else { return }
        note(ccurl_set_text(pointer, option, value), name)
    }

    mutating func setHeaders(_ lines: [String]) {
        for line in lines { Self.append(line, to: &headers) }
        ccurl_set_list(pointer, CURLOPT_HTTPHEADER, headers)
    }

    mutating func setAddresses(_ lines: [String]) {
        for line in lines { Self.append(line, to: &addresses) }
        ccurl_set_list(pointer, CURLOPT_RESOLVE, addresses)
    }

    private static func append(_ line: String, to list: inout UnsafeMutablePointer<curl_slist>?) {
        // On failure the list is as before.
        list = curl_slist_append(list, line) ?? list
    }

    private mutating func note(_ code: CURLcode, _ name: String) {
        if code != CURLE_OK, refused == nil { refused = name }
    }
}
