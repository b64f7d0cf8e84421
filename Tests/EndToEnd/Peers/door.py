"""Checks the front door of a hub over raw sockets: `door.py GROUP [ARGS...] -- COMMAND...`.

The command is a hub that serves and tells its port on standard error; instead of it there may be the port of a server
that runs already. Needs nothing but Python, except for some groups. Prints a JSON line per check, as the batteries do.
"""

import importlib
import json
import re
import signal
import subprocess
import sys
import threading
import traceback

from doors.wire import CHECKS, Door


def start(command: list[str]) -> tuple[subprocess.Popen[str], int, list[str]]:
    """Start the hub and learn its port; what it says from then on is kept."""
    hub = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said: list[str] = []
    for line in hub.stderr:
        said.append(line)
        if found := re.search(r"https?://127\.0\.0\.1:(\d+)/mcp", line):
            threading.Thread(target=lambda: said.extend(hub.stderr), daemon=True).start()
            return hub, int(found[1]), said
    raise SystemExit("the hub does not serve: " + "".join(said))


def run(door: Door) -> int:
    """Run the checks, and count those that fail."""
    failed = 0
    for sentence, body in CHECKS:
        line: dict[str, object] = {"check": sentence, "ok": True}
        try:
            figures = body(door)
            line |= {"figures": figures} if figures else {}
        except Exception as problem:  # a check that fails must not hide the others
            failed += 1
            where = traceback.extract_tb(problem.__traceback__)[-1]
            detail = f"{type(problem).__name__}: {problem} (line {where.lineno})"
            line = {"check": sentence, "ok": False, "detail": detail[:600]}
        print(json.dumps(line), flush=True)
    return failed


def main() -> int:
    """Run a group against a hub of its own."""
    split = sys.argv.index("--")
    group, *rest = sys.argv[1:split]
    importlib.import_module(f"doors.{group}")
    command = sys.argv[split + 1 :]
    if command[0].isdecimal():
        return report(run(Door("127.0.0.1", int(command[0]), rest)), len(CHECKS))
    hub, port, said = start(command)
    try:
        failed = run(Door("127.0.0.1", port, rest, hub.pid))
    finally:
        hub.send_signal(signal.SIGTERM)
        code = hub.wait(30)
    ends = {"check": "the hub ends when it is told to", "ok": code == 0, "detail": f"{code}: {''.join(said)[-400:]}"}
    print(json.dumps(ends))
    return report(failed + (code != 0), len(CHECKS) + 1)


def report(failed: int, count: int) -> int:
    """Say how it went; the code to exit with."""
    print(json.dumps({"done": True, "passed": count - failed, "failed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
