import Foundation

/// Texts as an array of C strings, with a null pointer at its end and in the place of `nil`.
enum CStrings {
    static func with<Result>(
        _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let list = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: texts.count + 1)
        let copies = texts.map { $0.flatMap { strdup($0) } }
        for (index, copy) in copies.enumerated() { (list + index).initialize(to: UnsafePointer(copy)) }
        (list + texts.count).initialize(to: nil)
        defer {
            for copy in copies { free(copy) }
            list.deallocate()
        }
        return body(UnsafePointer(list))
    }
}
