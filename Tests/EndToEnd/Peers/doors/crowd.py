"""Many agents at once: `door.py crowd STREAMS AGENTS RESIDENT_LIMIT_MIB`; there is a scripted child `s`."""

import json
import resource
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from doors import wire
from doors.wire import Door, check, expect

MEBIBYTE = 1 << 20
TOGETHER = 500  # how many connections are on their way in at once
PATIENCE = wire.LIMIT = 120.0  # a thousand clients keep even themselves waiting


class Streams:
    """Connections that listen, on one thread."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.selector = selectors.DefaultSelector()
        self.said: dict[int, bytearray] = {}

    def open(self, number: int) -> None:
        """Ask for a stream whose id is a number."""
        line = socket.create_connection((self.door.host, self.door.port), timeout=PATIENCE)
        params = {"notifications": {"toolsListChanged": True}}
        line.sendall(self.door.modern("subscriptions/listen", params, id=number))
        line.setblocking(False)
        self.said[number] = bytearray()
        self.selector.register(line, selectors.EVENT_READ, number)

    def until(self, is_there: Callable[[int, bytearray], bool], wanted: set[int]) -> None:
        """Read until each of some streams has said something; what it said before is forgotten."""
        wanted = {number for number in wanted if not is_there(number, self.said[number])}
        end = time.monotonic() + PATIENCE
        while wanted:
            expect(time.monotonic() < end, f"{len(wanted)} streams have not heard of it")
            for key, _ in self.selector.select(1):
                data = key.fileobj.recv(65536)
                expect(data, f"stream {key.data} has ended")
                self.said[key.data] += data
                if key.data in wanted and is_there(key.data, self.said[key.data]):
                    wanted.remove(key.data)

    def forget(self) -> None:
        """Forget what was said so far."""
        for said in self.said.values():
            said.clear()

    def close(self) -> None:
        """Close all."""
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        self.selector.close()


@contextmanager
def streams(door: Door, count: int) -> Iterator[Streams]:
    """So many streams that have been told that they are heard."""
    opened = Streams(door)
    try:
        for first in range(0, count, TOGETHER):
            some = set(range(first, min(first + TOGETHER, count)))
            for number in some:
                opened.open(number)
            opened.until(lambda _, said: b"acknowledged" in said, some)
        opened.forget()
        yield opened
    finally:
        opened.close()


def connections_allowed() -> int:
    """How many connections this process may have, after asking for as many as there are to be had."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def resident(process: int) -> float:
    """How much memory a process holds, in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024 / MEBIBYTE


def heard_of_change(number: int, said: bytearray) -> bool:
    """Whether a stream has been told of a change, by its own name."""
    data = next((line for line in said.split(b"\n") if line.startswith(b"data:") and line.endswith(b"}")), None)
    if data is None:
        return False
    event = json.loads(data[5:])
    expect(event["method"] == "notifications/tools/list_changed", event)
    expect(event["params"]["_meta"]["io.modelcontextprotocol/subscriptionId"] == number, event)
    return True


@check("a change of the list reaches every stream that listens for it, and resting streams need little memory")
def _(door: Door) -> str:
    count = min(int(door.rest[0]), connections_allowed() - 200)
    before = resident(door.process)
    with streams(door, count) as opened:
        after = resident(door.process)
        start = time.monotonic()
        door.call("tools/call", {"name": "s__add_tool", "arguments": {"name": "grown"}})
        opened.until(heard_of_change, set(range(count)))
        seconds = time.monotonic() - start
        told = resident(door.process)
    expect(told < int(door.rest[2]), f"{told:.0f} MiB with {count} streams")
    return (
        f"{count} streams: {before:.0f} MiB before, {after:.0f} MiB resting, {told:.0f} MiB once all were told; "
        f"all told in {seconds:.2f} s"
    )


@check("agents of both eras that call at once each get their own answers, and all of them")
def _(door: Door) -> str:
    count = int(door.rest[1])
    together = threading.Barrier(count)

    def agent(number: int) -> int:
        try:
            session = door.shake_hands() if number % 2 else None
        except Exception:
            together.abort()
            raise
        # Before the connection is there: the hub does not wait for those who say nothing.
        together.wait(PATIENCE)
        with door.line() as line:
            for call in range(5):
                params = {"name": "s__echo", "arguments": {"text": f"<{number}.{call}>"}}
                if session:
                    message = {"jsonrpc": "2.0", "id": call, "method": "tools/call", "params": params}
                    line.send(door.legacy(message, session))
                else:
                    line.send(door.modern("tools/call", params, id=call))
                answer = line.answer()
                expect(answer.status == 200, answer)
                body = answer.json if answer.body.startswith(b"{") else json.loads(answer.events[-1]["data"])
                expect(body["id"] == call and f"<{number}.{call}>" in json.dumps(body), body)
        return 5

    with ThreadPoolExecutor(count) as pool:
        start = time.monotonic()
        expect(sum(pool.map(agent, range(count))) == 5 * count)
    return f"{count} agents, {5 * count} calls in {time.monotonic() - start:.2f} s"
