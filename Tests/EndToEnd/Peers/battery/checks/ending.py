"""What remains to be seen when all is done."""

import subprocess

import anyio

from battery.check import check, expect, expect_equal
from battery.peer import Peer

EXIT_LIMIT = 10.0


@check("nothing but messages was written to the output")
async def writes_messages_only(peer: Peer) -> None:
    expect_equal(peer.wire.faults, [])


@check("the server exits when its input ends", launched=True)
async def exits(peer: Peer) -> None:
    process = await anyio.open_process(peer.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    try:
        await process.stdin.aclose()
        with anyio.move_on_after(EXIT_LIMIT):
            await process.wait()
        expect(process.returncode is not None, f"still running after {EXIT_LIMIT:g} s")
    finally:
        if process.returncode is None:
            process.kill()
        await process.aclose()
