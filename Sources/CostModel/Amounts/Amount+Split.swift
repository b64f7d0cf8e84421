extension Amount {
    /// Splits the amount by weights, so that the parts add up to it to the last digit.
    ///
    /// Each part is rounded half to even to `decimals`; what is left over, with every digit that an amount may have
    /// below them, goes to the part with the largest weight (the first of several). The parts have the order of the
    /// weights. Throws ``AmountError/undefined`` when a weight is negative or all are zero, ``AmountError/overflow``.
    public func split(by weights: [Amount], decimals: Int = 2) throws(AmountError) -> [Amount] {
        let total = try Amount.sum(of: weights)
        guard total > .zero, !weights.contains(where: { $0 < .zero }) else { throw .undefined }
        var parts: [Amount] = []
        for weight in weights {
            parts.append(try scaled(by: weight.picos, over: total.picos).rounded(decimals: decimals))
        }
        let rest = try self - Amount.sum(of: parts)
        let largest = weights.indices.reduce(0) { weights[$1] > weights[$0] ? $1 : $0 }
        try parts[largest] += rest
        return parts
    }

    /// Splits the amount into `count` even parts that add up to it. Throws ``AmountError/undefined`` for none.
    public func split(into count: Int, decimals: Int = 2) throws(AmountError) -> [Amount] {
        guard count > 0 else { throw .undefined }
        return try split(by: Array(repeating: .one, count: count), decimals: decimals)
    }
}
