public import JSONRPC

/// The parameters of one method. They know their method and the result it has, so that a call needs nothing else.
public protocol RequestParams: JSONObjectConvertible {
    /// What a successful answer holds.
    associatedtype Result: JSONObjectConvertible

    /// The method, such as `tools/call`.
    static var method: String { get }

    /// What is said about the request rather than asked by it: `_meta`.
    var meta: RequestMeta? { get set }
}

extension RequestParams {
    /// Reads the `params` of a message; absent ones are read as an object without members.
    ///
    /// - Throws: ``DecodingFailure`` whose pointer begins with `/params`.
    public init(params: JSONObject?) throws(DecodingFailure) {
        do { try self.init(params ?? JSONObject()) } catch { throw error.within("params") }
    }
}
