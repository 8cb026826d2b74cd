import json
from decimal import Decimal
from pathlib import Path

import pytest

from backend.app.dto.ratings import Fundamentals
from backend.app.services import ratings

SEED = json.loads(Path("backend/seeds/fundamentals.json").read_text(encoding="utf-8"), parse_float=Decimal)


def company(symbol: str) -> Fundamentals:
    return Fundamentals(symbol=symbol, **SEED["companies"][symbol])


def test_a_long_record_beats_much_debt():
    steady = ratings.dividend_safety(company("NRTH"), "PP_2025-09-30", "3fc9a1e")
    strained = ratings.dividend_safety(company("SHOP"), "PP_2025-09-30", "3fc9a1e")
    assert steady.score > 6 > strained.score


def test_too_little_data_gives_no_rating():
    with pytest.raises(ratings.NotRated):
        ratings.components_of(Fundamentals(symbol="VOID"), ratings.DIVIDEND_SAFETY)
