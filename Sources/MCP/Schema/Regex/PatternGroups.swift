/// The capturing groups of a pattern, found by a glance over it before it is parsed.
struct PatternGroups {
    /// How many there are.
    private(set) var count = 0
    /// The numbers of those with a name.
    private(set) var names: [String: Int] = [:]
    /// A name given twice, if any.
    private(set) var repeatedName: String?

    /// Counts the parentheses that are neither escaped nor inside a class.
    init(_ scalars: [Unicode.Scalar]) {
        var offset = 0
        var isInClass = false
        while offset < scalars.count {
            switch scalars[offset] {
            case "\\": offset += 1
            case "[": isInClass = true
            case "]": isInClass = false
            case "(" where !isInClass: open(scalars[(offset + 1)...])
            default: break
            }
            offset += 1
        }
    }

    private mutating func open(_ rest: ArraySlice<Unicode.Scalar>) {
        guard rest.first == "?" else {
            count += 1
            return
        }
        let head = rest.dropFirst()
        guard head.first == "<", let next = head.dropFirst().first, next != "=", next != "!" else { return }
        count += 1
        var view = String.UnicodeScalarView()
        view.append(contentsOf: head.dropFirst().prefix { $0 != ">" })
        let name = String(view)
        if names.updateValue(count, forKey: name) != nil { repeatedName = name }
    }
}
