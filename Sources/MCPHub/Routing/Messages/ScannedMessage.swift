import JSONRPC
import NIOCore

/// A message and where its fields stand, kept while a call goes on.
///
/// A class only to be small: a call is moved with each change of it, and the places of all fields are most of it.
final class ScannedMessage: Sendable {
    let line: ByteBuffer
    let envelope: Envelope

    init(_ line: ByteBuffer, _ envelope: Envelope) {
        self.line = line
        self.envelope = envelope
    }
}
