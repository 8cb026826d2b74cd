import type { Example } from '../../rule-kind.ts';

const traced = { of: ['*Result'], fields: ['pricing_pack_id', 'ledger_commit_hash'] };
const packed = { of: ['*Result'], fields: ['pricing_pack_id'] };

/** Classes, interfaces and types. */
export const requiredInClasses: readonly Example[] = [
  {
    title: 'a dataclass without one of the fields',
    with: traced,
    guard:
      'Everywhere, whatever is, stands on or is returned from `*Result` carries `pricing_pack_id` and `ledger_commit_hash`.',
    before: {},
    after: {
      'app/dto.py':
        'from dataclasses import dataclass\n@dataclass\nclass ReturnResult:    ← ReturnResult has no ledger_commit_hash.\n    value: float\n    pricing_pack_id: str\n',
    },
  },
  {
    title: 'a model that only speaks of the field',
    with: packed,
    before: {},
    after: {
      'app/dto.py': [
        'class ReturnResult(BaseModel):    ← ReturnResult has no pricing_pack_id.',
        '    """pricing_pack_id: str"""',
        '    # pricing_pack_id: str',
        '    value: str = "pricing_pack_id"',
        '    def pricing_pack_id(self): return 1',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an interface and a type of TypeScript',
    with: packed,
    before: {},
    after: {
      'src/dto.ts': [
        'export interface ReturnResult {    ← ReturnResult has no pricing_pack_id.',
        '  value: number;',
        '}',
        'export type RiskResult = Readonly<{ value: number }>;    ← RiskResult has no pricing_pack_id.',
        'export interface CostResult {',
        '  pricingPackId?: string;',
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'whatever stands on a base, also through another file',
    with: { base: ['Report'], fields: ['pricing_pack_id'] },
    before: {},
    after: {
      'app/base.py': 'class Report: pass\n',
      'app/middle.py':
        'from .base import Report\nclass Middle(Report):    ← Middle has no pricing_pack_id.\n    x: int\n',
      'app/leaf.py':
        'from app.middle import Middle as M\nclass Leaf(M):    ← Leaf has no pricing_pack_id.\n    y: int\n',
    },
  },
  {
    title: 'a field that was taken out, beside a class that never had it',
    with: packed,
    before: { 'app/dto.py': 'class AResult:\n    pricing_pack_id: str\nclass BResult:\n    x: int\n' },
    after: {
      'app/dto.py': 'class AResult:    ← AResult has no pricing_pack_id.\n    y: int\nclass BResult:\n    x: str\n',
    },
  },
  {
    title: 'a base of a package carries nothing',
    with: packed,
    before: {},
    after: {
      'src/dto.ts':
        "import { Base } from 'vendor';\nclass AResult extends Base {}    ← AResult has no pricing_pack_id.\n",
    },
  },
  {
    title: 'classes that stand on each other in a circle',
    with: packed,
    before: {},
    after: {
      'app/dto.py':
        'class AResult(B):    ← AResult has no pricing_pack_id.\n    x: int\nclass B(AResult):\n    y: int\n',
    },
  },
  {
    title: 'fields that are inherited from a file that did not change',
    with: traced,
    before: { 'app/base.py': 'class Traced(BaseModel):\n    pricing_pack_id: str\n    ledger_commit_hash: str\n' },
    after: {
      'app/base.py': 'class Traced(BaseModel):\n    pricing_pack_id: str\n    ledger_commit_hash: str\n',
      'app/dto.py':
        'from app import base\nclass AResult(base.Traced):\n    value: float\nclass BResult(AResult):\n    more: float\n',
    },
  },
  {
    title: 'typed dictionaries and named tuples',
    with: packed,
    before: {},
    after: {
      'app/dto.py':
        'class AResult(TypedDict):\n    pricing_pack_id: str\nclass BResult(NamedTuple):\n    pricing_pack_id: str = ""\n',
    },
  },
  {
    title: 'what methods write, getters, aliases and parameters of constructors',
    with: packed,
    before: {},
    after: {
      'app/dto.py': [
        'class AResult:',
        '    def __init__(self, pack):',
        '        self.pricing_pack_id = pack',
        'class BResult:',
        '    @property',
        '    def pricing_pack_id(self): return self.pack.id',
        'class CResult(BaseModel):',
        '    pack: str = Field(alias="pricing_pack_id")',
        '',
      ].join('\n'),
      'src/dto.ts':
        'class AResult {\n  constructor(readonly pricingPackId: string) {}\n}\nclass BResult {\n  constructor(id) {\n    this.pricing_pack_id = id;\n  }\n}\n',
    },
  },
  {
    title: 'types put together of others',
    with: packed,
    before: {},
    after: {
      'src/traced.ts': 'export type Traced = { pricing_pack_id: string };\n',
      'src/dto.ts': "import type { Traced } from './traced';\nexport type AResult = Traced & { value: number };\n",
    },
  },
  {
    title: 'enumerations and types without fields',
    with: packed,
    before: {},
    after: { 'src/dto.ts': "export type AResult = 'ok' | 'failed';\nexport enum BResult {\n  Ok,\n}\n" },
  },
  {
    title: 'lists of names and what is raised, also through others',
    with: { of: ['*Result'], fields: ['pricing_pack_id'] },
    before: {},
    after: {
      'app/kinds.py':
        'import enum\nfrom enum import Enum, StrEnum\nclass JobResult(Enum):\n    OK = 1\nclass StepResult(str, enum.Flag):\n    A = 1\nclass NameResult(StrEnum):\n    A = "a"\nclass MenuResult(models.TextChoices):\n    A = "a"\n',
      'app/errors.py':
        'class AppError(Exception):\n    pass\nclass BadResult(AppError):\n    code: int\nclass WorseResult(ValueError):\n    code: int\n',
    },
  },
  {
    title: 'bases that only sound like a list of names or an error',
    with: { of: ['*Result'], fields: ['pricing_pack_id'] },
    before: {},
    after: {
      'app/dto.py':
        'class AResult(EnumBase):    ← AResult has no pricing_pack_id.\n    x: int\nclass BResult(ErrorInfo):    ← BResult has no pricing_pack_id.\n    x: int\nclass CResult(RedFlag):    ← CResult has no pricing_pack_id.\n    x: int\n',
    },
  },
  {
    title: 'errors that the rule asks for, by what they stand on or by their name',
    with: { of: ['*Error'], base: ['Failure'], fields: ['code'] },
    before: {},
    after: {
      'app/errors.py':
        'class AppError(Exception):    ← AppError has no code.\n    x: int\nclass Failure(Exception):\n    x: int\nclass Late(Failure):    ← Late has no code.\n    x: int\n',
    },
  },
  {
    title: 'classes of other names, and other languages',
    with: packed,
    before: {},
    after: {
      'app/dto.py': 'class ResultBuilder:\n    x: int\nAResult = 1\n',
      'app/dto.go': 'type AResult struct { X int }\n',
      'docs/dto.md': 'class AResult:\n',
    },
  },
  {
    title: 'a class that was moved, and one that was renamed',
    with: packed,
    before: { 'app/a.py': 'class AResult:\n    x: int\nclass BResult:\n    y: int\n' },
    after: { 'app/a.py': 'class OtherResult:\n    y: int\n', 'app/b.py': 'class AResult:\n    x: int\n' },
  },
];
