import CCurl

/// What an answer says of when to come back.
enum RetryAfter {
    /// The longest wait that any header field asks for whose name has `retry-after` in it; nil when none does.
    ///
    /// Azure sends several (`x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after` and others), and all have to have
    /// passed. A value is seconds, milliseconds where the name ends in `-ms`, or a date (RFC 9110 section 10.2.3).
    ///
    /// - Parameter now: seconds since 1970, for dates.
    static func wait(_ headers: HTTPHeaders, now: Int64) -> Duration? {
        headers.fields.compactMap { field in
            let name = field.name.lowercased()
            guard name.contains("retry-after") else { return nil }
            return wait(field.value, isMilliseconds: name.hasSuffix("-ms"), now: now)
        }.max()
    }

    private static func wait(_ value: String, isMilliseconds: Bool, now: Int64) -> Duration? {
        if let number = Double(value) {
            // A bound, so that no number overflows; longer than any budget.
            guard number >= 0, number < 1e9 else { return nil }
            return .milliseconds(Int64(isMilliseconds ? number.rounded(.up) : (number * 1000).rounded(.up)))
        }
        let date = Int64(curl_getdate(value, nil))
        return date < 0 ? nil : .seconds(max(0, date - now))
    }
}
