import Foundation

/// The processes of this machine, as `/proc` tells.
enum ProcessTable {
    /// One process; the time of its start tells it from a later one with the same number.
    struct Entry: Hashable, Sendable {
        let id: Int32
        let startTime: String
        let parent: Int32
    }

    /// The process with a number; nil when there is none. One that has ended and only waits to be counted is none.
    static func entry(_ id: Int32) -> Entry? {
        guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 19, let parent = Int32(fields[1]) else { return nil }
        guard fields[0] != "Z", fields[0] != "X" else { return nil }
        return Entry(id: id, startTime: String(fields[19]), parent: parent)
    }

    static func all() -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.compactMap(entry)
    }

    /// All processes below one, at any depth.
    static func descendants(of id: Int32) -> Set<Entry> {
        let children = Dictionary(grouping: all(), by: \.parent)
        var found: Set<Entry> = []
        var open = [id]
        while let parent = open.popLast() {
            for child in children[parent] ?? [] where found.insert(child).inserted { open.append(child.id) }
        }
        return found
    }

    /// All processes whose environment has this text in it.
    static func marked(_ marker: String) -> Set<Entry> {
        let text = Data(marker.utf8)
        return Set(
            all().filter { entry in
                guard let environment = FileManager.default.contents(atPath: "/proc/\(entry.id)/environ") else {
                    return false
                }
                return environment.range(of: text) != nil
            })
    }

    static func isRunning(_ entry: Entry) -> Bool { Self.entry(entry.id)?.startTime == entry.startTime }

    /// Waits until none of these is running.
    static func waitForEnd(of entries: some Sequence<Entry>) async throws {
        let entries = Array(entries)
        try await Patience.until("the end of the processes \(entries.map(\.id))") {
            !entries.contains(where: isRunning)
        }
    }
}
