from datetime import datetime, timezone
from decimal import Decimal

import pytest

from backend.app.dto.attribution import CurrencyAttribution
from backend.app.services import reports, rights

RESULT = CurrencyAttribution(
    pricing_pack_id="PP_2025-09-30",
    ledger_commit_hash="3fc9a1e",
    computed_at=datetime(2025, 9, 30, 21, tzinfo=timezone.utc),
    base_currency="USD",
    slices=(),
    total=Decimal(0),
)


def test_a_refused_provider_blocks_the_export():
    with pytest.raises(rights.ExportRefused, match="polygon"):
        reports.export_attribution_pdf(RESULT, ["polygon", "ledger"])


def test_an_unknown_provider_is_refused():
    with pytest.raises(rights.ExportRefused):
        reports.export_attribution_pdf(RESULT, ["nobody"])


def test_a_watermark_is_set_and_the_source_named():
    document = reports.export_attribution_pdf(RESULT, ["fmp", "fred"])
    assert document.watermark is not None
    assert "Federal Reserve Bank of St. Louis, Financial Modeling Prep" in document.footer


def test_csv_cannot_carry_a_watermark():
    with pytest.raises(rights.ExportRefused, match="watermark"):
        reports.export_attribution_csv(RESULT, ["fmp"])
