"""The conformance bar: what a server has to offer for it, and the scenarios that are judged."""
