"""Runs scenarios against a server, and reports them as JSON lines."""

import argparse
import asyncio
import json
import sys

from conformance import fixture
from conformance.agents import Trial
from conformance.fixture import JSON
from conformance.http import Address
from conformance.scenario import SCENARIOS, Scenario, expect_equal

LIMIT = 40.0
READY_LIMIT = 60.0
DETAIL_LENGTH = 2000


def names() -> dict[str, set[str]]:
    """What must be listed before anything is judged."""
    prompts = fixture.PROMPTS + [fixture.INPUT_PROMPT]
    return {
        "tools": {each["name"] for each in fixture.TOOLS},
        "prompts": {each["name"] for each in prompts},
        "resources": {each["uri"] for each in fixture.RESOURCES},
        "resourceTemplates": {each["uriTemplate"] for each in fixture.TEMPLATES},
    }


async def missing(trial: Trial) -> dict[str, list[str]]:
    """What is not listed yet."""
    absent: dict[str, list[str]] = {}
    methods = {"resourceTemplates": "resources/templates/list"}
    async with trial.agent() as agent:
        for member, expected in names().items():
            result = (await agent.request(methods.get(member, f"{member}/list"))).result
            listed = {each.get("uriTemplate") or each.get("uri") or each["name"] for each in result[member]}
            if expected - listed:
                absent[member] = sorted(expected - listed)
    return absent


async def liveness(trial: Trial) -> None:
    """Wait until the whole fixture is there, and look that it works: without it, much would pass for nothing."""
    async with asyncio.timeout(READY_LIMIT):
        while await missing(trial):
            await asyncio.sleep(0.05)
    async with trial.agent() as agent:
        expect_equal((await agent.request("tools/call", {"name": "test_simple_text"})).text, fixture.SIMPLE_TEXT)


async def judge(trial: Trial, scenario: Scenario) -> JSON:
    """Run a scenario."""
    try:
        async with asyncio.timeout(LIMIT):
            await scenario.body(trial)
    except Exception as problem:
        detail = f"{type(problem).__name__}: {problem}"[:DETAIL_LENGTH]
        return {"scenario": scenario.name, "ok": False, "detail": detail}
    return {"scenario": scenario.name, "ok": True}


def report(line: JSON) -> bool:
    """Print a line; gives whether all is well."""
    print(json.dumps(line), flush=True)
    return bool(line["ok"])


async def run(trial: Trial, scenarios: list[Scenario]) -> int:
    """Run scenarios, and give the exit code."""
    if not report(await judge(trial, Scenario("liveness", None, liveness))):
        return 1
    outcomes = [report(await judge(trial, scenario)) for scenario in scenarios]
    print(json.dumps({"done": True, "passed": outcomes.count(True), "failed": outcomes.count(False)}), flush=True)
    return 0 if outcomes and all(outcomes) else 1


def main() -> None:
    """Read the command line, run and exit."""
    parser = argparse.ArgumentParser(description="Judges a server that offers the conformance fixture.")
    parser.add_argument("--era", choices=["modern", "legacy"], required=True)
    parser.add_argument("--list", action="store_true", help="print the names of the scenarios")
    parser.add_argument("url", nargs="?", help="the address of the server")
    parser.add_argument("scenario", nargs="*", help="which to run; all, if none is named")
    options = parser.parse_args()
    scenarios = [each for each in SCENARIOS if each.era in (None, options.era)]
    if options.list:
        print("\n".join(each.name for each in scenarios))
        return
    unknown = set(options.scenario) - {each.name for each in scenarios}
    if unknown or not options.url:
        parser.error(f"no such scenario: {sorted(unknown)}" if unknown else "the address is missing")
    chosen = [each for each in scenarios if not options.scenario or each.name in options.scenario]
    sys.exit(asyncio.run(run(Trial(Address.parse(options.url), options.era), chosen)))
