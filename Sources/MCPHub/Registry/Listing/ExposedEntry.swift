import JSONRPC
import NIOCore

/// An entry as agents see it: the child's bytes with the name replaced, and nothing else but URIs that are prefixed.
struct ExposedEntry {
    /// What it is known by.
    let name: String
    /// The entry for agents of the modern era.
    let bytes: ByteBuffer
    /// The entry for older agents, where they need another one.
    let legacyBytes: ByteBuffer?

    /// Rewrites an entry.
    ///
    /// - Parameter rewriteURI: how a URI that stands beside the name is written; nil leaves such URIs alone.
    init(_ entry: CatalogEntry, as name: String, rewriteURI: ((String) -> String)?) {
        self.name = name
        let layout = try? ObjectLayout(entry.bytes.span)
        var splices = [Splice(entry.keyPlace, with: .string(name))]
        if let layout, let rewriteURI, entry.kind == .tools {
            splices += Self.appSplices(entry.bytes, layout, rewriteURI)
        }
        bytes = Self.spliced(entry.bytes, splices)
        guard let layout, entry.kind == .tools, let cut = Self.legacyCut(entry.bytes, layout) else {
            legacyBytes = nil
            return
        }
        legacyBytes = Self.spliced(entry.bytes, splices + [Splice(cut, with: ByteBuffer())])
    }

    private static func spliced(_ bytes: [UInt8], _ splices: [Splice]) -> ByteBuffer {
        var result = ByteBuffer()
        result.reserveCapacity(bytes.count + 64)
        result.write(ByteBuffer(bytes: bytes), splicing: splices.sorted { $0.range.start < $1.range.start })
        return result
    }

    /// The output schema, where it describes anything but an object: before 2026-07-28 it may not.
    private static func legacyCut(_ bytes: [UInt8], _ layout: ObjectLayout) -> ByteRange? {
        guard let place = layout["outputSchema"] else { return nil }
        guard let schema = try? ObjectLayout(bytes.span, at: place) else { return layout.removal(of: "outputSchema") }
        let type = schema["type"].map { bytes[$0.range] }
        return type.map { Array($0) == Array(#""object""#.utf8) } ?? false ? nil : layout.removal(of: "outputSchema")
    }

    /// The page that a tool is shown with (extension `io.modelcontextprotocol/ui`) is a resource of the same child.
    private static func appSplices(
        _ bytes: [UInt8], _ layout: ObjectLayout, _ rewriteURI: (String) -> String
    ) -> [Splice] {
        guard let place = layout["_meta"], let meta = try? ObjectLayout(bytes.span, at: place) else { return [] }
        let nested = meta["ui"].flatMap { try? ObjectLayout(bytes.span, at: $0) }?["resourceUri"]
        return [nested, meta["ui/resourceUri"]].compactMap { place in
            guard let place, let uri = (try? JSONValue(parsing: Array(bytes[place.range]).span))?.string else {
                return nil
            }
            return Splice(place, with: .string(rewriteURI(uri)))
        }
    }
}
