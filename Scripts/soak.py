#!/usr/bin/env python3
"""Many calls and many restarts of a child through mcphub: memory, descriptors and processes in between.

    Scripts/soak.py MCPHUB CHILD [CALLS] [RESTARTS]

CHILD is a server with the tools echo (text) and crash, such as benchchild. Linux only.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

HUB, CHILD = sys.argv[1:3]
CALLS, RESTARTS = (int(text) for text in (sys.argv[3:5] or ["1000000", "1000"]))
PREFIX = "io.modelcontextprotocol/"
META = {
    PREFIX + "protocolVersion": "2026-07-28",
    PREFIX + "clientInfo": {"name": "soak", "version": "1"},
    PREFIX + "clientCapabilities": {},
}
RESTART = {"initialDelay": "1ms", "maximumDelay": "1ms", "maximumAttempts": 1000000}


class Soak:
    """One hub with two children, called by a raw agent."""

    def __init__(self, folder: str) -> None:
        self.number = 0
        config = os.path.join(folder, "mcphub.json")
        servers = {name: {"command": CHILD, "hub": {"restart": RESTART}} for name in ("a", "b")}
        with open(config, "w") as file:
            json.dump({"mcpServers": servers}, file)
        environment = {"HOME": folder, "PATH": os.environ["PATH"]}
        self.hub = subprocess.Popen(
            [HUB, "stdio", "--config", config], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=environment)

    def send(self, tool: str, arguments: dict, count: int = 1) -> None:
        """Sends calls together."""
        lines = []
        for _ in range(count):
            self.number += 1
            params = {"name": tool, "arguments": arguments, "_meta": META}
            lines.append(json.dumps({"jsonrpc": "2.0", "id": self.number, "method": "tools/call", "params": params}))
        self.hub.stdin.write(("\n".join(lines) + "\n").encode())
        self.hub.stdin.flush()

    def call(self, tool: str, **arguments: str) -> dict:
        """Calls once."""
        self.send(tool, arguments)
        return json.loads(self.hub.stdout.readline())["result"]

    def pump(self, total: int) -> None:
        """Calls many times, 64 at a time."""
        for start in range(0, total, 64):
            count = min(64, total - start)
            self.send("a__echo", {"text": "x" * 100}, count)
            for _ in range(count):
                assert b'"result"' in self.hub.stdout.readline()

    def restart(self, times: int) -> None:
        """Has a child crash, and calls it until it is back."""
        for _ in range(times):
            self.call("b__crash")
            while self.call("b__echo", text="back").get("isError"):
                time.sleep(0.002)

    def show(self, what: str) -> None:
        """Prints what the hub holds."""
        with open(f"/proc/{self.hub.pid}/status") as file:
            status = dict(line.split(":", 1) for line in file)
        children = 0
        for task in os.listdir(f"/proc/{self.hub.pid}/task"):
            with open(f"/proc/{self.hub.pid}/task/{task}/children") as file:
                children += len(file.read().split())
        descriptors = len(os.listdir(f"/proc/{self.hub.pid}/fd"))
        resident, private = (int(status[key].split()[0]) for key in ("VmRSS", "RssAnon"))
        print(f"{what:>20}: private {private} KiB, resident {resident} KiB, {descriptors} descriptors, "
              f"{children} processes", flush=True)


with tempfile.TemporaryDirectory() as folder:
    soak = Soak(folder)
    assert soak.call("a__echo", text="x")["content"][0]["text"] == "x"
    soak.show("start")
    soak.pump(50_000)
    soak.show("50,000 calls")
    for part in range(1, 5):
        soak.pump(CALLS // 4)
        soak.show(f"{50_000 + part * CALLS // 4:,} calls")
    for part in range(1, 5):
        soak.restart(RESTARTS // 4)
        soak.show(f"{part * RESTARTS // 4:,} restarts")
    soak.hub.stdin.close()
    print("exit status", soak.hub.wait(20))
