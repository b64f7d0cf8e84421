"""Tokens that somebody else has signed: `door.py signed SECRET`. The server expects issuer `us` and audience `hub`."""

import base64
import hashlib
import hmac
import json
import time

from doors.wire import Door, check, expect


def part(value: object) -> str:
    """A part of a token."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(secret: str, algorithm: str = "HS256", **claims: object) -> str:
    """A token; a claim that is None is left out."""
    now = int(time.time())
    all_claims = {"sub": "ada", "iss": "us", "aud": "hub", "exp": now + 300} | claims
    signed = part({"alg": algorithm, "typ": "JWT"}) + "." + part({k: v for k, v in all_claims.items() if v is not None})
    return signed + "." + part(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())


def status(door: Door, text: str) -> int:
    """How a request with a token is answered."""
    return door.call("tools/list", Authorization=f"Bearer {text}").status


@check("a good token is let in, also a second time")
def _(door: Door) -> None:
    good = token(door.rest[0])
    expect(status(door, good) == 200 and status(door, good) == 200)
    expect(status(door, token(door.rest[0], aud=["other", "hub"], nbf=int(time.time()) - 5)) == 200)


@check("a token that is over, early, for others, from others, of nobody or for ever is refused")
def _(door: Door) -> None:
    now = int(time.time())
    for claims in [
        {"exp": now - 300}, {"exp": None}, {"nbf": now + 300}, {"aud": "other"}, {"aud": None}, {"iss": "them"},
        {"iss": None}, {"sub": None},
    ]:
        expect(status(door, token(door.rest[0], **claims)) == 401, claims)


@check("a token whose signature or algorithm is not the one agreed is refused")
def _(door: Door) -> None:
    good = token(door.rest[0])
    expect(status(door, token("x" * 40)) == 401)
    expect(status(door, token(door.rest[0], "none")) == 401)
    expect(status(door, token(door.rest[0], "RS256")) == 401)
    expect(status(door, good.rsplit(".", 1)[0] + ".") == 401)
    expect(status(door, "nonsense") == 401)
