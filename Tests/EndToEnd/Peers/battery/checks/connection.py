"""How a connection begins, and what it says about the server."""

from battery.check import check, expect, expect_equal, expect_refusal
from battery.peer import LegacyPeer, ModernPeer, Peer
from fixture import JSON, README

MODERN = "2026-07-28"
HANDSHAKE_REVISIONS = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"}
SERVER_INFO = "io.modelcontextprotocol/serverInfo"


@check("the era is negotiated, and the server names itself")
async def negotiates(peer: Peer) -> None:
    expected = {MODERN} if peer.era == "modern" else HANDSHAKE_REVISIONS
    expect(peer.revision in expected, f"negotiated {peer.revision}")
    expect(bool(peer.server_info.get("name")), f"the server's name is missing in {peer.server_info}")
    expect("version" in peer.server_info, f"the server's version is missing in {peer.server_info}")


@check("the capabilities cover the fixture")
async def declares_capabilities(peer: Peer) -> None:
    capabilities = peer.capabilities
    for name in ("tools", "prompts", "resources", "completions", "logging"):
        expect(name in capabilities, f"{name} is missing in {capabilities}")
    expect(capabilities["tools"].get("listChanged") is True, "tools.listChanged is not true")
    expect(capabilities["resources"].get("subscribe") is True, "resources.subscribe is not true")


@check("a ping is answered", era="legacy")
async def pings(peer: LegacyPeer) -> None:
    await peer.ping()


@check("server/discover names the revision, what is offered, and how long that holds", era="modern")
async def discovers(peer: ModernPeer) -> None:
    result = await peer.discover(MODERN)
    expect(MODERN in result["supportedVersions"], f"supportedVersions is {result['supportedVersions']}")
    expect("tools" in result["capabilities"], f"capabilities is {result['capabilities']}")
    expect_cacheable(result)


@check("server/discover of an unknown revision is refused with the supported ones", era="modern")
async def refuses_unknown_revision(peer: ModernPeer) -> None:
    refusal = await expect_refusal(peer.discover("2099-01-01"), -32022)
    expect_equal(refusal.data.get("requested"), "2099-01-01")
    expect(MODERN in refusal.data["supported"], f"supported is {refusal.data['supported']}")


@check("a first request needs no server/discover before it", era="modern")
async def needs_no_discover(peer: ModernPeer) -> None:
    async with peer.undiscovered() as other:
        result = await other.call("echo", {"text": "first"})
        expect_equal(result["content"][0]["text"], "first")
        expect_equal(other.wire.requests("server/discover"), [])


@check("methods of the handshake era do not exist", era="modern")
async def has_no_legacy_methods(peer: ModernPeer) -> None:
    await expect_refusal(peer.send("ping", {}), -32601)
    await expect_refusal(peer.send("logging/setLevel", {"level": "info"}), -32601)
    await expect_refusal(peer.send("resources/subscribe", {"uri": README}), -32601)


@check("a method nobody knows is refused", era="modern")
async def refuses_unknown_method(peer: ModernPeer) -> None:
    await expect_refusal(peer.send("example/unknown", {}), -32601)


async def results(peer: Peer) -> dict[str, JSON]:
    """The result of one request of every method that has a result of its own shape."""
    mark = len(peer.wire.lines)
    await peer.tools()
    await peer.resources()
    await peer.templates()
    await peer.prompts()
    await peer.read(README)
    await peer.call("echo", {"text": "text"})
    await peer.prompt("greeting", {"name": "Ada"})
    await peer.complete({"type": "ref/prompt", "name": "greeting"}, "style", "f")
    wire = peer.wire.since(mark)
    methods = {str(line.message["method"]) for line in wire.lines if line.sent}
    return {method: wire.result(method) for method in methods}


@check("every result says that it is complete", era="modern")
async def results_are_complete(peer: ModernPeer) -> None:
    for method, result in (await results(peer)).items():
        expect(result.get("resultType") == "complete", f"{method}: resultType is {result.get('resultType')!r}")


@check("every result names the server", era="modern")
async def results_name_the_server(peer: ModernPeer) -> None:
    for method, result in (await results(peer)).items():
        named = result.get("_meta", {}).get(SERVER_INFO, {}).get("name")
        expect(named == peer.server_info["name"], f"{method}: _meta is {result.get('_meta')}")


@check("lists and read resources say how long, and for whom, they hold", era="modern")
async def results_are_cacheable(peer: ModernPeer) -> None:
    for method, result in (await results(peer)).items():
        if method.endswith("/list") or method == "resources/read":
            expect_cacheable(result)


def expect_cacheable(result: JSON) -> None:
    """Fail unless a result carries both caching hints."""
    ttl = result.get("ttlMs")
    expect(isinstance(ttl, int) and ttl >= 0, f"ttlMs is {ttl!r}")
    expect(result.get("cacheScope") in ("public", "private"), f"cacheScope is {result.get('cacheScope')!r}")


@check("results carry nothing of the stateless era", era="legacy")
async def results_are_plain(peer: LegacyPeer) -> None:
    for method, result in (await results(peer)).items():
        strangers = {"ttlMs", "cacheScope", "resultType"} & result.keys()
        expect(not strangers, f"{method}: carries {sorted(strangers)}")
