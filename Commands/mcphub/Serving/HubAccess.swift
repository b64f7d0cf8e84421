import HTTPServing
import MCPHub
import SystemPackage

/// Who may use a hub on the network, as its configuration says.
struct HubAccess {
    let door: FrontDoor
    let tokens: TokenWatch?
    private let settings: HubSettings
    private let variables: [String: String]

    /// - Throws: ``CommandFailure`` for settings that would let strangers in, or nobody.
    init(_ settings: HubSettings, _ program: ProgramEnvironment, host: String, port: Int) throws(CommandFailure) {
        self.settings = settings
        variables = program.variables
        let access = settings.access
        let isLocal = ["127.0.0.1", "::1", "localhost"].contains(host)
        let mode = access.mode ?? .none
        if mode == .none, !isLocal, !access.allowsStrangers {
            throw CommandFailure(
                .usage, "\(host) can be reached from other machines, and nobody would be asked who they are.",
                "Set \"access\": { \"mode\": \"token\" } below \"hub\", or \"allowStrangers\": true if you mean it.")
        }
        var door = FrontDoor(
            site: SitePolicy(
                hosts: settings.http.allowedHosts + (isLocal ? [] : [host]), origins: settings.http.allowedOrigins),
            limiter: RateLimiter(requestsPerMinute: try Self.requestsPerMinute(settings, variables)),
            openPaths: HubRoutes.open, publicURL: settings.http.publicURL,
            scopes: (access.scopes ?? [:]).keys.sorted(), asksForCredentials: mode != .none)
        switch mode {
        case .none: tokens = nil
        case .token:
            guard let path = program.locations.tokenFile else {
                throw CommandFailure(.usage, "HOME is not set, so there are no tokens; set it.")
            }
            let watch = TokenWatch(file: TokenFile(path: FilePath(path)))
            do { try watch.read() } catch { throw CommandFailure(.usage, error) }
            door.authenticator = watch.authenticator
            tokens = watch
        case .jwt:
            door.authenticator = try Self.jwt(settings, variables, port: port)
            door.issuer = access.jwt.issuer
            tokens = nil
        }
        self.door = door
    }

    /// The certificate, if there is to be encryption.
    func certificate() throws(CommandFailure) -> HTTPServer.Certificate? {
        guard let tls = settings.http.tls else { return nil }
        do {
            return HTTPServer.Certificate(
                certificateFile: try tls.certificate.expandedPath(in: variables),
                keyFile: try tls.key.expandedPath(in: variables))
        } catch { throw CommandFailure(.usage, error) }
    }

    private static func requestsPerMinute(
        _ settings: HubSettings, _ variables: [String: String]
    ) throws(CommandFailure) -> Int {
        if let limit = settings.http.requestsPerMinute { return limit }
        guard let text = variables["RATE_LIMIT_MAX_REQUESTS"], !text.isEmpty else { return 1_000 }
        guard let limit = Int(text), limit > 0 else {
            throw CommandFailure(.usage, "RATE_LIMIT_MAX_REQUESTS is no number greater than 0.")
        }
        return limit
    }

    private static func jwt(
        _ settings: HubSettings, _ variables: [String: String], port: Int
    ) throws(CommandFailure) -> JWTAuthenticator {
        let jwt = settings.access.jwt
        let base = settings.http.publicURL ?? "http://127.0.0.1:\(port)"
        let rules = JWTAuthenticator.Rules(
            issuer: jwt.issuer, audiences: jwt.audience.map { [$0] } ?? [base, base + "/mcp"],
            principalClaim: jwt.principalClaim, departmentsClaim: jwt.departmentsClaim)
        let keys: JWTAuthenticator.Keys
        do {
            if let secret = jwt.secret {
                let text = try secret.expandedText(in: variables)
                // RFC 7518 section 3.2: a key as long as the hash, or longer.
                guard text.utf8.count >= 32 else {
                    throw CommandFailure(
                        .usage, "The secret of jwt is shorter than 32 bytes.", "Take one that nobody can guess.")
                }
                keys = .secret(text)
            } else if let place = jwt.keys {
                keys = try KeySource(place, in: variables).keys(variables)
            } else {
                throw CommandFailure(.usage, "Signed tokens cannot be checked: give jwt a \"secret\" or \"keys\".")
            }
        } catch let failure as CommandFailure { throw failure } catch { throw CommandFailure(.usage, error) }
        return JWTAuthenticator(rules: rules, keys: keys) { WallTime.now().milliseconds / 1_000 }
    }
}

/// Follows the file of tokens.
final class TokenWatch: Sendable {
    let authenticator = TokenAuthenticator([])
    private let file: TokenFile
    private let watch: TokenFileWatch

    init(file: TokenFile) {
        self.file = file
        watch = TokenFileWatch(path: file.path.string)
    }

    /// Reads the file now.
    func read() throws { authenticator.update(try file.read()) }

    /// Reads the file if it is another than before. One that cannot be read changes nothing.
    func look() async {
        guard await watch.hasChanged() else { return }
        try? read()
    }
}

/// Whether a file has become another.
private actor TokenFileWatch {
    private var watch: FileWatch

    init(path: String) {
        watch = FileWatch([path])
    }

    func hasChanged() -> Bool { watch.look() }
}
