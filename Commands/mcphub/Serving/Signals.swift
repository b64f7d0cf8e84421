import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Signals to this process as a sequence, in the place of what they do by themselves. They come for as long as this
/// value is held.
struct Signals {
    /// The numbers of the signals as they come.
    let numbers: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    /// Takes the given signals from now on.
    init(_ wanted: [Int32]) {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(16))
        let queue = DispatchQueue(label: "mcphub.signals")
        numbers = stream
        sources = wanted.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
    }

    /// Lets go of the signals; they do nothing from then on.
    func cancel() {
        for source in sources { source.cancel() }
    }
}
