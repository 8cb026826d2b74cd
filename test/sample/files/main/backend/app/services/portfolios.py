"""Portfolios in the database, read under row-level security."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import Iterator
from uuid import UUID

import psycopg

from backend.app.dto.attribution import PositionReturn


@contextmanager
def transaction_of(connection: psycopg.Connection, user_id: UUID) -> Iterator[psycopg.Cursor]:
    """A transaction in which the database shows only the rows of this user."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user_id', %s, true)", (str(user_id),))  # as SET LOCAL app.user_id does
        yield cursor


def positions(connection: psycopg.Connection, user_id: UUID, portfolio_id: UUID) -> list[PositionReturn]:
    """The positions of a portfolio that the user may see."""
    with transaction_of(connection, user_id) as cursor:
        # Row predicate: policy portfolio_owner on positions, user_id = current_setting('app.user_id')::uuid
        cursor.execute(
            "SELECT symbol, currency, weight, local_return FROM positions"
            " WHERE portfolio_id = %s AND user_id = current_setting('app.user_id')::uuid ORDER BY symbol",
            (portfolio_id,),
        )
        return [
            PositionReturn(symbol=symbol, currency=currency, weight=Decimal(weight), local_return=Decimal(value))
            for symbol, currency, weight, value in cursor.fetchall()
        ]
