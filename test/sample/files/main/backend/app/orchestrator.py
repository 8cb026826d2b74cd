"""Runs patterns: each step names a capability, and capabilities are all a pattern can reach."""

from __future__ import annotations

from typing import Any, Callable, Mapping

from opentelemetry import trace

from backend.app.dto.results import Result
from backend.app.services.packs import Pack

tracer = trace.get_tracer("meridian.orchestrator")

Capability = Callable[[Mapping[str, Any], Pack], Result]


class UnknownPattern(KeyError):
    """No pattern has this id, or its flag is off."""


class Orchestrator:
    def __init__(self, patterns: Mapping[str, Mapping[str, Any]], capabilities: Mapping[str, Capability]) -> None:
        self._patterns = patterns
        self._capabilities = capabilities

    def run(self, pattern_id: str, arguments: Mapping[str, Any], pack: Pack) -> Result:
        """Runs the steps in order; the result of the last one is the answer."""
        pattern = self._patterns.get(pattern_id)
        if pattern is None:
            raise UnknownPattern(pattern_id)
        known = dict(arguments)
        result: Result | None = None
        for step in pattern["steps"]:
            with tracer.start_as_current_span(step["capability"]) as span:
                span.set_attribute("pricing_pack_id", pack.id)
                result = self._capabilities[step["capability"]](known, pack)
                known[step["as"]] = result
        if result is None:
            raise UnknownPattern(f"{pattern_id} has no steps")
        return result
