import JSONRPC
import MCP

/// A catalog as a part of a document. Entries are written and read as they are, byte for byte.
extension ChildCatalog {
    /// The catalog as an object.
    var document: [UInt8] {
        var head = JSONObject()
        head["child"] = .string(child)
        head["protocolVersion"] = protocolVersion.json
        head["serverInfo"] = serverInfo?.json
        head["capabilities"] = capabilities.json
        head["instructions"] = instructions.map(JSONValue.string)
        var bytes = JSONValue.object(head).serialized
        bytes.removeLast()
        for kind in ListKind.allCases { bytes += Array(",\"\(kind.member)\":".utf8) + self[kind].document }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Reads a catalog out of a document.
    ///
    /// - Throws: ``JSONSyntaxError``, ``DecodingFailure`` or ``CatalogProblem``, whichever says what is wrong.
    init(document: Span<UInt8>, at place: ByteRange) throws {
        let layout = try ObjectLayout(document, at: place)
        var head = JSONObject()
        for member in layout.members where ListKind(rawValue: member.key) == nil {
            head[member.key] = try JSONValue(parsing: document.extracting(member.value.range))
        }
        var reader = ObjectReader(head)
        self.init(
            child: try reader.required("child"), protocolVersion: try reader.required("protocolVersion"),
            serverInfo: try reader.optional("serverInfo"), capabilities: try reader.required("capabilities"),
            instructions: try reader.optional("instructions"))
        for kind in ListKind.allCases {
            guard let place = layout[kind.member] else { continue }
            self[kind] = try CatalogList(kind, document: document.extracting(place.range))
        }
    }
}

extension CatalogList {
    /// The list in the form of a page of the protocol.
    var document: [UInt8] {
        let head = #"{"ttlMs":\#(freshness.ttlMs),"cacheScope":"\#(freshness.scope.rawValue)","\#(kind.member)":["#
        var bytes = Array(head.utf8)
        for (position, entry) in entries.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += entry.bytes
        }
        return bytes + Array("]}".utf8)
    }

    /// Reads a list; an entry that cannot be used makes it unusable, because what was written could be.
    init(_ kind: ListKind, document: Span<UInt8>) throws(CatalogProblem) {
        let page = try ListPage(kind, result: document)
        if let problem = page.problems.first { throw problem }
        var collector = ListCollector(kind)
        _ = collector.receive(page)
        if let problem = collector.list.problems.first { throw problem }
        self = collector.list
    }
}
