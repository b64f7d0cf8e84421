import NIOCore

/// What is different for agents from one snapshot to the next; what drives `list_changed`.
public struct RegistryDifference: Hashable, Sendable {
    /// What is different in one list, by the names that agents see, each in the order of its list.
    public struct List: Hashable, Sendable {
        /// What is new.
        public let added: [String]
        /// What is gone.
        public let removed: [String]
        /// What says something else than before.
        public let changed: [String]

        /// Whether nothing is different. The order does not count, nor does white space or the order of members.
        public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

        init(from old: ExposedList, to new: ExposedList) {
            added = new.names.filter { old.position(of: $0) == nil }
            removed = old.names.filter { new.position(of: $0) == nil }
            changed = new.names.filter { name in
                guard let before = old.entry(name), let after = new.entry(name), before != after else { return false }
                return (try? CatalogEntry(new.kind, before.readableBytesUInt8Span))
                    != (try? CatalogEntry(new.kind, after.readableBytesUInt8Span))
            }
        }
    }

    /// The tools.
    public let tools: List
    /// The prompts.
    public let prompts: List
    /// The resources.
    public let resources: List
    /// The templates of resources.
    public let resourceTemplates: List

    /// Compares two snapshots.
    public init(from old: RegistrySnapshot, to new: RegistrySnapshot) {
        tools = List(from: old.tools, to: new.tools)
        prompts = List(from: old.prompts, to: new.prompts)
        resources = List(from: old.resources, to: new.resources)
        resourceTemplates = List(from: old.resourceTemplates, to: new.resourceTemplates)
    }

    /// Whether `notifications/tools/list_changed` is due.
    public var toolsChanged: Bool { !tools.isEmpty }
    /// Whether `notifications/prompts/list_changed` is due.
    public var promptsChanged: Bool { !prompts.isEmpty }
    /// Whether `notifications/resources/list_changed` is due, which is about templates too.
    public var resourcesChanged: Bool { !resources.isEmpty || !resourceTemplates.isEmpty }
    /// Whether nothing is due.
    public var isEmpty: Bool { !toolsChanged && !promptsChanged && !resourcesChanged }
}
