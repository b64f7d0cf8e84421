"""Lists the tools of any server with the official Python SDK, calls one, and prints both as a line of JSON:
`sdk_call.py [--era modern|legacy] --tool NAME [--arguments JSON] -- COMMAND [ARGS...]`, on SDK 1.x or 2.x.

A hub whose servers have never been seen may list them one by one as they come up: the tool is waited for.
"""

import argparse
import asyncio
import json
import os
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

LIMIT = 20.0


async def use(session: Any, options: argparse.Namespace) -> None:
    """List, until the tool is there, and call it."""
    names: list[str] = []
    async with asyncio.timeout(LIMIT):
        while options.tool not in names:
            names = [tool.name for tool in (await session.list_tools()).tools]
            await asyncio.sleep(0.01)
        result = await session.call_tool(options.tool, json.loads(options.arguments))
    texts = [block.text for block in result.content if block.type == "text"]
    print(json.dumps({"tools": names, "text": "\n".join(texts)}))


async def main(options: argparse.Namespace) -> None:
    """Connect with whichever SDK there is."""
    parameters = StdioServerParameters(command=options.command[0], args=options.command[1:], env=dict(os.environ))
    try:
        from mcp import Client
    except ImportError:
        async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            await use(session, options)
        return
    mode = "auto" if options.era == "modern" else "legacy"
    async with Client(stdio_client(parameters), mode=mode, cache=None) as client:
        await use(client, options)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Calls a tool of any server.", allow_abbrev=False)
    parser.add_argument("--era", choices=["modern", "legacy"], default="legacy")
    parser.add_argument("--tool", required=True)
    parser.add_argument("--arguments", default="{}")
    parser.add_argument("command", nargs="+")
    asyncio.run(main(parser.parse_args()))
