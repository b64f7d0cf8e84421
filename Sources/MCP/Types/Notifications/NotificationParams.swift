public import JSONRPC

/// The parameters of one kind of notification.
public protocol NotificationParams: JSONObjectConvertible {
    /// The method, such as `notifications/progress`.
    static var method: String { get }

    /// What is said about the notification rather than told by it: `_meta`.
    var meta: NotificationMeta? { get set }
}

extension NotificationParams {
    /// Reads the `params` of a message; absent ones are read as an object without members.
    ///
    /// - Throws: ``DecodingFailure`` whose pointer begins with `/params`.
    public init(params: JSONObject?) throws(DecodingFailure) {
        do { try self.init(params ?? JSONObject()) } catch { throw error.within("params") }
    }
}
