/// The client's thread, for those who use it: it ends when nobody does any more.
///
/// The client holds it, and every transfer does, so an answer can be read to its end after the client is gone.
final class TransferLoop: Sendable {
    let inbox: TransferInbox

    /// Starts the thread.
    ///
    /// - Throws: ``HTTPClientError`` when there is none to be had, or libcurl does not work.
    init(_ configuration: HTTPClientConfiguration) throws(HTTPClientError) {
        let multi = try MultiHandle(configuration)
        let inbox = TransferInbox(multi)
        self.inbox = inbox
        let code = SystemThread.start {
            var driver = TransferDriver(multi, inbox, configuration)
            driver.run()
        }
        guard code != 0 else { return }
        multi.close()
        throw HTTPClientError(.other, host: "", "the system has no thread for the HTTP client (error \(code))")
    }

    deinit { inbox.submit(.stop) }
}
