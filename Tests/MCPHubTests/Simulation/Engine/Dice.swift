@testable import MCPHub

/// Every decision of a simulation comes from here, so that a seed decides all of it. Nothing of the standard library
/// that draws numbers is used: how it does so may change.
extension RandomSource {
    /// A number of `range`, which is not empty.
    mutating func number(_ range: Range<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// Whether something happens that happens `percent` times out of a hundred.
    mutating func chance(_ percent: Int) -> Bool { number(0..<100) < percent }

    /// One of `items`, of which there is at least one.
    mutating func pick<Item>(_ items: [Item]) -> Item { items[number(0..<items.count)] }

    /// One of `items`, as often as its weight says.
    mutating func pick<Item>(weighted items: [(weight: Int, item: Item)]) -> Item {
        var left = number(0..<items.reduce(0) { $0 + $1.weight })
        for (weight, item) in items {
            if left < weight { return item }
            left -= weight
        }
        return items[0].item
    }

    /// A time up to `longest`, which is mostly much shorter.
    mutating func delay(upTo longest: Duration) -> Duration {
        let microseconds = max(1, Int(longest / .microseconds(1)))
        switch number(0..<10) {
        case 0..<4: return .microseconds(number(0..<max(1, microseconds / 100)))
        case 4..<8: return .microseconds(number(0..<max(1, microseconds / 10)))
        default: return .microseconds(number(0..<microseconds))
        }
    }
}
