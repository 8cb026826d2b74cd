"""Puts the parts together once, at the start."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from backend.app.orchestrator import Orchestrator
from backend.app.services.packs import Pack, PackStore

PATTERNS = Path(__file__).parents[1] / "patterns"


class MemoryPackStore:
    """Packs of a single process, for development."""

    def __init__(self) -> None:
        self._packs: dict[str, Pack] = {}

    def get(self, pack_id: str) -> Pack | None:
        return self._packs.get(pack_id)

    def newest(self) -> Pack | None:
        return max(self._packs.values(), key=lambda pack: pack.close, default=None)

    def insert(self, pack: Pack) -> None:
        self._packs[pack.id] = pack


@cache
def pack_store() -> PackStore:
    return MemoryPackStore()


@cache
def orchestrator() -> Orchestrator:
    patterns = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(PATTERNS.glob("*.json"))]
    return Orchestrator({pattern["id"]: pattern for pattern in patterns}, capabilities={})
