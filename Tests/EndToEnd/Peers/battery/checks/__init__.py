"""All checks, in the order they run."""

from battery.check import CHECKS
from battery.checks import connection, calls, questions, contents, changes, ending  # noqa: F401

__all__ = ["CHECKS"]
