/// Takes bytes one after the other, blocking.
protocol ByteSink: AnyObject {
    /// Takes all of them. Throws ``CostFileError``.
    func write(_ bytes: [UInt8]) throws(CostFileError)
    /// Nothing follows. Throws ``CostFileError``.
    func finish() throws(CostFileError)
}
