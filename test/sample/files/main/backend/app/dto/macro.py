"""Indicators of an economy and the phase a cycle is in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from backend.app.dto.results import Result

Phase = Literal["depression", "contraction", "recovery", "expansion", "boom"]


class MacroSnapshot(BaseModel):
    """Z-scores of the indicators on one day; an indicator without data is absent."""

    model_config = ConfigDict(frozen=True)

    as_of: date
    region: str
    indicators: dict[str, Decimal]


class CyclePhase(Result):
    """Where a cycle stands, how sure that is, and by which method it was found."""

    cycle: Literal["short_term", "long_term", "empire"]
    phase: Phase
    score: Decimal
    confidence: Decimal
    method_version: str
