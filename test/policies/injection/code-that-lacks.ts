import { faultsOf, none, type Family } from './injected.ts';

const inside = ['function', 'method', 'try'] as const;

/** Code that lacks what its rule asks for, and data in wrong places. */
export const codeThatLacks: readonly Family[] = [
  {
    folder: 'backend/app/services',
    language: 'python',
    faults: [
      ...faultsOf('exports-ask-for-rights', ['end', 'top'], {
        'a function': 'def export_positions(portfolio):\n    return portfolio.rows()',
        'an asynchronous function': 'async def export_report(report):\n    return await report.render()',
        'a method': 'class Reports:\n    def render_pdf(self, report):\n        return report.bytes()',
        'with a decorator': '@cached\ndef generate_pdf_summary(report):\n    return report.bytes()',
        'with a check that is only spoken of':
          'def download_ledger(ledger):\n    """Calls rights.ensure_allowed."""\n    # rights.ensure_allowed(ledger)\n    return ledger.rows()',
        'through a function that checks nothing':
          'def _rows(ledger):\n    return ledger.rows()\n\n\ndef ledger_export(ledger):\n    return _rows(ledger)',
      }),
      ...faultsOf('results-can-be-made-again', ['end', 'top'], {
        'a data class': 'from dataclasses import dataclass\n\n\n@dataclass\nclass ReturnsResult:\n    value: float',
        'a named tuple': 'from typing import NamedTuple\n\n\nclass RiskResult(NamedTuple):\n    value: float',
        'a typed dictionary': 'from typing import TypedDict\n\n\nclass FactorResult(TypedDict):\n    value: float',
        'a model': 'from pydantic import BaseModel\n\n\nclass QuarterPdfReport(BaseModel):\n    pages: int = 0',
        'a class that sets its fields':
          'class DriftResult:\n    def __init__(self, value):\n        self.value = value',
      }),
      ...faultsOf('sql-names-its-user', inside, {
        'a text': 'cursor.execute("SELECT * FROM portfolios")',
        'a condition on something else': 'cursor.execute("SELECT * FROM lots WHERE symbol = %s", (symbol,))',
        'a text over several lines':
          'cursor.execute("""\n    SELECT quantity\n    FROM holdings\n    WHERE quantity > 0\n""")',
        'an f-string': 'cursor.execute(f"SELECT {columns} FROM positions WHERE day = {day}")',
        'a text of two parts': 'cursor.execute("SELECT * FROM transactions " + "WHERE day = $1")',
        'texts that stand side by side': 'cursor.execute(\n    "SELECT * FROM transactions "\n    "ORDER BY day"\n)',
        'a name that holds it': 'query = "DELETE FROM holdings WHERE quantity = 0"\ncursor.execute(query)',
        'an update': 'session.execute(text("UPDATE portfolios SET name = :name WHERE id = :id"))',
        'a table that is joined': 'cursor.execute("SELECT * FROM prices JOIN app.lots ON lots.symbol = prices.symbol")',
        'a query in a query':
          'cursor.execute("SELECT * FROM (SELECT * FROM ledger_entries) AS e WHERE e.day = %(day)s")',
        'a common table expression': 'cursor.execute("WITH p AS (SELECT * FROM positions) SELECT count(*) FROM p")',
      }),
      ...faultsOf('no-personal-data-in-logs', inside, {
        'an argument': 'logger.info("login %s", user.email)',
        'a hole of an f-string': 'logger.warning(f"no account for {email}")',
        'a key': 'logging.error("bad number: %s", row["ssn"])',
        'a field by keyword': 'logger.info("login", extra={"phone": user.phone})',
        'a text that is formatted': 'log.debug("token {}".format(access_token))',
        'over several lines': 'self.logger.exception(\n    "failed for %s",\n    customer.date_of_birth,\n)',
        'the logging module under another name': 'import logging as notes\nnotes.info("mail %s", email_address)',
      }),
      ...faultsOf('no-personal-data-in-logs', inside, { print: 'print("password", password)' }, none),
    ],
  },
  {
    folder: 'backend/app/agents',
    language: 'python',
    faults: faultsOf('capabilities-have-spans', ['end', 'top'], {
      'a function': 'def capability_rates(context):\n    return context.rates()',
      'an asynchronous function': 'async def capability_macro(context):\n    return await context.macro()',
      'a method': 'class RatingAgent:\n    def capability_rate(self, context):\n        return context.rate()',
      'with a span only in a comment':
        'def capability_news(context):\n    # tracer.start_as_current_span("news")\n    return context.news()',
    }),
  },
  {
    folder: 'core/agents',
    language: 'python',
    faults: faultsOf('agent-output-without-control', ['end', 'top'], {
      'a data class':
        'from dataclasses import dataclass\n\n\n@dataclass\nclass PlanAgentOutput:\n    text: str\n    next_step: str = ""',
      'a model':
        'from pydantic import BaseModel\n\n\nclass PlanAgentOutput(BaseModel):\n    text: str\n    should_retry: bool = False',
      'a typed dictionary':
        'from typing import TypedDict\n\n\nclass PlanAgentResult(TypedDict):\n    text: str\n    goto: str',
      'a field that a method sets':
        'class PlanAgentResult:\n    def __init__(self, text):\n        self.text = text\n        self.next_agent = None',
      'another field':
        'from typing import NamedTuple\n\n\nclass PlanAgentOutput(NamedTuple):\n    text: str\n    retry_count: int = 0',
    }),
  },
  {
    folder: 'tests/unit',
    language: 'python',
    faults: faultsOf('tests-are-deterministic', ['end'], {
      'the clock': 'import time\n\n\ndef test_stamp():\n    assert stamp(time.time()) == 1',
      'the date of today': 'from datetime import date\n\n\ndef test_day():\n    assert day(date.today()) == 1',
      'the time now, under another name':
        'from datetime import datetime as moment\n\n\ndef test_now():\n    assert now(moment.now()) == 1',
      chance: 'import random\n\n\ndef test_dice():\n    assert roll(random.randint(1, 6)) == 1',
      'the network': 'import requests\n\n\ndef test_page():\n    assert requests.get("https://example.org").ok',
      'a client of httpx':
        'import httpx\n\n\nclass TestPage:\n    def test_page(self):\n        assert httpx.get("https://example.org").status_code == 200',
      'a model':
        'from openai import OpenAI\n\n\ndef test_model():\n    assert OpenAI().responses.create(model="m", input="i")',
      'a database': 'import psycopg2\n\n\ndef test_rows():\n    assert psycopg2.connect("dbname=app")',
    }),
  },
];
