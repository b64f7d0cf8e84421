"""What hostile and broken clients do. The server has a header limit of 32 KiB and takes messages of 1 MiB."""

import json
import socket

from doors.wire import Door, check, expect

ENDPOINTS = ["/mcp", "/mcp/s", "/health", "/live", "/ready", "/metrics", "/.well-known/oauth-protected-resource", "/nothing"]


def serves(door: Door) -> None:
    """The server still answers others."""
    answer = door.call("tools/list")
    expect(answer.status == 200 and answer.json["result"]["tools"], answer)


@check("every endpoint refuses a foreign Origin")
def _(door: Door) -> None:
    for path in ENDPOINTS:
        for method in ["GET", "POST", "DELETE", "OPTIONS"]:
            answer = door.ask(method, path, b"", {"Origin": "https://evil.example"})
            expect(answer.status == 403, (method, path, answer.status))
            expect("access-control-allow-origin" not in answer.fields, answer.fields)


@check("every endpoint refuses a foreign Host")
def _(door: Door) -> None:
    for path in ENDPOINTS:
        for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "[::2]"]:
            answer = door.ask("GET", path, None, {"Host": host})
            expect(answer.status == 403, (host, path, answer.status))


@check("a page of this machine may ask, and is told so before it does")
def _(door: Door) -> None:
    fields = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
    answer = door.ask("OPTIONS", "/mcp", None, fields)
    expect(answer.status == 204, answer)
    expect(answer.fields["access-control-allow-origin"] == "http://localhost:3000", answer.fields)
    answer = door.call("tools/list", Origin="http://localhost:3000")
    expect(answer.status == 200 and answer.fields["access-control-allow-origin"], answer)


@check("a token in the address is refused")
def _(door: Door) -> None:
    for query in ["access_token=x", "a=1&token=x", "api_key=x"]:
        expect(door.ask("GET", f"/health?{query}").status == 400, query)


@check("a body that is too long is refused before it is sent")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(door.request("POST", "/mcp", None, {"Content-Length": "1048577", "Content-Type": "application/json"}))
        expect(line.answer().status == 413)
        expect(line.is_closed())
    serves(door)


@check("a body without a length that grows too long is refused")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(door.request("POST", "/mcp", None, {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}))
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        try:
            for _ in range(40):
                line.send(chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            expect(line.answer().status == 413)
        except ConnectionResetError:
            pass
    serves(door)


@check("header fields that are too long are refused")
def _(door: Door) -> None:
    with door.line() as line:
        try:
            line.send(door.request("GET", "/health", None, {"X-Long": "a" * 70_000}))
            status, _ = line.head()
            expect(status in (400, 431), status)
        except (EOFError, ConnectionResetError, BrokenPipeError):
            pass
    with door.line() as line:
        try:
            line.send("GET /health HTTP/1.1\r\nHost: localhost\r\n" + "".join(f"X-{n}: 1\r\n" for n in range(500)) + "\r\n")
            status, _ = line.head()
            expect(status in (400, 431), status)
        except (EOFError, ConnectionResetError, BrokenPipeError):
            pass
    serves(door)


@check("what is no HTTP is let go")
def _(door: Door) -> None:
    for garbage in [b"\x16\x03\x01\x02\x00" + b"\x00" * 200, b"\x00" * 1000, b"GET\r\n\r\n", b"hello\r\n\r\n"]:
        with door.line() as line:
            try:
                line.send(garbage)
                line.socket.shutdown(socket.SHUT_WR)
            except (BrokenPipeError, ConnectionResetError, OSError):
                pass
            expect(line.is_closed())
    serves(door)


@check("a message that is nested too deep is refused")
def _(door: Door) -> None:
    body = b'{"jsonrpc":"2.0","id":1,"method":"tools/list","params":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    answer = door.ask("POST", "/mcp", body, {"Content-Type": "application/json"})
    expect(answer.status == 400 and answer.json["error"]["code"] in (-32700, -32600), answer)


@check("what is no message is answered by an error and status 400")
def _(door: Door) -> None:
    for body in [b"", b"nonsense", b"[]", b"1", b'{"jsonrpc":"2.0"}', b"\xff\xfe", b'{"a":']:
        answer = door.ask("POST", "/mcp", body, {"Content-Type": "application/json"})
        expect(answer.status == 400 and "error" in answer.json, (body, answer))


@check("a body that is no JSON by its own word is refused")
def _(door: Door) -> None:
    expect(door.ask("POST", "/mcp", b"{}", {"Content-Type": "text/plain"}).status == 415)


@check("a thousand connections that say nothing are in nobody's way")
def _(door: Door) -> None:
    silent = [socket.create_connection((door.host, door.port), timeout=20) for _ in range(1_000)]
    try:
        serves(door)
    finally:
        for each in silent:
            each.close()


@check("a client that sends its header too slowly is let go")
def _(door: Door) -> None:
    with door.line() as line:
        line.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        expect(line.is_closed())
    serves(door)


@check("a client that sends its body too slowly is let go")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(door.request("POST", "/mcp", None, {"Content-Length": "1000", "Content-Type": "application/json"}))
        line.send("{")
        expect(line.is_closed())
    serves(door)


@check("a connection that is half closed after its request ends")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(door.request("GET", "/live"))
        line.socket.shutdown(socket.SHUT_WR)
        expect(line.is_closed())
    serves(door)


@check("requests that are sent ahead are answered in order")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(door.modern("tools/list", id=1) + door.request("GET", "/live") + door.modern("tools/list", id=2))
        expect(line.answer().json["id"] == 1)
        expect(line.answer("GET").json == {"status": "live"})
        expect(line.answer().json["id"] == 2)


@check("every answer carries an id, and those that a client gives are kept")
def _(door: Door) -> None:
    expect(door.ask("GET", "/live", None, {"X-Request-Id": "mine-1"}).fields["x-request-id"] == "mine-1")
    expect(door.ask("GET", "/live", None, {"X-Request-Id": "<script>"}).fields["x-request-id"] != "<script>")
    expect(door.ask("GET", "/live").fields["x-content-type-options"] == "nosniff")


@check("a field that tells who calls is not taken from outside")
def _(door: Door) -> None:
    answer = door.ask("GET", "/live", None, {"Mcphub-Caller": "7b7d"})
    expect(answer.status == 200, answer)


@check("a message that arrives in single bytes is understood")
def _(door: Door) -> None:
    with door.line() as line:
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in door.modern("tools/list"):
            line.send(bytes([byte]))
        expect(line.answer().json["result"])


@check("a client that wants its connection closed gets its answer first")
def _(door: Door) -> None:
    for path in ["/live", "/mcp"]:
        with door.line() as line:
            request = door.request("GET", path, None, {"Connection": "close"})
            line.send(door.modern("tools/list", Connection="close") if path == "/mcp" else request)
            answer = line.answer()
            expect(answer.status == 200 and answer.fields["connection"] == "close", answer)
            expect(line.is_closed())


@check("an upgrade that nobody offers does not keep the request from its answer")
def _(door: Door) -> None:
    fields = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAARAAAAAAAIAAAAA"}
    expect(door.ask("GET", "/live", None, fields).json == {"status": "live"})


@check("a large result passes as it is")
def _(door: Door) -> None:
    text = "x" * 500_000
    answer = door.call("tools/call", {"name": "s__echo", "arguments": {"text": text}})
    expect(text in answer.body.decode(), answer.status)
    json.loads(answer.body)

