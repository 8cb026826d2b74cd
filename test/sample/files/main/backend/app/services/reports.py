"""Reports that may be sent on: PDF and CSV, each with its rights and its provenance."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, Sequence

from opentelemetry import trace

from backend.app.dto.attribution import CurrencyAttribution
from backend.app.services import rights

tracer = trace.get_tracer("meridian.reports")

PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Page:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A finished report, before a renderer turns it into a file."""

    title: str
    pages: tuple[Page, ...]
    footer: str
    watermark: str | None
    pricing_pack_id: str
    ledger_commit_hash: str


def percent(value: Decimal) -> str:
    """A share as people read it: 0.0123 is 1.23 %."""
    return f"{(value * 100).quantize(Decimal('0.01'))} %"


def footer(attributions: Sequence[str], pack_id: str, commit: str) -> str:
    """Names the sources and what a reader needs to reproduce the figures."""
    sources = f"Sources: {', '.join(attributions)}. " if attributions else ""
    return f"{sources}Pricing pack {pack_id}, ledger {commit[:12]}."


def attribution_pages(result: CurrencyAttribution) -> tuple[Page, ...]:
    """One page with a line for each currency, largest first."""
    ordered = sorted(result.slices, key=lambda each: (-each.weight, each.currency))
    lines = tuple(
        f"{each.currency}  weight {percent(each.weight)}  local {percent(each.local)}"
        f"  currency {percent(each.fx + each.interaction)}"
        for each in ordered
    )
    total = f"Total in {result.base_currency}: {percent(result.total)}"
    return (Page(title="Return by currency", lines=(*lines, total)),)


def export_attribution_pdf(result: CurrencyAttribution, providers: Iterable[str]) -> Document:
    """The attribution as a document, if the rights of its providers allow one."""
    with tracer.start_as_current_span("reports.export_attribution_pdf") as span:
        grant = rights.ensure_allowed(providers)
        span.set_attribute("pricing_pack_id", result.pricing_pack_id)
        span.set_attribute("ledger_commit_hash", result.ledger_commit_hash)
        return Document(
            title=f"Currency attribution in {result.base_currency}",
            pages=attribution_pages(result),
            footer=footer(grant.attributions, result.pricing_pack_id, result.ledger_commit_hash),
            watermark="Not for redistribution" if grant.watermark else None,
            pricing_pack_id=result.pricing_pack_id,
            ledger_commit_hash=result.ledger_commit_hash,
        )


def export_attribution_csv(result: CurrencyAttribution, providers: Iterable[str]) -> str:
    """The attribution as CSV. A watermark cannot be put on CSV, so a provider that wants one refuses it."""
    with tracer.start_as_current_span("reports.export_attribution_csv"):
        grant = rights.ensure_allowed(providers)
        if grant.watermark:
            raise rights.ExportRefused("these figures may only leave with a watermark")
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["currency", "weight", "local", "fx", "interaction"])
        for each in result.slices:
            values = (each.weight, each.local, each.fx, each.interaction)
            writer.writerow([each.currency, *(value.quantize(PLACES) for value in values)])
        out.write(f"# {footer(grant.attributions, result.pricing_pack_id, result.ledger_commit_hash)}\n")
        return out.getvalue()
