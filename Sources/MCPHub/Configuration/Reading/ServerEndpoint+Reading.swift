import JSONRPC

extension ServerEndpoint {
    /// Reads the members that say how a server is reached, whichever client they were written for.
    init?(reading section: inout Section) {
        let type = section.value("type", .serverType)
        let process = ProcessEndpoint(reading: &section)
        let remote = RemoteEndpoint(type?.binding ?? .automatic, reading: &section)
        let isTyped = section.object["type"] != nil
        switch (section.object["command"] != nil, section.object["url"] != nil) {
        case (true, true) where !isTyped:
            section.report(.error, "both command and url are set", "remove one, or say with type which one counts")
        case (false, false):
            section.report(.error, "neither command nor url is set", "set one of them")
        case (false, true) where type == .process:
            section.report(.error, "a stdio server needs a command", "set it, or set type to \"http\"")
        case (true, false) where type?.binding != nil:
            section.report(.error, "an HTTP server needs a url", "set it, or set type to \"stdio\"")
        default: break
        }
        if type == .process || type == nil, let process { self = .process(process); return }
        guard let remote, type != .process else { return nil }
        self = .remote(remote)
    }
}

/// What `type` says.
private enum ServerType {
    case process
    case http
    case sse

    var binding: RemoteEndpoint.Binding? {
        switch self {
        case .process: nil
        case .http: .http
        case .sse: .sse
        }
    }
}

extension SettingForm<ServerType> {
    fileprivate static var serverType: Self {
        Self("one of stdio, http, sse", "write one of these in quotes") { json in
            switch json.string {
            case "stdio": .process
            case "http", "streamable-http", "streamableHttp": .http
            case "sse": .sse
            default: nil
            }
        }
    }
}

extension ProcessEndpoint {
    fileprivate init?(reading section: inout Section) {
        let command = section.value("command", .template(allowsEmpty: false))
        let arguments = section.list("args", .template())
        let environment = section.values("env", .template())
        let environmentFile = section.value("envFile", .template(allowsEmpty: false))
        let workingDirectory = section.value("cwd", .template(allowsEmpty: false))
        section.checkNames("env", "a name without '='") { !$0.isEmpty && !$0.utf8.contains { $0 == 0 || $0 == 0x3D } }
        guard let command else { return nil }
        if arguments?.isEmpty != false, Self.isCommandLine(command.text) {
            section.report(
                .note, at: "command", "this looks like a command with arguments, and no shell splits it",
                "move the arguments to args")
        }
        self.init(
            command: command, arguments: arguments ?? [], environment: environment ?? [:],
            environmentFile: environmentFile, workingDirectory: workingDirectory)
    }

    private static func isCommandLine(_ text: String) -> Bool {
        guard let space = text.firstIndex(of: " ") else { return false }
        return !text[..<space].contains("/") && !text.contains("\\")
    }
}

extension RemoteEndpoint {
    fileprivate init?(_ binding: Binding, reading section: inout Section) {
        let url = section.value("url", .url)
        let headers = section.values("headers", .template())
        section.checkNames("headers", "the name of an HTTP field") { name in
            !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
        }
        guard let url else { return nil }
        self.init(binding, url: url, headers: headers ?? [:])
    }
}

extension SettingForm<Template> {
    /// An address, or a variable that may hold one.
    fileprivate static var url: Self {
        Self { (json, origin) throws(Misfit) in
            let template = try SettingForm.template().read(json, origin)
            guard ["http://", "https://", "${"].contains(where: template.text.hasPrefix) else {
                throw Misfit(expected: "an address that begins with http:// or https://", remedy: "write it in full")
            }
            return template
        }
    }
}

extension Section {
    /// Notes each key of the object at `key` that is not what it should be.
    fileprivate func checkNames(_ key: String, _ expected: String, isName: (String) -> Bool) {
        for name in object[key]?.object?.keys.filter({ !isName($0) }) ?? [] {
            place(key).report(.error, at: name, "expected \(expected)", "write another name")
        }
    }
}
