"""What a scripted child writes down, for checks of what has reached it."""

import json
import pathlib
import time
from collections.abc import Callable

from doors.wire import expect


def received(log: str, method: str, text: str = "") -> int:
    """How many messages of a method, with a text in them, have reached the children that write to a log."""
    path = pathlib.Path(log)
    lines = path.read_text().splitlines() if path.exists() else []
    messages = [json.loads(line).get("in") or {} for line in lines]
    return sum(1 for each in messages if each.get("method") == method and text in json.dumps(each))


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that reaches a child."""
    end = time.monotonic() + 15
    while not condition():
        expect(time.monotonic() < end, "it does not come to that")
        time.sleep(0.01)
