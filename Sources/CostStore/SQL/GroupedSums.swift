/// Sums by keys, in the words of SQL; all of it is integers.
struct GroupedSums {
    let keys: [String]
    let count: String
    let micros: String
    let picos: String
    /// From `FROM` on.
    let tail: String

    /// For a database that groups by hashing.
    var grouping: String {
        let places = (1...keys.count).map(String.init).joined(separator: ", ")
        return "SELECT \(keys.joined(separator: ", ")), sum(\(count)), coalesce(sum(\(micros)), 0),"
            + " coalesce(sum(\(picos)), 0) \(tail) GROUP BY \(places)"
    }

    /// All rows, to be grouped here.
    var plain: String {
        "SELECT \(keys.joined(separator: ", ")), \(count), \(micros), \(picos) \(tail)"
    }
}
