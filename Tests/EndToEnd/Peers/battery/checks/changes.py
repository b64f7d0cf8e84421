"""What changes while a client looks: resources it subscribed to, and the tools."""

import fixture
from battery.check import check, expect, expect_equal
from battery.checks.calls import call_text
from battery.peer import ModernPeer, Peer
from fixture import JSON

UPDATED = "notifications/resources/updated"
SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId"


async def clock(peer: Peer) -> int:
    """What the clock shows."""
    return int((await peer.read(fixture.CLOCK))["contents"][0]["text"])


@check("a subscriber hears that a resource changed, and reads the change")
async def updates(peer: Peer) -> None:
    before = await clock(peer)
    async with peer.changes(resource=fixture.CLOCK) as next_change:
        expect_equal(await call_text(peer, "touch"), "touched")
        expect_equal(await next_change(), fixture.CLOCK)
        expect_equal(await clock(peer), before + 1)


@check("whoever does not subscribe, or no longer, hears nothing")
async def stays_silent(peer: Peer) -> None:
    await call_text(peer, "echo", {"text": "the subscription has ended"})
    mark = len(peer.wire.lines)
    await call_text(peer, "touch")
    await call_text(peer, "echo", {"text": "after"})
    expect_equal(peer.wire.since(mark).notifications(UPDATED), [])


@check("all that a subscription sends carries its id, the acknowledgement first", era="modern")
async def stamps(peer: ModernPeer) -> None:
    mark = len(peer.wire.lines)
    async with peer.changes(resource=fixture.CLOCK) as next_change:
        await call_text(peer, "touch")
        await next_change()
    wire = peer.wire.since(mark)
    request = wire.requests("subscriptions/listen")[0]["id"]
    frames = [line.message for line in wire.lines if not line.sent and "method" in line.message]
    expect_equal([frame["method"] for frame in frames], ["notifications/subscriptions/acknowledged", UPDATED])
    expect_equal(frames[0]["params"]["notifications"], {"resourceSubscriptions": [fixture.CLOCK]})
    expect(all(id_of(frame) == request for frame in frames), f"{request!r} is not the id of all of {frames}")


def id_of(frame: JSON) -> object:
    """The subscription a notification belongs to."""
    return frame["params"]["_meta"][SUBSCRIPTION_ID]


@check("two subscriptions at once each hear what they asked for", era="modern")
async def keeps_apart(peer: ModernPeer) -> None:
    mark = len(peer.wire.lines)
    async with peer.changes(tools=True), peer.changes(resource=fixture.CLOCK) as next_change:
        await call_text(peer, "touch")
        expect_equal(await next_change(), fixture.CLOCK)
        await call_text(peer, "echo", {"text": "after"})
    wire = peer.wire.since(mark)
    of_tools, of_clock = (request["id"] for request in wire.requests("subscriptions/listen"))
    expect(of_tools != of_clock, "both have the same id")
    expect_equal([id_of(frame) for frame in wire.notifications(UPDATED)], [of_clock])


@check("a client hears that the tools changed, and calls the new one")
async def grows(peer: Peer) -> None:
    async with peer.changes(tools=True) as next_change:
        expect_equal(await call_text(peer, "grow"), "grown")
        expect_equal(await next_change(), "tools")
        names = [tool["name"] for tool in await peer.tools()]
        expect("extra" in names, f"extra is not among {names}")
        expect_equal(await call_text(peer, "extra"), "extra")
