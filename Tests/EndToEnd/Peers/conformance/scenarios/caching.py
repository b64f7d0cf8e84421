"""For how long results may be kept. That every cacheable result says so is checked on each message."""

from conformance.agents import Trial
from conformance.fixture import STATIC_TEXT
from conformance.messages import CACHED
from conformance.scenario import expect, scenario


@scenario("caching", "modern")
async def caching(trial: Trial) -> None:
    for method in sorted(CACHED):
        params = {"uri": STATIC_TEXT} if method == "resources/read" else {}
        result = (await trial.modern.request(method, params)).result
        expect({"ttlMs", "cacheScope"} <= set(result), f"{method} says nothing: {result}")
    for method, params in (
        ("tools/call", {"name": "test_simple_text"}),
        ("prompts/get", {"name": "test_simple_prompt"}),
    ):
        result = (await trial.modern.request(method, params)).result
        expect(not {"ttlMs", "cacheScope"} & set(result), f"{method} is not cacheable: {result}")
