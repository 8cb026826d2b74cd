"""The registry of what may leave the house, and under which name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Iterable

REGISTRY = Path(__file__).parents[2] / "seeds" / "rights_registry.json"


class Right(Enum):
    ALLOWED = "allowed"
    WATERMARK = "watermark"
    REFUSED = "refused"


class ExportRefused(PermissionError):
    """A provider of these figures does not let them be exported."""


@dataclass(frozen=True)
class Grant:
    """What an export has to carry."""

    watermark: bool
    attributions: tuple[str, ...]


@cache
def registry() -> dict[str, tuple[Right, str]]:
    data = json.loads(REGISTRY.read_text(encoding="utf-8"))
    return {
        provider: (Right(entry["export"]), entry.get("attribution", ""))
        for provider, entry in data["providers"].items()
    }


def ensure_allowed(providers: Iterable[str]) -> Grant:
    """The conditions of an export of figures from these providers; raises ExportRefused. Unknown means refused."""
    known = registry()
    found = {name: known.get(name, (Right.REFUSED, "")) for name in providers}
    refused = sorted(name for name, (right, _) in found.items() if right is Right.REFUSED)
    if refused:
        raise ExportRefused(f"no right to export figures of {', '.join(refused)}")
    return Grant(
        watermark=any(right is Right.WATERMARK for right, _ in found.values()),
        attributions=tuple(sorted({text for _, text in found.values() if text})),
    )
