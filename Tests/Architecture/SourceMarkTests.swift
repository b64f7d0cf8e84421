import Foundation
import Testing

/// Holds the marks that keep the sources readable and safe.
@Suite struct SourceMarkTests {
    @Test(arguments: ["Sources", "Commands", "Examples", "Benchmarks", "Tests"])
    func `no file has more than 500 lines`(folder: String) throws {
        for file in try ImportTableTests.sources(folder) {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 500, "\(file.lastPathComponent)")
        }
    }

    @Test func `a folder of sources holds at most twelve files`() throws {
        let folders = Dictionary(grouping: try ImportTableTests.sources("Sources")) { $0.deletingLastPathComponent() }
        for (folder, files) in folders { #expect(files.count <= 12, "\(folder.path)") }
    }

    @Test(arguments: [#"try!"#, #"\bas!"#, #"fatalError\("#, #"@unchecked"#, #"nonisolated\(unsafe\)"#, #"TODO|FIXME"#])
    func `nothing in the sources can crash or was left for later`(pattern: String) throws {
        let regex = try Regex(pattern)
        let files = try ImportTableTests.sources("Sources") + ImportTableTests.sources("Commands")
        for file in files {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let code = line.prefix { $0 != "/" }
                #expect(code.firstMatch(of: regex) == nil, "\(file.lastPathComponent): \(line)")
            }
        }
    }
}
