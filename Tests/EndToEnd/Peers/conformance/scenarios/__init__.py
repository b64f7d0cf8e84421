"""All scenarios, in the order they run."""

from conformance.scenarios import (  # noqa: F401
    connection,
    streams,
    headers,
    stateless,
    caching,
    tools,
    questions,
    resources,
    prompts,
    input_required,
)
