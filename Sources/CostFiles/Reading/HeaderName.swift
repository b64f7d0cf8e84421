/// Makes names of columns comparable.
enum HeaderName {
    /// Lower case letters and digits only. Of a translated header with the English name in parentheses, as Azure writes
    /// them (`Abonnement-GUID (SubscriptionGuid)`), the English name.
    static func key(_ header: String) -> String {
        var name = header[...]
        if name.last == ")", let open = name.lastIndex(of: "(") {
            let inner = name[name.index(after: open)...].dropLast()
            if !inner.isEmpty, inner.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) { name = inner }
        }
        return name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
