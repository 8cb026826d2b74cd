"""The API. One endpoint runs patterns; the others tell how the house is doing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from opentelemetry import trace
from pydantic import BaseModel

from backend.app.orchestrator import Orchestrator, UnknownPattern
from backend.app.services import packs
from backend.app.wiring import orchestrator, pack_store

app = FastAPI(title="Meridian")
tracer = trace.get_tracer("meridian.api")

PATTERNS = Path(__file__).parents[1] / "patterns"


class ExecuteRequest(BaseModel):
    pattern_id: str
    arguments: dict[str, Any] = {}


@app.post("/execute")
def execute(
    request: ExecuteRequest,
    store: packs.PackStore = Depends(pack_store),
    runner: Orchestrator = Depends(orchestrator),
) -> dict[str, Any]:
    """Runs a pattern on the newest pack; 503 while that pack is stale."""
    with tracer.start_as_current_span("execute") as span:
        span.set_attribute("pattern_id", request.pattern_id)
        newest = store.newest()
        if newest is None or not packs.is_fresh(newest):
            raise HTTPException(status_code=503, detail={"code": "stale_pack", "message": "no fresh pricing pack"})
        span.set_attribute("pricing_pack_id", newest.id)
        try:
            result = runner.run(request.pattern_id, request.arguments, newest)
        except UnknownPattern as unknown:
            raise HTTPException(status_code=404, detail={"code": "unknown_pattern"}) from unknown
        span.set_attribute("ledger_commit_hash", result.ledger_commit_hash)
        return result.model_dump(mode="json")


@app.get("/health/pack")
def pack_health(store: packs.PackStore = Depends(pack_store)) -> dict[str, Any]:
    """The newest pack, its age in seconds and whether requests are answered from it."""
    found = packs.status(store)
    return {
        "pack_id": found.pack_id,
        "age_seconds": None if found.age is None else int(found.age.total_seconds()),
        "fresh": found.fresh,
    }


@app.get("/patterns")
def list_patterns() -> list[dict[str, str]]:
    """The patterns that can be run here; those behind a flag only while it is on."""
    flags = set(os.environ.get("MERIDIAN_FLAGS", "").split(","))
    found = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(PATTERNS.glob("*.json"))]
    return [
        {"id": pattern["id"], "title": pattern["title"]}
        for pattern in found
        if pattern.get("flag") is None or pattern["flag"] in flags
    ]
