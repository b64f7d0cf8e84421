import HTTPServing
import Testing

/// When the keys of an issuer are fetched, and for how long they are good.
@Suite struct SigningKeysTests {
    private func isGood(_ token: String, _ authenticator: JWTAuthenticator) async -> Bool {
        let outcome: AuthenticationOutcome
        if let known = authenticator.known(token) {
            outcome = known
        } else {
            outcome = await authenticator.authenticate(token)
        }
        if case .caller(let caller) = outcome { return caller.principal == "ada" }
        return false
    }

    @Test func `keys are fetched once for all who come while they are fresh, also at the same time`() async throws {
        let issuer = Issuer("a", "b")
        let authenticator = issuer.authenticator()
        let tokens = [try await issuer.token("a"), try await issuer.token("b")]
        let good = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 { group.addTask { await isGood(tokens[number % 2], authenticator) } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(good == 20)
        issuer.advance(by: .seconds(299))
        #expect(await isGood(tokens[0], authenticator))
        #expect(issuer.fetches == 1)
    }

    @Test func `a key that is gone is refused as soon as the keys are old, also for a token that was good`()
        async throws
    {
        let issuer = Issuer("a")
        let authenticator = issuer.authenticator()
        let token = try await issuer.token("a")
        #expect(await isGood(token, authenticator))
        issuer.publish("b")
        issuer.advance(by: .seconds(300))
        #expect(await !isGood(token, authenticator))
        #expect(await isGood(try await issuer.token("b"), authenticator))
    }

    @Test func `a key with a new name is fetched at once`() async throws {
        let issuer = Issuer("a")
        let authenticator = issuer.authenticator()
        let old = try await issuer.token("a")
        #expect(await isGood(old, authenticator))
        issuer.publish("b")
        issuer.advance(by: .seconds(30))
        #expect(await isGood(try await issuer.token("b"), authenticator))
        #expect(await !isGood(old, authenticator))
        #expect(issuer.fetches == 2)
    }

    @Test func `names that nobody knows make the issuer be asked at most once in a while`() async throws {
        let issuer = Issuer("a")
        let authenticator = issuer.authenticator()
        for round in 1...3 {
            for number in 0..<10 {
                #expect(await !isGood(try await issuer.token("a", as: "x\(number)"), authenticator))
            }
            #expect(issuer.fetches == round)
            issuer.advance(by: .seconds(30))
        }
    }

    @Test func `the last good keys are kept while the issuer is down, but not for ever`() async throws {
        let issuer = Issuer("a")
        let authenticator = issuer.authenticator()
        let token = try await issuer.token("a")
        #expect(await isGood(token, authenticator))
        issuer.isDown(true)
        issuer.advance(by: .seconds(3_600))
        for _ in 0..<5 { #expect(await isGood(token, authenticator)) }
        #expect(issuer.fetches == 2)
        issuer.advance(by: .seconds(24 * 3_600))
        #expect(await !isGood(token, authenticator))
        issuer.isDown(false)
        issuer.advance(by: .seconds(30))
        #expect(await isGood(token, authenticator))
    }

    @Test func `an issuer that was never there is asked again after a while`() async throws {
        let issuer = Issuer("a")
        issuer.isDown(true)
        let authenticator = issuer.authenticator()
        let token = try await issuer.token("a")
        for _ in 0..<5 { #expect(await !isGood(token, authenticator)) }
        #expect(issuer.fetches == 1)
        issuer.isDown(false)
        #expect(await !isGood(token, authenticator))
        issuer.advance(by: .seconds(30))
        #expect(await isGood(token, authenticator))
    }
}
