/// The identity of a file: what is imported twice is recognised by it.
public enum FileDigest {
    /// The SHA-256 of the file as it lies on the disk, in hexadecimal. Blocks. Throws ``CostFileError``.
    public static func sha256(path: String) throws(CostFileError) -> String {
        let file = try RawFile(path: path, digests: true)
        try file.drain()
        return file.digest ?? ""
    }
}
