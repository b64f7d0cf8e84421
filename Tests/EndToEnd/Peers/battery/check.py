"""What a check is, and the words checks are written with."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import anyio

from battery.peer import Era, Refusal

Body = Callable[[Any], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Check:
    """A sentence that should be true of the server, and how to find out."""

    sentence: str
    era: Era | None
    body: Body
    launched: bool = False
    """Whether it is about a process that the client launches."""


CHECKS: list[Check] = []


def check(sentence: str, era: Era | None = None, launched: bool = False) -> Callable[[Body], Body]:
    """Register a check, of one era or of both, in the order of reading."""

    def register(body: Body) -> Body:
        CHECKS.append(Check(sentence, era, body, launched))
        return body

    return register


def expect(condition: bool, detail: object) -> None:
    """Fail the running check unless the condition holds."""
    if not condition:
        raise AssertionError(str(detail))


def expect_equal(actual: object, expected: object) -> None:
    """Fail the running check unless both are equal."""
    expect(actual == expected, f"expected {expected!r}, got {actual!r}")


async def expect_refusal(request: Awaitable[object], *codes: int) -> Refusal:
    """Fail the running check unless the request is refused, with one of the codes if any are given."""
    try:
        answer = await request
    except Refusal as refusal:
        expect(not codes or refusal.code in codes, f"expected one of the codes {codes}, got {refusal}")
        return refusal
    raise AssertionError(f"expected an error, got {answer!r}")


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens soon. The limit of the check bounds it."""
    while not condition():
        await anyio.sleep(0.005)
