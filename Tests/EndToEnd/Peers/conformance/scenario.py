"""What a scenario is, and the words scenarios are written with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

Era = Literal["modern", "legacy"]
Body = Callable[[Any], Awaitable[None]]


@dataclass(frozen=True)
class Scenario:
    """Something that is judged as a whole, in one era or in both."""

    name: str
    era: Era | None
    body: Body


SCENARIOS: list[Scenario] = []


def scenario(name: str, era: Era | None = None) -> Callable[[Body], Body]:
    """Register a scenario."""

    def register(body: Body) -> Body:
        SCENARIOS.append(Scenario(name, era, body))
        return body

    return register


def expect(condition: object, detail: object) -> None:
    """Fail the running scenario unless the condition holds."""
    if not condition:
        raise AssertionError(str(detail))


def expect_equal(actual: object, expected: object, what: str = "") -> None:
    """Fail the running scenario unless both are equal, and of one type."""
    same = actual == expected and isinstance(actual, bool) == isinstance(expected, bool)
    expect(same, f"{what + ': ' if what else ''}expected {expected!r}, got {actual!r}")


async def together(*bodies: Callable[[], Awaitable[None]]) -> None:
    """Run the parts of a scenario, and tell of all that fail."""
    problems: list[str] = []
    for body in bodies:
        try:
            await body()
        except Exception as problem:
            problems.append(f"{getattr(body, '__name__', 'part')}: {type(problem).__name__}: {problem}")
    expect(not problems, " | ".join(problems))
