import JSONRPC
import Testing

@testable import MCP

@Suite struct PageTests {
    static let items = ["a", "", "é", "a b", "z"]

    @Test(arguments: [1, 2, 3, 4, 5, 6, 1000])
    func `pages of every size hold all items once and in order`(size: Int) throws {
        var (found, sizes, cursor): ([String], [Int], String?) = ([], [], nil)
        repeat {
            let page = try Page(of: Self.items, after: cursor, size: size, key: \.self)
            found += page.items
            sizes.append(page.items.count)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(found == Self.items)
        #expect(sizes.dropLast().allSatisfy { $0 == size })
        #expect(sizes.last.map { $0 > 0 } == true)
    }

    @Test(arguments: [0, -1]) func `a page holds at least one item`(size: Int) throws {
        let page = try Page(of: Self.items, after: nil, size: size, key: \.self)
        #expect(page.items == ["a"])
        #expect(page.nextCursor != nil)
    }

    @Test func `the page of an empty list is empty and the last`() throws {
        let page = try Page(of: [String](), after: nil, size: 10, key: \.self)
        #expect(page.items.isEmpty)
        #expect(page.nextCursor == nil)
    }

    @Test(arguments: Array(items.indices))
    func `a cursor goes on behind the item it names`(position: Int) throws {
        let cursor = Base64.encode(Array(Self.items[position].utf8))
        let page = try Page(of: Self.items, after: cursor, size: 10, key: \.self)
        #expect(page.items == Array(Self.items[(position + 1)...]))
        #expect(page.nextCursor == nil)
    }

    @Test(arguments: ["!", "b", "YQ", Base64.encode([0xFF]), Base64.encode(Array("unknown".utf8))])
    func `a cursor that names nothing is refused`(cursor: String) {
        let error = #expect(throws: RPCError.self) { try Page(of: Self.items, after: cursor, size: 10, key: \.self) }
        #expect(error?.code == RPCError.invalidParamsCode)
    }

    @Test func `items that come and go between two pages neither repeat nor hide others`() throws {
        let first = try Page(of: ["a", "b", "c", "d"], after: nil, size: 2, key: \.self)
        let grown = try Page(of: ["0", "a", "b", "b2", "c", "d"], after: first.nextCursor, size: 9, key: \.self)
        #expect(grown.items == ["b2", "c", "d"])
        let shrunk = try Page(of: ["b", "d"], after: first.nextCursor, size: 9, key: \.self)
        #expect(shrunk.items == ["d"])
        #expect(throws: RPCError.self) { try Page(of: ["a", "c", "d"], after: first.nextCursor, size: 9, key: \.self) }
    }
}
