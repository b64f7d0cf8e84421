import JSONRPC
import Locking
import MCP

/// Which arguments callers over HTTP have to repeat in header fields, readable from any thread.
final class MirrorTable: Sendable {
    private struct Entry {
        let child: String
        let ownName: String
        let arguments: [MirroredArgument]
    }

    private let entries = Locked<[String: Entry]>([:])

    /// Takes over what a snapshot says.
    func update(_ snapshot: RegistrySnapshot) {
        var marked: [String: Entry] = [:]
        for catalog in snapshot.catalogs.values {
            for entry in catalog.tools.entries where entry.mentionsHeader {
                let route = Route(child: catalog.child, name: entry.key)
                guard let name = snapshot.toolNames.name(of: route), let schema = entry.value["inputSchema"] else {
                    continue
                }
                let arguments = MirroredArgument.all(in: schema).valid
                if !arguments.isEmpty {
                    marked[name] = Entry(child: catalog.child, ownName: entry.key, arguments: arguments)
                }
            }
        }
        entries.withLock { $0 = marked }
    }

    /// The arguments of a tool as an agent knows it that sees all servers, or one alone.
    func arguments(of tool: String, server: String?) -> [MirroredArgument] {
        entries.withLock { entries in
            guard !entries.isEmpty else { return [] }
            guard let server else { return entries[tool]?.arguments ?? [] }
            return entries.values.first { $0.child == server && $0.ownName == tool }?.arguments ?? []
        }
    }
}
