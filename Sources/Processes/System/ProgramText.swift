#if os(Linux)
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif
#endif

/// The code of this program and its libraries in memory.
public enum ProgramText {
    /// Gives back the pages of code that starting has touched. What runs from now on is mapped again when it runs,
    /// from the system's cache; the rest is not resident in this process any more. Does nothing where that is not
    /// known to be possible.
    ///
    /// Only mappings of files that can be executed and not written are let go: nothing is ever stored in them.
    public static func release() {
        #if os(Linux)
        for range in executableRanges() {
            guard let start = UnsafeMutableRawPointer(bitPattern: range.lowerBound) else { continue }
            madvise(start, range.count, MADV_DONTNEED)
        }
        #endif
    }

    #if os(Linux)
    private static func executableRanges() -> [Range<UInt>] {
        guard let file = fopen("/proc/self/maps", "r") else { return [] }
        defer { fclose(file) }
        var ranges: [Range<UInt>] = []
        var line = [CChar](repeating: 0, count: 4_608)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if let range = range(text) { ranges.append(range) }
        }
        return ranges
    }

    /// The addresses of a line such as `55d0-55e0 r-xp 0000 fe:00 12 /usr/bin/x`, if it is code of a file.
    static func range(_ line: String) -> Range<UInt>? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: true)
        guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
        return bounds[0]..<bounds[1]
    }
    #endif
}
