import Foundation
import JSONRPC
import Testing

/// The sample that comes with the program.
@Suite struct SampleDataTests {
    private static let sample = Peer.repository.appending(path: "Examples/sample-data").path

    @Test func `the first question has an answer, which says that it is about sample data`() async throws {
        let trial = try CostTrial()
        try await trial.work("import", "--sample", Self.sample)
        let answer = try await trial.work("call", "cost_summary")
        #expect(answer.contains("USD") && answer.contains("sample data"), "\(answer)")
        let json = try await trial.json("call", "cost_summary")
        #expect(json["structuredContent"]?["source"]?["kind"] == "sample", "\(json)")
        #expect(json["structuredContent"]?["total"]?[0]?["amount"] == "103807.720981944759", "\(json)")
    }

    @Test func `the sample says where it is from and is small`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.sample)
        let size = try files.reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(Self.sample)/\(name)")
            return sum + (attributes[.size] as? Int ?? 0)
        }
        #expect(size < 1_500_000)
        let text = try String(contentsOfFile: "\(Self.sample)/README.md", encoding: .utf8)
        #expect(text.contains("CC BY 4.0") && text.contains("MIT") && text.contains("focus-data-toolkit"))
    }
}
