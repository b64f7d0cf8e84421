import Fuzzing
import JSONRPC
import NIOCore

/// The scanner and the value parser see the same message, and rewriting a message changes nothing else in it.
@main
enum ScannerFuzz {
    static func main() {
        FuzzTarget.run { bytes in
            do throws(JSONSyntaxError) {
                let envelope = try EnvelopeScanner().scan(bytes)
                checkPlaces(of: envelope, in: bytes)
                checkKind(of: envelope, in: bytes)
                checkTree(of: envelope, in: bytes)
                checkRewriting(of: envelope, in: bytes)
            } catch {
                require(0...bytes.count ~= error.offset, "an error lies inside the message")
                checkRefusal(of: bytes, because: error)
            }
        }
    }

    /// Every field is a value within the message.
    private static func checkPlaces(of envelope: Envelope, in bytes: Span<UInt8>) {
        for field in EnvelopeField.allCases {
            guard let place = envelope[field] else { continue }
            require(0 < place.start && place.start < place.end && place.end < bytes.count, "\(field) lies inside")
            let error = refusal(of: bytes.extracting(place.range))
            require(error?.isBeyondGrammar ?? true, "\(field) is a value by itself")
        }
    }

    private static func checkKind(of envelope: Envelope, in bytes: Span<UInt8>) {
        let present = [EnvelopeField.id, .method, .result, .error].map { envelope[$0] != nil }
        let id = envelope.id(in: bytes)
        require((id != nil) == present[0], "an id that is there can be read")
        switch envelope.kind {
        case .request: require(present == [true, true, false, false], "a request has an id and a method")
        case .notification: require(present == [false, true, false, false], "a notification has a method only")
        case .result: require(present == [true, false, true, false], "a result has an id")
        case .failure: require(present.dropFirst() == [false, false, true], "a failure has nothing but its error")
        }
    }

    /// Where the whole message is a value too, it is the same message, member by member.
    private static func checkTree(of envelope: Envelope, in bytes: Span<UInt8>) {
        do throws(JSONSyntaxError) {
            let tree = try JSONValue(parsing: bytes)
            guard let message = try? Message(json: tree) else {
                return require(false, "what the scanner accepts is a message")
            }
            require(message.matches(envelope, in: bytes), "both readers see the same kind of message")
            for field in EnvelopeField.allCases {
                let found = try? envelope.value(field, in: bytes)
                require(field.value(in: tree) == found, "both readers see the same \(field)")
            }
        } catch {
            require(error.isBeyondGrammar, "what the scanner accepts is JSON")
        }
    }

    /// Another id in place of the one there leaves a message whose other fields read as before.
    private static func checkRewriting(of envelope: Envelope, in bytes: Span<UInt8>) {
        guard let place = envelope[.id] else { return }
        let message = ByteBuffer(bytes: bytes.indices.map { bytes[$0] })
        let number = bytes.indices.reduce(0) { $0 &* 31 &+ Int(bytes[$1]) &- 64 }
        var renumbered = ByteBuffer()
        renumbered.write(message, replacing: place, withID: number)
        checkRewritten(renumbered, id: .integer(number), envelope, message)
        var renamed = ByteBuffer()
        renamed.write(message, splicing: Splice(place, with: .string("\"\(number)\n")))
        checkRewritten(renamed, id: .string("\"\(number)\n"), envelope, message)
    }

    private static func checkRewritten(
        _ message: ByteBuffer, id: RequestID, _ before: Envelope, _ original: ByteBuffer
    ) {
        guard let after = try? EnvelopeScanner().scan(message) else {
            return require(false, "a message with another id is a message")
        }
        require(after.kind == before.kind, "a message with another id is of the same kind")
        require(after.id(in: message.readableBytesUInt8Span) == id, "the new id is read as it was written")
        for field in EnvelopeField.allCases where field != .id {
            require(message.text(after[field]) == original.text(before[field]), "\(field) reads as before")
        }
    }

    /// What is refused is refused by the value parser too, with one exception: `_meta` in both params and result.
    private static func checkRefusal(of bytes: Span<UInt8>, because error: JSONSyntaxError) {
        guard let tree = try? JSONValue(parsing: bytes), (try? Message(json: tree)) != nil else { return }
        let hasTwoMetas = tree["params"]?["_meta"] != nil && tree["result"]?["_meta"] != nil
        require(hasTwoMetas && error.code == .duplicateKey, "what is a message is accepted (\(error))")
    }

    private static func refusal(of bytes: Span<UInt8>) -> JSONSyntaxError? {
        do throws(JSONSyntaxError) {
            _ = try JSONValue(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }
}

extension JSONSyntaxError {
    /// Whether the value parser refuses what the grammar allows and the scanner lets pass.
    var isBeyondGrammar: Bool { code == .loneSurrogate || code == .duplicateKey }
}

extension ByteBuffer {
    fileprivate func text(_ place: ByteRange?) -> String? {
        place.flatMap { getString(at: readerIndex + $0.start, length: $0.count) }
    }
}

extension Message {
    /// Whether `envelope` says the same of this message: its kind, its id and its method.
    fileprivate func matches(_ envelope: Envelope, in bytes: Span<UInt8>) -> Bool {
        let (id, method) = (envelope.id(in: bytes), envelope.string(.method, in: bytes))
        return switch (self, envelope.kind) {
        case (.request(let ownID, let ownMethod, _), .request): ownID == id && ownMethod == method
        case (.notification(let ownMethod, _), .notification): ownMethod == method
        case (.result(let ownID, _), .result): ownID == id
        case (.failure(let ownID, _), .failure): ownID == id
        default: false
        }
    }
}
