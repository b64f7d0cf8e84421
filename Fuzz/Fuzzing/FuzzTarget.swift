import CFuzzer
import Foundation

/// One property that libFuzzer tries to break with inputs of its own making.
public enum FuzzTarget {
    /// Set once by ``run(_:)`` before libFuzzer starts, on the only thread there is.
    nonisolated(unsafe) fileprivate static var property: (Span<UInt8>) -> Void = { _ in }

    /// Hands the process over to libFuzzer, which reads the command line and calls `property` until it is told to
    /// stop. A property says that it is broken by a trap, best through ``require(_:_:)``.
    public static func run(_ property: @escaping (Span<UInt8>) -> Void) -> Never {
        self.property = property
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, testOneInput))
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.property(UnsafeBufferPointer(start: start, count: count).span)
    return 0
}

/// Stops the process, so that libFuzzer keeps the input, unless `holds`.
@inline(__always)
public func require(_ holds: Bool, _ property: @autoclosure () -> String) {
    if !holds { stop(property()) }
}

@inline(never)
private func stop(_ property: String) -> Never {
    FileHandle.standardError.write(Data("\nbroken: \(property)\n".utf8))
    abort()
}
