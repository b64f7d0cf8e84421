import CCurl
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension EasyHandle {
    /// Has libcurl call back.
    ///
    /// What it hands over is an unowned reference to the transfer. The driver's table owns the transfer until the
    /// handle has been removed and freed, and libcurl does not call back after that.
    mutating func setCallbacks(_ transfer: Transfer) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        ccurl_set_pointer(pointer, CURLOPT_PRIVATE, context)
        ccurl_set_write(pointer, CURLOPT_HEADERFUNCTION, receiveHeader)
        ccurl_set_pointer(pointer, CURLOPT_HEADERDATA, context)
        ccurl_set_write(pointer, CURLOPT_WRITEFUNCTION, receiveBody)
        ccurl_set_pointer(pointer, CURLOPT_WRITEDATA, context)
        ccurl_set_read(pointer, sendBody)
        ccurl_set_pointer(pointer, CURLOPT_READDATA, context)
        ccurl_set_seek(pointer, rewindBody)
        ccurl_set_pointer(pointer, CURLOPT_SEEKDATA, context)
        ccurl_set_open_socket(pointer, openSocket)
        ccurl_set_pointer(pointer, CURLOPT_OPENSOCKETDATA, context)
        ccurl_set_before_request(pointer, checkConnection)
        ccurl_set_pointer(pointer, CURLOPT_PREREQDATA, context)
    }
}

extension Transfer {
    /// The transfer that libcurl has been given as a context.
    static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether a connection may be made to an address; if not, that is why the transfer fails.
    fileprivate func allows(_ address: IPAddress?, _ text: @autoclosure () -> String) -> Bool {
        // The address would be the proxy's, which is configured; what the URL says has been looked at.
        guard proxy == nil, addressRule != .any else { return true }
        if let address, addressRule.allows(address) { return true }
        let shown = address?.description ?? text()
        return change { $0.refuse(.addressRefused(self.request.url, shown)) }
    }
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = Transfer.of(context) else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    let (isTaken, resumes) = transfer.change { ($0.receiveHeader(line), $0.upload.canResume) }
    if resumes { transfer.resume() }
    return isTaken ? line.count : 0
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = Transfer.of(context) else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    switch transfer.change({ $0.receiveBody(piece) }) {
    case .taken: return piece.count
    case .pause: return Int(CURL_WRITEFUNC_PAUSE)
    // Anything but the count that was given is an error.
    case .refused: return piece.count == 0 ? 1 : 0
    }
}

private func sendBody(
    _ space: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = Transfer.of(context) else { return Int(CURL_READFUNC_ABORT) }
    let space = UnsafeMutableRawBufferPointer(start: space, count: size * count)
    switch transfer.change({ $0.send(into: space) }) {
    case .sent(let count): return count
    case .pause: return Int(CURL_READFUNC_PAUSE)
    case .abort: return Int(CURL_READFUNC_ABORT)
    }
}

/// libcurl wants to send the body again from its beginning, because a connection that it used again was dead.
///
/// For a method that is not idempotent that is refused: the server may have taken the request before it went away.
private func rewindBody(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    guard let transfer = Transfer.of(context), offset == 0, origin == SEEK_SET else { return CURL_SEEKFUNC_FAIL }
    guard transfer.request.method.isIdempotent else { return CURL_SEEKFUNC_FAIL }
    return transfer.change { $0.upload.rewind() } ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

/// Opens the socket for an address that the name has led to, if it may be reached.
///
/// Closed on exec, so that no child process inherits a connection.
private func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer = Transfer.of(context), let address else { return -1 }
    let bytes = withUnsafeMutablePointer(to: &address.pointee.addr) {
        IPAddress(UnsafeRawBufferPointer(start: $0, count: Int(address.pointee.addrlen)))
    }
    guard transfer.allows(bytes, "an address of another kind") else { return -1 }
    #if os(Linux)
    let flags = Int32(SOCK_CLOEXEC.rawValue)
    return socket(address.pointee.family, address.pointee.socktype | flags, address.pointee.protocol)
    #else
    let descriptor = socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptor
    #endif
}

/// A connection is there, perhaps one that another request has made: looks once more where it leads before the request
/// is sent.
private func checkConnection(
    _ context: UnsafeMutableRawPointer?, _ address: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?, _ port: Int32, _ localPort: Int32
) -> Int32 {
    guard let transfer = Transfer.of(context), let address else { return CURL_PREREQFUNC_ABORT }
    let text = String(cString: address)
    return transfer.allows(IPAddress(text), text) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
