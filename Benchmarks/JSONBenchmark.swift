import Foundation
import JSONRPC

/// The envelope scanner and the value parser beside what Foundation offers for the same purpose.
enum JSONBenchmark {
    static func run() throws {
        for message in SampleMessage.all {
            print("\n\(message.name) message (\(message.bytes.count) bytes)")
            try compareEnvelope(message)
            try compareValue(message)
        }
    }

    private static func compareEnvelope(_ message: SampleMessage) throws {
        let scanner = EnvelopeScanner()
        let data = Data(message.bytes)
        let decoder = JSONDecoder()
        let fields = try Measurement("JSONDecoder, envelope fields") {
            consume(try decoder.decode(FoundationEnvelope.self, from: data))
        }
        let serialization = try Measurement("JSONSerialization") {
            consume(try JSONSerialization.jsonObject(with: data))
        }
        let scan = try Measurement("EnvelopeScanner, all validated") {
            consume(try scanner.scan(message.bytes.span))
        }
        fields.report()
        serialization.report()
        scan.report(baselines: [fields, serialization])
    }

    private static func compareValue(_ message: SampleMessage) throws {
        let data = Data(message.bytes)
        let decoder = JSONDecoder()
        let tree = try Measurement("JSONDecoder into a recursive enum", rounds: 3) {
            consume(try decoder.decode(FoundationTree.self, from: data))
        }
        let parse = try Measurement("JSONValue(parsing:)") {
            consume(try JSONValue(parsing: message.bytes.span))
        }
        let value = try JSONValue(parsing: message.bytes.span)
        let write = Measurement("JSONValue.serialized") { consume(value.serialized) }
        tree.report()
        parse.report(baselines: [tree])
        write.report()
    }
}

/// The envelope as Codable sees it, with `params` and `result` left alone.
private struct FoundationEnvelope: Decodable {
    enum Identifier: Decodable {
        case integer(Int), string(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode(Int.self) {
                self = .integer(value)
            } else {
                self = .string(try container.decode(String.self))
            }
        }
    }
    struct Params: Decodable {
        struct Meta: Decodable { let progressToken: String? }
        let name: String?
        let _meta: Meta?
    }
    let jsonrpc: String
    let id: Identifier?
    let method: String?
    let params: Params?
}

/// Any JSON value as Codable sees it.
private indirect enum FoundationTree: Decodable {
    case null, bool(Bool), integer(Int), double(Double), string(String)
    case array([FoundationTree]), object([String: FoundationTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([FoundationTree].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: FoundationTree].self))
        }
    }
}
