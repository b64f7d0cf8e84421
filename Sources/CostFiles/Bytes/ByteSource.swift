/// Bytes that are read one after the other, blocking.
protocol ByteSource: AnyObject {
    /// Fills the buffer from its start; 0 at the end. Throws ``CostFileError``.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CostFileError) -> Int
}
