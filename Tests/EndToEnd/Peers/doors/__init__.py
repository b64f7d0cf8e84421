"""Checks of the front door, a module a group."""
