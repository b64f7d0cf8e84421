/// One page of a list.
public protocol PaginatedResult: CacheableResult {
    /// Where the next page begins; nil on the last page. An empty string is a cursor like any other.
    var nextCursor: String? { get set }
}
