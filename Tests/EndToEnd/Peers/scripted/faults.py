"""What goes wrong: at the start, and in tools."""

import argparse
import os
import signal
import sys
import threading
import time

from scripted.call import Call, text
from scripted.catalog import tool
from scripted.wire import JSON, Wire

OUTLIVING = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"


def begin(options: argparse.Namespace, wire: Wire) -> None:
    """What happens before the first message is read."""
    wire.note("start", pid=os.getpid())
    if options.stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if options.die:
        complain("cannot open the database")
        os._exit(3)
    for number in range(options.noise):
        wire.write(b"" if number % 3 == 1 else b"starting up, step %d" % number)
        wire.write(b"\n")
    flood_with(options.flood)
    if options.fork:
        fork_survivor(wire)
    while options.start_when and not os.path.exists(options.start_when):
        time.sleep(0.005)


def end(options: argparse.Namespace) -> None:
    """What happens when there is nothing more to read."""
    if options.stubborn:
        threading.Event().wait()
    os._exit(0)


def complain(line: str) -> None:
    """Write a line to standard error."""
    print(line, file=sys.stderr, flush=True)


def flood_with(kilobytes: int) -> None:
    """Write that much to standard error."""
    for _ in range(kilobytes):
        sys.stderr.write("e" * 127 + "\n" + ("e" * 127 + "\n") * 7)
    sys.stderr.flush()


def fork_survivor(wire: Wire) -> None:
    """Start a process that holds this one's output and does not end by itself."""
    import subprocess  # which takes long, and is rarely needed

    command = [sys.executable, "-S", "-c", OUTLIVING]
    survivor = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wire.note("fork", pid=survivor.pid)


@tool()
def crash(call: Call) -> JSON:
    """Be killed."""
    complain("the disk is on fire")
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


@tool()
def crash_loudly(call: Call) -> JSON:
    """Be killed with as much on standard error as its pipe holds, and the reason at its end."""
    os.write(2, b"trouble\n" * 7_500 + b"the disk is on fire\n")
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


@tool()
def fall_silent_loudly(call: Call) -> JSON:
    """Say why, and close standard output without ending."""
    os.write(2, b"the disk is on fire\n")
    os.close(1)
    time.sleep(3600)
    return {}


@tool()
def crash_mid_line(call: Call) -> JSON:
    """End with an error in the middle of an answer."""
    call.child.wire.write(b'{"jsonrpc": "2.0", "id": 1, "result": {"content": [{"type": "te')
    os._exit(1)


@tool()
def leave(call: Call) -> JSON:
    """End without an error and without an answer."""
    os._exit(0)


@tool()
def fork_and_leave(call: Call) -> JSON:
    """Leave a process behind that holds the output."""
    fork_survivor(call.child.wire)
    os._exit(1)


@tool()
def hang(call: Call) -> JSON:
    """Never answer."""
    threading.Event().wait()
    return {}


@tool()
def duplicate_answer(call: Call) -> JSON:
    """Answer twice."""
    call.answer(text("first"))
    call.answer(text("second"))
    return {}


@tool()
def unknown_id_answer(call: Call) -> JSON:
    """Answer what nobody has asked, then the call."""
    for id in (999_999, "999999", None, call.id + 1000 if isinstance(call.id, int) else f"{call.id}?"):
        call.child.wire.send({"id": id, "result": text("for nobody")})
    return text("for you")


@tool()
def garbage(call: Call) -> JSON:
    """Write lines that are no messages, then answer."""
    lines = [b"Traceback (most recent call last):", b"", b"{", b"[]", b"42", b'{"jsonrpc": "2.0"}', b"\xff\xfe\x00", b"{}"]
    call.child.wire.write(b"\n".join(lines) + b"\n")
    return text("answered")


@tool(bytes="integer")
def long_line(call: Call) -> JSON:
    """Answer with a text that long."""
    return text("x" * call.arguments["bytes"])


@tool()
def endless_line(call: Call) -> JSON:
    """Write without end and without a line break."""
    call.child.wire.write(b'{"jsonrpc": "2.0", "id": 1, "result": "')
    while True:
        call.child.wire.write(b"x" * 65536)


@tool(kilobytes="integer")
def flood_stderr(call: Call) -> JSON:
    """Write a lot to standard error."""
    flood_with(call.arguments["kilobytes"])
    return text("flooded")
