"""What every answer carries, whatever it is about."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Result(BaseModel):
    """Base of all results: names what the figures were computed from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pricing_pack_id: str = Field(min_length=1)
    ledger_commit_hash: str = Field(pattern=r"^[0-9a-f]{7,40}$")
    computed_at: datetime


class Problem(BaseModel):
    """A refusal, with a code that the UI can act on."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str
