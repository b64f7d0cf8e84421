"""The conformance bar: `conformance.py --era modern|legacy URL [SCENARIO...]`.

Judges a server over HTTP that offers the fixture of `conformance/fixture.py`, scenario by scenario, and prints a JSON
line for each. Needs nothing but the standard library.
"""

from conformance import scenarios  # noqa: F401
from conformance.run import main

if __name__ == "__main__":
    main()
