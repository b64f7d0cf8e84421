"""Tokens that an issuer signs with keys it publishes: `door.py keys`. The hub has issuer `us` and audience `hub`.

The keys are in the file that `KEYS` names, or, with `KEYS=serve`, at an address that this module then puts there.
"""

import http.server
import json
import os
import threading
import time

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from doors.wire import LIMIT, Door, check, expect

ALGORITHMS = {
    "RS256": (lambda: rsa.generate_private_key(65537, 2048), jwt.algorithms.RSAAlgorithm),
    "ES256": (lambda: ec.generate_private_key(ec.SECP256R1()), jwt.algorithms.ECAlgorithm),
    "EdDSA": (ed25519.Ed25519PrivateKey.generate, jwt.algorithms.OKPAlgorithm),
}


class Key:
    """A key of the issuer."""

    def __init__(self, name: str, algorithm: str, **members: str) -> None:
        make, self.form = ALGORITHMS[algorithm]
        self.name, self.algorithm, self.members = name, algorithm, members
        self.private = make()

    @property
    def public(self) -> dict[str, str]:
        """What the issuer publishes of it."""
        return json.loads(self.form.to_jwk(self.private.public_key())) | {"kid": self.name} | self.members

    def token(self, kid: str | None = None, **claims: object) -> str:
        """A token; a claim that is None is left out."""
        now = int(time.time())
        all_claims = {"sub": "ada", "iss": "us", "aud": "hub", "exp": now + 300} | claims
        return jwt.encode(
            {k: v for k, v in all_claims.items() if v is not None}, self.private, self.algorithm,
            headers={"kid": kid or self.name},
        )


class Issuer(http.server.BaseHTTPRequestHandler):
    """Publishes the keys, counts how often they are asked for, and is down when told so."""

    text = ""
    asked = 0
    is_down = False

    def do_GET(self) -> None:
        """Answer with the keys."""
        Issuer.asked += 1
        body = b"down" if Issuer.is_down else Issuer.text.encode()
        self.send_response(503 if Issuer.is_down else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


IS_SERVED = os.environ["KEYS"] == "serve"
if IS_SERVED:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["KEYS"] = f"http://127.0.0.1:{server.server_port}/keys"


def publish(*keys: Key) -> None:
    """Let these be the keys."""
    useless = [
        {"kty": "RSA", "use": "enc", "kid": "enc", "n": "AQAB", "e": "AQAB"}, {"kty": "XYZ", "kid": "unheard-of"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"},
    ]
    text = json.dumps({"keys": useless + [key.public for key in keys]})
    if IS_SERVED:
        Issuer.text = text
        return
    with open(os.environ["KEYS"] + ".new", "w") as file:
        file.write(text)
    os.replace(os.environ["KEYS"] + ".new", os.environ["KEYS"])


# As Entra ID does, without "alg".
RSA, CURVE, EDWARDS = Key("r", "RS256", use="sig"), Key("e", "ES256", alg="ES256"), Key("d", "EdDSA", alg="EdDSA")
publish(RSA, CURVE, EDWARDS)


def status(door: Door, text: str) -> int:
    """How a request with a token is answered."""
    return door.call("tools/list", Authorization=f"Bearer {text}").status


def until(door: Door, text: str, wanted: int) -> None:
    """Wait until a token is answered so."""
    end = time.monotonic() + LIMIT
    while status(door, text) != wanted:
        expect(time.monotonic() < end, f"still {status(door, text)}")
        time.sleep(0.05)


@check("RS256, ES256 and EdDSA are verified by the key that the token names")
def _(door: Door) -> None:
    for key in [RSA, CURVE, EDWARDS]:
        text = key.token()
        expect(status(door, text) == 200 and status(door, text) == 200, key.algorithm)
        head, claims, signature = text.split(".")
        other = key.token(sub="eve").split(".")[1]
        expect(status(door, f"{head}.{other}.{signature}") == 401, "other claims")
        expect(status(door, key.token(kid={"r": "e", "e": "d", "d": "r"}[key.name])) == 401, "another key's name")


@check("a key that nobody has published, one that only encrypts and one that is a secret are no use")
def _(door: Door) -> None:
    expect(status(door, Key("r", "RS256").token()) == 401)
    expect(status(door, RSA.token(kid="nobody")) == 401)
    expect(status(door, RSA.token(kid="enc")) == 401)
    secret = jwt.encode({"sub": "ada", "iss": "us", "aud": "hub", "exp": 2**31}, b"secret" * 8, "HS256", headers={"kid": "secret"})
    expect(status(door, secret) == 401)


@check("a token of another issuer, for others, that is over or early is refused")
def _(door: Door) -> None:
    now = int(time.time())
    for claims in [{"iss": "them"}, {"aud": "other"}, {"exp": now - 300}, {"nbf": now + 300}, {"exp": None}]:
        expect(status(door, CURVE.token(**claims)) == 401, claims)


if IS_SERVED:

    @check("the issuer is asked once for all of that, and again for a name that is not known, but not each time")
    def _(door: Door) -> None:
        before = Issuer.asked
        expect(before <= 2, before)
        for number in range(20):
            expect(status(door, RSA.token(kid=f"unknown{number}")) == 401)
        expect(Issuer.asked <= 2, Issuer.asked)

    @check("keys go on to be good while the issuer is down")
    def _(door: Door) -> None:
        Issuer.is_down = True
        expect(status(door, EDWARDS.token()) == 200)
        Issuer.is_down = False

else:

    @check("a new key is good as soon as it is published, and one that is gone is no longer, also for tokens in use")
    def _(door: Door) -> None:
        old, new = RSA.token(), Key("n", "ES256")
        expect(status(door, old) == 200)
        publish(new, CURVE)
        until(door, new.token(), 200)
        until(door, old, 401)
        expect(status(door, CURVE.token()) == 200)

    @check("a file that is broken or gone leaves the keys as they were")
    def _(door: Door) -> None:
        with open(os.environ["KEYS"], "w") as file:
            file.write('{"keys": [')
        end = time.monotonic() + 3
        while time.monotonic() < end:
            expect(status(door, CURVE.token()) == 200)
            time.sleep(0.3)
        os.remove(os.environ["KEYS"])
        expect(status(door, CURVE.token()) == 200)
