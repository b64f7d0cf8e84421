"""nginx in front of hubs: `door.py proxied NGINX.CONF LOG -- HUB...`.

The configuration is that of docs/Deployment.md. A second hub is started beside the first, and nginx spreads the requests
over both. LOG is what the children of both write down. Each hub offers the scripted child `s`.
"""

import atexit
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from doors.childlog import received, until
from doors.wire import META, Door, Line, check, expect


def started(door: Door) -> Door:
    """The door of an nginx in front of the hub of this door and one more."""
    import door as main

    split = sys.argv.index("--")
    other, other_port, _ = main.start(sys.argv[split + 1 :])
    atexit.register(lambda: (other.terminate(), other.wait(30)))
    folder = pathlib.Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    text = pathlib.Path(door.rest[0]).read_text()
    text = re.search(r"```nginx\n(.*?)```", text, re.S)[1]
    text = text.replace("127.0.0.1:8000;", f"127.0.0.1:{door.port};").replace("127.0.0.1:8001;", f"127.0.0.1:{other_port};")
    text = re.sub(r"listen 443[^;]*;|ssl_certificate[^;]*;", "", text)
    text = text.replace("server_name hub.example.com;", f"listen 127.0.0.1:{port}; add_header X-Upstream $upstream_addr;")
    spools = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    head = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}"
    (folder / "nginx.conf").write_text(f"{head} http {{ access_log off; {spools} {text} }}")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    nginx = subprocess.Popen([program, "-e", folder / "error.log", "-c", folder / "nginx.conf"], stderr=subprocess.PIPE)
    atexit.register(lambda: (nginx.terminate(), nginx.wait(30)))
    while nginx.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return Door("127.0.0.1", port, door.rest)
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nginx does not start: {nginx.stderr.read()!r}")


front: list[Door] = []


@check("calls and lists are answered by both hubs in turn, with the same words")
def _(door: Door) -> None:
    front.append(started(door))
    lists, upstreams = set(), set()
    for _ in range(8):
        answer = front[0].call("tools/list")
        expect(answer.status == 200, answer)
        upstreams.add(answer.fields["x-upstream"])
        lists.add(json.dumps([tool["name"] for tool in answer.json["result"]["tools"]]))
    expect(len(lists) == 1 and "s__echo" in lists.pop() and len(upstreams) == 2, (upstreams, lists))

    def echo(number: int) -> bool:
        text = f"n{number}n"
        answer = front[0].call("tools/call", {"name": "s__echo", "arguments": {"text": text}}, id=number)
        return answer.json["id"] == number and text in json.dumps(answer.json)

    with ThreadPoolExecutor(16) as pool:
        expect(all(pool.map(echo, range(200))))


@check("a megabyte goes through in both directions")
def _(_: Door) -> None:
    text = "x" * (1 << 20)
    answer = front[0].call("tools/call", {"name": "s__echo", "arguments": {"text": text}})
    expect(answer.status == 200 and text.encode() in answer.body, answer.status)


@check("events come as they happen, and a client that goes is a call that is given up")
def _(door: Door) -> None:
    before = received(door.rest[1], "notifications/cancelled")
    with front[0].line() as line:
        params = {"name": "s__progress_at_gate", "arguments": {"name": "closed"}, "_meta": META | {"progressToken": 7}}
        line.send(front[0].modern("tools/call", params))
        status, fields = line.head()
        expect(status == 200 and fields["content-type"] == "text/event-stream", fields)
        expect("notifications/progress" in line.event()["data"])
    until(lambda: received(door.rest[1], "notifications/cancelled") > before)
    before = received(door.rest[1], "notifications/cancelled")
    with front[0].line() as line:
        line.send(front[0].modern("tools/call", {"name": "s__gate", "arguments": {"name": "left"}}))
        until(lambda: received(door.rest[1], "tools/call", '"left"') > 0)
    until(lambda: received(door.rest[1], "notifications/cancelled") > before)


@check("streams of changes stay open, on either hub")
def _(_: Door) -> None:
    for _ in range(2):
        with front[0].line() as line:
            line.send(front[0].modern("subscriptions/listen", {"notifications": {"toolsListChanged": True}}))
            expect(line.head()[0] == 200)
            expect("acknowledged" in line.event()["data"])


def framed(text: str) -> bytes:
    """A text message as a client sends it (RFC 6455 section 5); the mask of zeros leaves the text as it is."""
    data = text.encode()
    expect(len(data) < 126)
    return bytes([0x81, 0x80 | len(data), 0, 0, 0, 0]) + data


def frame(line: Line) -> tuple[int, bytes]:
    """What the next frame is, and what it holds."""
    first, length = line.exactly(2)
    if length == 126:
        length = int.from_bytes(line.exactly(2), "big")
    return first & 0x0F, line.exactly(length)


@check("a WebSocket opens, and events and answers come through it as they happen")
def _(_: Door) -> None:
    with front[0].line() as line:
        handshake = {
            "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }
        line.send(front[0].request("GET", "/ws", None, handshake))
        status, fields = line.head()
        expect(status == 101 and fields["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", (status, fields))
        line.send(framed('{"type":"subscribe","id":"1","data":{"type":"hub_status"}}'))
        said = json.loads(frame(line)[1])
        while said["type"] != "subscribed":
            said = json.loads(frame(line)[1])
        line.send(framed('{"type":"query","id":"2","data":{"tool":"s__echo","arguments":{"text":"<through>"}}}'))
        while said["type"] != "query_result":
            said = json.loads(frame(line)[1])
        expect("<through>" in json.dumps(said), said)
        line.send(b"\x88\x80\0\0\0\0")
        while (kind := frame(line)[0]) != 8:
            expect(kind in (1, 9), kind)


@check("what the hub refuses is refused through the proxy as well")
def _(_: Door) -> None:
    expect(front[0].call("tools/list", Origin="https://evil.example").status == 403)
    expect(front[0].ask("GET", "/mcp?token=x").status == 400)
