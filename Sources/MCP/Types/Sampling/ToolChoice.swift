public import JSONRPC

/// How a model uses the tools it is offered. Since 2025-11-25.
public struct ToolChoice: JSONObjectConvertible {
    /// Whether it may or must use them; nil means ``Mode/auto``.
    public var mode: Mode?
    /// Members that this version of the library does not know.
    public var other: JSONObject

    /// Creates a choice.
    public init(mode: Mode? = nil, other: JSONObject = [:]) {
        self.mode = mode
        self.other = other
    }
}

extension ToolChoice {
    /// Reads the members.
    public init(from reader: inout ObjectReader) throws(DecodingFailure) {
        mode = try reader.optional("mode")
        other = [:]
    }

    /// Writes the members.
    public func write(to writer: inout ObjectWriter) {
        writer.set("mode", mode)
    }
}

extension ToolChoice {
    /// Whether the model may or must use tools.
    public struct Mode: OpenStringSet {
        /// The mode as it is written in messages.
        public let rawValue: String

        /// Takes any text.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// As the model likes.
        public static let auto = Mode(rawValue: "auto")
        /// At least one.
        public static let required = Mode(rawValue: "required")
        /// No tool. Not `none`, which would read as nil.
        public static let noTools = Mode(rawValue: "none")
    }
}
