import CostFiles
import CostModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads a file, and prints what that cost.
enum ReadMeasurement {
    static func run(_ path: String, options: CostFileOptions) throws {
        var options = options
        // The baseline computes none either.
        options.digests = false
        let start = cpuSeconds()
        let reader = try CostFileReader(path: path, options: options)
        var rows = 0
        while let batch = try reader.next() { rows += batch.count }
        let seconds = cpuSeconds() - start
        let progress = reader.progress
        let megabytes = Double(progress.totalBytes) / 1e6
        print("\(reader.dialect)\t\(rows) rows\t\(megabytes) MB\t\(seconds) s CPU\t\(megabytes / seconds) MB/s")
        print("rounded \(progress.roundedAmounts)\tpeak \(peakMebibytes()) MiB")
    }

    private static func cpuSeconds() -> Double {
        let usage = usage()
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static func peakMebibytes() -> Int { Int(usage().ru_maxrss) / 1024 }

    private static func usage() -> rusage {
        var usage = rusage()
        #if canImport(Glibc)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
        getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage
    }
}
