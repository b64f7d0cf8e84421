/// How a file is packed, by its first bytes; its name does not matter.
enum FileKind {
    case plain
    case gzip
    case zip
    case unsupported(String)

    init(_ head: [UInt8]) {
        self =
            switch head.prefix(4) {
            case [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]: .zip
            case Array("PAR1".utf8)[...]: .unsupported("Parquet")
            case [0x28, 0xB5, 0x2F, 0xFD]: .unsupported("Zstandard")
            case Array("ORC".utf8)[...]: .unsupported("ORC")
            default:
                switch head.prefix(2) {
                case [0x1F, 0x8B]: .gzip
                case [0xFF, 0xFE], [0xFE, 0xFF]: .unsupported("UTF-16")
                default: .plain
                }
            }
    }
}
