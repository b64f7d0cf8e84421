import Foundation

/// Texts as an array of C strings, with a null pointer at its end and in the place of `nil`.
enum CStrings {
    static func with<Result>(
        _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { $0.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer($0) } + [nil]
        return pointers.withUnsafeBufferPointer { buffer in
            // The array has at least the null pointer at its end.
            buffer.baseAddress.map(body)
        } ?? body(emptyList)
    }

    nonisolated(unsafe) private static let emptyList: UnsafePointer<UnsafePointer<CChar>?> = {
        let list = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: 1)
        list.initialize(to: nil)
        return UnsafePointer(list)
    }()
}
