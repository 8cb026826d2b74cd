"""Macro cycles: a weighted sum of indicators, mapped to a phase by seeded boundaries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path

from opentelemetry import trace

from backend.app.dto.macro import CyclePhase, MacroSnapshot, Phase

tracer = trace.get_tracer("meridian.cycles")

SEED = Path(__file__).parents[2] / "seeds" / "macro_cycles.json"
SCHEMA_VERSION = 3
PHASES: tuple[Phase, ...] = ("depression", "contraction", "recovery", "expansion", "boom")
ZERO = Decimal(0)


@dataclass(frozen=True)
class CycleSeed:
    """Weights of the indicators, and the boundaries between neighbouring phases in ascending order."""

    weights: dict[str, Decimal]
    boundaries: tuple[Decimal, ...]


class WrongSeed(ValueError):
    """The seed file is not of the version this code was written for."""


@cache
def seeds() -> tuple[str, dict[str, CycleSeed]]:
    """The method's version and the seed of each cycle; raises WrongSeed."""
    data = json.loads(SEED.read_text(encoding="utf-8"), parse_float=Decimal)
    if data["schema_version"] != SCHEMA_VERSION:
        raise WrongSeed(f"schema_version {data['schema_version']}, expected {SCHEMA_VERSION}")
    cycles = {
        name: CycleSeed(
            weights={key: Decimal(value) for key, value in entry["weights"].items()},
            boundaries=tuple(Decimal(value) for value in entry["boundaries"]),
        )
        for name, entry in data["cycles"].items()
    }
    return data["method_version"], cycles


def weighted_score(snapshot: MacroSnapshot, seed: CycleSeed) -> tuple[Decimal, Decimal]:
    """Score and confidence. An indicator without data takes its weight out of both; it is never a zero."""
    known = {name: weight for name, weight in seed.weights.items() if name in snapshot.indicators}
    confidence = sum(known.values(), ZERO)
    if confidence == ZERO:
        return ZERO, ZERO
    total = sum((weight * snapshot.indicators[name] for name, weight in known.items()), ZERO)
    return total / confidence, confidence


def phase_of(score: Decimal, boundaries: tuple[Decimal, ...]) -> Phase:
    """The phase whose range holds the score."""
    passed = sum(1 for boundary in boundaries if score >= boundary)
    return PHASES[passed]


def compute_short_term(snapshot: MacroSnapshot, pricing_pack_id: str, ledger_commit_hash: str) -> CyclePhase:
    """The phase of the short-term debt cycle."""
    with tracer.start_as_current_span("cycles.compute_short_term") as span:
        span.set_attribute("pricing_pack_id", pricing_pack_id)
        span.set_attribute("ledger_commit_hash", ledger_commit_hash)
        method_version, all_seeds = seeds()
        seed = all_seeds["short_term"]
        score, confidence = weighted_score(snapshot, seed)
        return CyclePhase(
            cycle="short_term",
            phase=phase_of(score, seed.boundaries),
            score=score,
            confidence=confidence,
            method_version=method_version,
            pricing_pack_id=pricing_pack_id,
            ledger_commit_hash=ledger_commit_hash,
            computed_at=datetime.now(timezone.utc),
        )
