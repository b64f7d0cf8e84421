import JSONRPC

/// Hidden characters in one text of a catalog.
public struct HiddenText: Hashable, Sendable {
    /// What the text belongs to: a list, or nil for the instructions of the child.
    public let kind: ListKind?
    /// The name or URI of the entry at the child; empty for the instructions.
    public let entry: String
    /// Where in the entry, as a JSON Pointer; a key that hides something is told by its own place.
    public let pointer: String
    /// What kind of characters they are.
    public let character: HiddenCharacter
    /// The code points in order, at most ``limit`` of them.
    public let codePoints: [UInt32]

    /// How many code points of one text are told.
    public static let limit = 32

    /// Looks through everything that a child says about itself.
    ///
    /// Every text of an entry counts, down to the descriptions inside schemas: a model reads them all.
    public static func scan(_ catalog: ChildCatalog) -> [HiddenText] {
        let instructions = catalog.instructions.map { scan(text: $0, kind: nil, entry: "", at: "") } ?? []
        return instructions + ListKind.allCases.flatMap { catalog[$0].entries.flatMap(scan) }
    }

    /// Looks through one entry.
    public static func scan(_ entry: CatalogEntry) -> [HiddenText] {
        scan(.object(entry.value), of: entry, at: "")
    }

    private static func scan(_ value: JSONValue, of entry: CatalogEntry, at pointer: String) -> [HiddenText] {
        switch value {
        case .string(let text): scan(text: text, kind: entry.kind, entry: entry.key, at: pointer)
        case .array(let elements):
            elements.enumerated().flatMap { scan($1, of: entry, at: "\(pointer)/\($0)") }
        case .object(let object):
            object.members.flatMap { member in
                let place = "\(pointer)/\(member.key)"
                return scan(text: member.key, kind: entry.kind, entry: entry.key, at: place)
                    + scan(member.value, of: entry, at: place)
            }
        default: []
        }
    }

    private static func scan(text: String, kind: ListKind?, entry: String, at pointer: String) -> [HiddenText] {
        let found = HiddenScan(text).found
        return HiddenCharacter.allCases.compactMap { character in
            guard let points = found[character] else { return nil }
            return HiddenText(
                kind: kind, entry: entry, pointer: pointer, character: character,
                codePoints: Array(points.prefix(limit)))
        }
    }
}

extension HiddenText: CustomStringConvertible {
    /// One sentence for people, such as `tool 'x', /description: hidden characters (tag): U+E0041 U+E0042`.
    public var description: String {
        let points = codePoints.map { point in
            let digits = String(point, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        let subject = kind.map { "\($0.noun) '\(HiddenCharacter.visible(entry))'" } ?? "instructions"
        let place = pointer.isEmpty ? "" : ", \(HiddenCharacter.visible(pointer))"
        return "\(subject)\(place): hidden characters (\(character.rawValue)): \(points.joined(separator: " "))"
    }
}

/// The hidden characters of one text.
struct HiddenScan {
    /// The code points of each kind in order.
    private(set) var found: [HiddenCharacter: [UInt32]] = [:]

    init(_ text: String) {
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) else { return }
        let scalars = Array(text.unicodeScalars)
        for (position, scalar) in scalars.enumerated() {
            if let character = HiddenCharacter(scalar), !Self.joinsEmoji(scalars, at: position) {
                found[character, default: []].append(scalar.value)
            } else if HiddenCharacter.isVariationSelector(scalar), Self.isInRun(scalars, at: position) {
                found[.variationSelectors, default: []].append(scalar.value)
            }
        }
    }

    /// Whether the character is the joiner inside one emoji, where it belongs.
    private static func joinsEmoji(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
        guard scalars[position].value == 0x200D, position > 0, position + 1 < scalars.count else { return false }
        let before = scalars[position - 1]
        return isPicture(scalars[position + 1])
            && (isPicture(before) || before.value == 0xFE0F || before.properties.isEmojiModifier)
    }

    private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.isEmoji
    }

    private static func isInRun(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
        let neighbours = [position - 1, position + 1].filter(scalars.indices.contains)
        return neighbours.contains { HiddenCharacter.isVariationSelector(scalars[$0]) }
    }
}
