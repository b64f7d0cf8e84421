import MCPHub
import Testing

@Suite struct ChildLifeTests {
    private func life(_ change: (inout ServerSettings) -> Void = { _ in }) -> ChildLife {
        var settings = ServerSettings()
        settings.restart.initialDelay = .seconds(1)
        settings.restart.maximumAttempts = 2
        change(&settings)
        return ChildLife(settings)
    }

    /// A step: what happens, what is to be done then, and where the child stands afterwards.
    private typealias Step = (event: ChildLife.Event, actions: [ChildLife.Action], state: ChildLife.State)

    private func follow(_ life: ChildLife, _ steps: [Step]) {
        var life = life
        for (position, step) in steps.enumerated() {
            let actions = life.receive(step.event, jitter: 1)
            #expect(actions == step.actions, "step \(position): \(step.event)")
            #expect(life.state == step.state, "step \(position): \(step.event)")
        }
    }

    @Test func `an eager child is started at once and a lazy one when it is needed`() {
        follow(life(), [(.begin, [.launch(1)], .starting), (.ready(launch: 1), [], .ready)])
        follow(
            life { $0.start = .lazy },
            [(.begin, [], .dormant), (.needed, [.launch(1)], .starting), (.ready(launch: 1), [], .ready)])
    }

    @Test func `a child that breaks is started again after longer and longer waits, and then given up`() {
        follow(
            life(),
            [
                (.begin, [.launch(1)], .starting),
                (
                    .broke(launch: 1, reason: "no"),
                    [.terminate(1), .failCalls("no"), .wait(.seconds(1), launch: 1)], .backingOff
                ),
                (.waited(launch: 1), [.launch(2)], .starting),
                (.ready(launch: 2), [], .ready),
                (
                    .broke(launch: 2, reason: "crash"),
                    [.terminate(2), .failCalls("crash"), .wait(.seconds(2), launch: 2)], .backingOff
                ),
                (.waited(launch: 2), [.launch(3)], .starting),
                (.broke(launch: 3, reason: "late"), [.terminate(3), .failCalls("late")], .failed("late")),
                (.needed, [], .failed("late")),
                (.begin, [.launch(4)], .starting),
            ])
    }

    @Test func `once a child has been ready for a while, earlier failures no longer count`() {
        follow(
            life(),
            [
                (.begin, [.launch(1)], .starting),
                (
                    .broke(launch: 1, reason: "no"),
                    [.terminate(1), .failCalls("no"), .wait(.seconds(1), launch: 1)], .backingOff
                ),
                (.waited(launch: 1), [.launch(2)], .starting),
                (.ready(launch: 2), [], .ready),
                (.settled(launch: 2), [], .ready),
                (
                    .broke(launch: 2, reason: "no"),
                    [.terminate(2), .failCalls("no"), .wait(.seconds(1), launch: 2)], .backingOff
                ),
            ])
    }

    @Test(arguments: [
        (RestartSettings.Policy.always, ChildLife.State.backingOff), (.onFailure, .dormant), (.never, .dormant),
    ])
    func `a child that ends on purpose runs again only if it is to run always`(
        policy: RestartSettings.Policy, state: ChildLife.State
    ) {
        var life = life { $0.restart.policy = policy }
        for event in [ChildLife.Event.begin, .ready(launch: 1), .finished(launch: 1)] {
            _ = life.receive(event, jitter: 0)
        }
        #expect(life.state == state)
    }

    @Test func `a child that is never to be restarted is given up when it breaks`() {
        follow(
            life { $0.restart.policy = .never },
            [
                (.begin, [.launch(1)], .starting), (.ready(launch: 1), [], .ready),
                (.broke(launch: 1, reason: "crash"), [.terminate(1), .failCalls("crash")], .failed("crash")),
            ])
    }

    @Test func `what is reported of an earlier launch changes nothing`() {
        follow(
            life(),
            [
                (.begin, [.launch(1)], .starting),
                (
                    .broke(launch: 1, reason: "slow"),
                    [.terminate(1), .failCalls("slow"), .wait(.seconds(1), launch: 1)], .backingOff
                ),
                (.finished(launch: 1), [], .backingOff),
                (.waited(launch: 1), [.launch(2)], .starting),
                (.ready(launch: 1), [], .starting),
                (.broke(launch: 1, reason: "old"), [], .starting),
                (.waited(launch: 1), [], .starting),
                (.ready(launch: 2), [], .ready),
                (.settled(launch: 1), [], .ready),
                (.finished(launch: 1), [], .ready),
            ])
    }

    @Test func `an idle child rests until it is needed`() {
        follow(
            life(),
            [
                (.begin, [.launch(1)], .starting), (.idle, [], .starting), (.ready(launch: 1), [], .ready),
                (.idle, [.terminate(1)], .dormant), (.finished(launch: 1), [], .dormant),
                (.needed, [.launch(2)], .starting), (.needed, [], .starting),
            ])
    }

    @Test func `a stopped child ends its process, fails its calls and stays stopped`() {
        let events: [[ChildLife.Event]] = [
            [], [.begin], [.begin, .ready(launch: 1)], [.begin, .broke(launch: 1, reason: "no")],
            [.begin, .ready(launch: 1), .idle],
        ]
        let actions: [[ChildLife.Action]] = [
            [], [.terminate(1), .failCalls("it was stopped")], [.terminate(1), .failCalls("it was stopped")],
            [.failCalls("it was stopped")], [],
        ]
        for (before, expected) in zip(events, actions) {
            var life = life()
            for event in before { _ = life.receive(event, jitter: 0) }
            #expect(life.receive(.stop, jitter: 0) == expected)
            for event in [ChildLife.Event.begin, .needed, .ready(launch: 1), .waited(launch: 1), .stop] {
                #expect(life.receive(event, jitter: 0).isEmpty)
                #expect(life.state == .stopped)
            }
        }
    }
}
