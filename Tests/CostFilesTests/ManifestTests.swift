import CostFiles
import Foundation
import Testing

@Suite struct ManifestTests {
    @Test func `a manifest names the parts that lie next to it`() throws {
        let path = Sample.path("azure-rest/_composed/focus-export-manifest.json")
        let manifest = try ExportManifest(path: path)
        #expect(manifest.type == "FocusCost" && manifest.rowCount == 2112)
        #expect(manifest.parts.map(\.byteCount) == [160_769])
        #expect(try manifest.files(besides: "/data/manifest.json") == ["/data/part_0_0001.csv.gz"])
    }

    @Test(arguments: [#"{"blobs":[]}"#, "[]", "{", #"{"blobs":[{"byteCount":1}]}"#])
    func `what is no manifest is refused`(text: String) throws {
        try Sample.with(text: text) { path in
            #expect(throws: CostFileError.self) { try ExportManifest(path: path) }
        }
    }

    @Test func `a name never leads out of the folder`() throws {
        try Sample.with(text: #"{"blobs":[{"blobName":"../../etc/passwd"},{"blobName":"x/.."}]}"#) { path in
            let manifest = try ExportManifest(path: path)
            #expect(throws: CostFileError.self) { try manifest.files(besides: path) }
        }
    }
}
