#if os(Linux)
import HTTPServing

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

extension ProcessFigures {
    /// What Linux tells in `/proc` (proc(5)).
    static var systemSamples: [MetricSample] {
        [
            resident.map { MetricSample("process_resident_memory_bytes", [], $0) },
            start.map { MetricSample("process_start_time_seconds", [], $0) },
            openDescriptors.map { MetricSample("process_open_fds", [], $0) },
        ].compactMap(\.self)
    }

    private static var resident: Double? {
        fields(of: "/proc/self/statm").dropFirst().first.flatMap { Double($0) }.map {
            $0 * Double(sysconf(Int32(_SC_PAGESIZE)))
        }
    }

    /// The 22nd field of `stat` counts ticks since the machine began. The second one is a name and may hold blanks, so
    /// it is counted from the parenthesis behind it.
    private static var start: Double? {
        let own = text(of: "/proc/self/stat")
        guard let name = own.lastIndex(of: ")") else { return nil }
        let ticks = own[name...].split(separator: " ").dropFirst(20).first.flatMap { Double($0) }
        let begin = text(of: "/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime ") }
        guard let ticks, let begin, let seconds = Double(begin.dropFirst(6)) else { return nil }
        return seconds + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static var openDescriptors: Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) {
            count += entry.pointee.d_name.0 == Int8(bitPattern: UInt8(ascii: ".")) ? 0 : 1
        }
        // The one that is open to read the others does not count.
        return Double(count - 1)
    }

    private static func fields(of path: String) -> [Substring] { text(of: path).split(separator: " ") }

    private static func text(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
#else
import HTTPServing

extension ProcessFigures {
    /// Other systems tell less.
    static var systemSamples: [MetricSample] { [] }
}
#endif
