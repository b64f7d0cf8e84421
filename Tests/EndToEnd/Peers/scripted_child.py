"""A scripted MCP server over standard input and output, standard library only: `scripted_child.py [FLAGS...]`.

It speaks the handshake era, the stateless one, or both, offers a tool for everything a server can do right or wrong,
and writes a record of every line it reads and writes, so that a test can tell exactly what has reached it.
`--help` lists the flags; the tools stand in `scripted/`.
"""

from scripted.main import main

if __name__ == "__main__":
    main()
