import HTTPServing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What this process uses, by the names that Prometheus' own clients give it.
enum ProcessFigures {
    static var samples: [MetricSample] {
        [
            MetricSample("process_cpu_seconds_total", [], cpuSeconds, kind: .counter),
            MetricSample("process_peak_resident_memory_bytes", [], peakBytes),
            MetricSample("process_max_fds", [], maximumDescriptors),
        ] + systemSamples
    }

    private static var usage: rusage {
        var usage = rusage()
        #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        return usage
    }

    private static var cpuSeconds: Double {
        let usage = usage
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static var peakBytes: Double {
        #if canImport(Darwin)
        Double(usage.ru_maxrss)
        #else
        Double(usage.ru_maxrss) * 1_024
        #endif
    }

    private static var maximumDescriptors: Double {
        var limit = rlimit()
        #if canImport(Darwin)
        getrlimit(RLIMIT_NOFILE, &limit)
        #else
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #endif
        return Double(limit.rlim_cur)
    }
}
