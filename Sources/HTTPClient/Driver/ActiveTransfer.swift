import CCurl

/// An attempt that libcurl works on, with its handle. On the client's thread only.
struct ActiveTransfer {
    let transfer: Transfer
    let easy: EasyHandle
    let timer: TransferTimer
    private let started = ContinuousClock.now

    /// - Throws: ``HTTPClientError`` when libcurl cannot do what is configured.
    init(_ transfer: Transfer, _ configuration: HTTPClientConfiguration) throws(HTTPClientError) {
        self.transfer = transfer
        easy = try EasyHandle(transfer, configuration)
        timer = TransferTimer(transfer)
    }

    /// Frees the handle.
    func close() { easy.close() }

    /// Lets libcurl go on with what is no longer paused.
    ///
    /// - Returns: how the transfer has failed by that, because libcurl may call back before it returns; nil when it
    ///   goes
    ///   on.
    func resume() -> Result<Void, HTTPClientError>? {
        let paused = transfer.change { $0.resume() }
        let code = curl_easy_pause(
            easy.pointer, (paused.receive ? CURLPAUSE_RECV : 0) | (paused.send ? CURLPAUSE_SEND : 0))
        return code == CURLE_OK ? nil : result(code)
    }

    /// What libcurl's code means for this transfer.
    func result(_ code: CURLcode) -> Result<Void, HTTPClientError> {
        guard code != CURLE_OK else { return .success(()) }
        if let cause = transfer.look(\.cause) { return .failure(cause) }
        return .failure(
            HTTPClientError(
                code, transfer, message: easy.message,
                verification: ccurl_get_long(easy.pointer, CURLINFO_SSL_VERIFYRESULT)))
    }

    /// The error for what has taken too long.
    func error(_ expiry: TransferTimer.Expiry) -> HTTPClientError {
        let url = transfer.request.url
        switch expiry {
        case .firstByte(let limit): return .timedOut(url, "the server did not answer", limit)
        case .idle(let limit): return .timedOut(url, "the server sent nothing more of its answer", limit)
        case .total: return .timedOut(url, "the request was not done", transfer.limits.timeouts.total)
        }
    }

    /// What the attempt came to.
    func report(_ result: Result<Void, HTTPClientError>) -> HTTPTransferReport {
        let failure: HTTPClientError? = if case .failure(let error) = result { error } else { nil }
        let (head, sent) = transfer.look { ($0.head, $0.upload.bytesSent) }
        let isNew = ccurl_get_long(easy.pointer, CURLINFO_NUM_CONNECTS) > 0
        return HTTPTransferReport(
            method: transfer.request.method, url: transfer.request.url, attempt: transfer.attempt,
            status: head?.status, failure: failure, bytesSent: sent,
            bytesReceived: Int(ccurl_get_offset(easy.pointer, CURLINFO_SIZE_DOWNLOAD_T)),
            connectTime: isNew ? time(CURLINFO_APPCONNECT_TIME_T) ?? time(CURLINFO_CONNECT_TIME_T) : nil,
            firstByteTime: time(CURLINFO_STARTTRANSFER_TIME_T), totalTime: started.duration(to: .now))
    }

    private func time(_ info: CURLINFO) -> Duration? {
        let microseconds = ccurl_get_offset(easy.pointer, info)
        return microseconds == 0 ? nil : .microseconds(Int64(microseconds))
    }
}
