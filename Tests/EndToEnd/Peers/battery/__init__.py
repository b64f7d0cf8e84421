"""A battery: checks that drive any server offering the fixture, through the client of an official SDK."""
