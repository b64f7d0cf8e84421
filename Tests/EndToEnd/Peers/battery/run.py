"""Runs checks on a connection, and reports them as JSON lines."""

import argparse
import json
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import anyio

from battery.check import Check
from battery.peer import Era, Peer
from fixture import JSON

CHECK_LIMIT = 20.0
DETAIL_LENGTH = 600


@dataclass
class Report:
    """Prints a JSON line per check, and counts."""

    passed: int = 0
    failed: int = 0

    def record(self, check: Check, problem: BaseException | None = None) -> None:
        """Print the outcome of a check."""
        line: JSON = {"check": check.sentence, "ok": problem is None}
        if problem is None:
            self.passed += 1
        else:
            self.failed += 1
            line["detail"] = describe(problem)
        print(json.dumps(line), flush=True)

    def finish(self) -> int:
        """Print the last line, and give the exit code."""
        print(json.dumps({"done": True, "passed": self.passed, "failed": self.failed}), flush=True)
        return 0 if self.failed == 0 and self.passed > 0 else 1


def describe(problem: BaseException) -> str:
    """A problem in a line: the leaves of exception groups, each with its type."""
    if isinstance(problem, BaseExceptionGroup):
        return "; ".join(describe(each) for each in problem.exceptions)
    if isinstance(problem, TimeoutError) and not str(problem):
        return f"not done after {CHECK_LIMIT:g} s"
    return f"{type(problem).__name__}: {problem}"[:DETAIL_LENGTH]


Connect = Callable[[], AbstractAsyncContextManager[Peer]]


async def run_checks(connect: Connect, checks: Sequence[Check]) -> int:
    """Run checks on one connection; a check that fails costs the connection, not the battery."""
    report = Report()
    queue = deque(checks)
    while queue:
        connected = running = False
        try:
            async with connect() as peer:
                connected = running = True
                await run_until_failure(queue, peer, report)
                running = False
        except Exception as problem:
            if not connected:
                for check in queue:
                    report.record(check, problem)
                break
            if running:
                report.record(queue.popleft(), problem)
    return report.finish()


async def run_until_failure(queue: deque[Check], peer: Peer, report: Report) -> None:
    """Run checks from the queue until one fails, and with it perhaps the connection."""
    while queue:
        problem: Exception | None = None
        try:
            with anyio.fail_after(CHECK_LIMIT):
                await queue[0].body(peer)
        except Exception as caught:
            problem = caught
        report.record(queue.popleft(), problem)
        if problem is not None:
            return


def arguments(description: str, eras: bool) -> argparse.Namespace:
    """Read the command line of a battery: `[--era ERA] -- COMMAND [ARGS...]`."""
    parser = argparse.ArgumentParser(description=description)
    if eras:
        parser.add_argument("--era", choices=["modern", "legacy"], required=True)
    parser.add_argument("command", nargs="+", help="the server to launch, after --, or the address of one")
    return parser.parse_args()


def main(connect: Connect, era: Era, checks: Sequence[Check], launches: bool) -> None:
    """Run the checks of an era and exit."""
    chosen = [check for check in checks if check.era in (None, era) and (launches or not check.launched)]
    sys.exit(anyio.run(run_checks, connect, chosen))
