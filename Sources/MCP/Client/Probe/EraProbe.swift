package import JSONRPC

/// Finds out which era a server speaks, as a value: it is told what happens and says what to do.
///
/// `server/discover` goes first. A server that answers it, or refuses it with an error that only the modern era has,
/// is modern. Any other error, silence or an exit means a legacy server, which gets `initialize`, in a fresh process if
/// it is gone. A slow modern server may still answer the first question late, or refuse the second one with -32022;
/// both put the verdict right. No single error code decides, because real servers use many.
package struct EraProbe: Hashable, Sendable {
    /// What has happened.
    package enum Event: Hashable, Sendable {
        case discovered([ProtocolVersion])
        case discoverFailed(RPCError)
        case discoverTimedOut
        case initialized(ProtocolVersion)
        case initializeFailed(RPCError)
        case initializeTimedOut
        case exited
    }

    /// What is to be done next.
    package enum Action: Hashable, Sendable {
        case sendDiscover(ProtocolVersion)
        case sendInitialize(ProtocolVersion)
        /// The server has exited: start it again, then send `initialize`.
        case relaunchAndInitialize(ProtocolVersion)
        case useModern(ProtocolVersion)
        case useLegacy(ProtocolVersion)
        case fail(ConnectionFailure)
        /// Keep waiting.
        case wait
    }

    private enum State: Hashable, Sendable {
        case discovering(ProtocolVersion)
        case initializing
        case settled
    }

    private var state: State
    private var isSecondLaunch = false
    private var hasRetriedDiscover = false
    /// Versions that a modern server has named and this library does not speak, for the final error.
    private var foreignVersions: [ProtocolVersion] = []

    /// Begins with the question that `first` names: with ``Action/sendInitialize(_:)`` where the era is already known.
    package init(era: ProtocolVersion.Era) {
        state = era == .modern ? .discovering(.latest) : .initializing
    }

    /// Takes note that this is the second launch of a server that exited when it was first asked.
    package mutating func hasRelaunched() {
        isSecondLaunch = true
    }

    /// What to do at the beginning.
    package var first: Action {
        if case .discovering(let version) = state { .sendDiscover(version) } else { .sendInitialize(.latestLegacy) }
    }

    /// Takes in what has happened.
    package mutating func receive(_ event: Event) -> Action {
        switch (state, event) {
        case (.settled, _): .wait
        case (_, .discovered(let versions)): discovered(versions)
        case (.discovering, .discoverFailed(let error)): discoverFailed(error)
        case (.discovering, .discoverTimedOut): beginInitialize()
        case (.initializing, .initialized(let version)): initialized(version)
        case (.initializing, .initializeFailed(let error)): initializeFailed(error)
        case (.initializing, .initializeTimedOut): giveUp(.silent)
        case (_, .exited): exited()
        default: .wait
        }
    }

    private mutating func discovered(_ versions: [ProtocolVersion]) -> Action {
        if let version = Self.best(versions) { return settle(.useModern(version)) }
        foreignVersions = versions
        if case .initializing = state { return .wait }
        return beginInitialize()
    }

    private mutating func discoverFailed(_ error: RPCError) -> Action {
        guard error.isRecognizedModernError else { return beginInitialize() }
        guard let supported = error.unsupportedProtocolVersion?.supported else { return settle(.fail(.refused(error))) }
        guard let better = Self.best(supported), !hasRetriedDiscover else {
            return settle(.fail(.noCommonVersion(supported)))
        }
        return discoverAgain(better)
    }

    private mutating func initialized(_ version: ProtocolVersion) -> Action {
        guard ProtocolVersion.supportedLegacy.contains(version) else {
            return settle(.fail(.noCommonVersion([version])))
        }
        return settle(.useLegacy(version))
    }

    private mutating func initializeFailed(_ error: RPCError) -> Action {
        if let supported = error.unsupportedProtocolVersion?.supported, !hasRetriedDiscover {
            guard let version = Self.best(supported) else { return settle(.fail(.noCommonVersion(supported))) }
            return discoverAgain(version)
        }
        return giveUp(.refused(error))
    }

    /// Fails: for the versions that the server has named, where it has, because they say more than `failure`.
    private mutating func giveUp(_ failure: ConnectionFailure) -> Action {
        settle(.fail(foreignVersions.isEmpty ? failure : .noCommonVersion(foreignVersions)))
    }

    private mutating func exited() -> Action {
        guard !isSecondLaunch else { return giveUp(.exited) }
        isSecondLaunch = true
        state = .initializing
        return .relaunchAndInitialize(.latestLegacy)
    }

    private mutating func beginInitialize() -> Action {
        state = .initializing
        return .sendInitialize(.latestLegacy)
    }

    private mutating func discoverAgain(_ version: ProtocolVersion) -> Action {
        hasRetriedDiscover = true
        state = .discovering(version)
        return .sendDiscover(version)
    }

    private mutating func settle(_ action: Action) -> Action {
        state = .settled
        return action
    }

    /// The newest of `versions` that needs no handshake and that this library speaks.
    private static func best(_ versions: [ProtocolVersion]) -> ProtocolVersion? {
        ProtocolVersion.supportedModern.first(where: versions.contains)
    }
}
