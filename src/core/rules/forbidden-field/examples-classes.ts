import type { Example } from '../../rule-kind.ts';

const control = { of: ['*Output'], fields: ['next_step', 'retry*', 'branch'] };
const ban = 'no such field is allowed here.';

/** Classes, interfaces and types. */
export const forbiddenInClasses: readonly Example[] = [
  {
    title: 'control fields in a model',
    with: control,
    in: ['core/**'],
    guard:
      'In `core/**`, nothing that is, stands on or is returned from `*Output` has a field `next_step`, `retry*` or `branch`.',
    before: {},
    after: {
      'core/contracts.py': [
        'class AgentOutput(BaseModel):',
        '    data: dict',
        `    next_step: str | None = None    ← AgentOutput has the field next_step: ${ban}`,
        `    retry_count: int = 0    ← AgentOutput has the field retry_count: ${ban}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an interface and a type of TypeScript',
    with: control,
    before: {},
    after: {
      'src/contracts.ts': [
        'export interface AgentOutput {',
        `  nextStep?: string;    ← AgentOutput has the field nextStep: ${ban}`,
        '}',
        'export type StepOutput = { data: unknown } & {',
        `  branch: string;    ← StepOutput has the field branch: ${ban}`,
        '};',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a field that is inherited from another file, told where the rule is about the class',
    with: control,
    before: { 'core/control.py': 'class Control:\n    next_step: str\n' },
    after: {
      'core/control.py': 'class Control:\n    next_step: str\n',
      'core/contracts.py': [
        'from .control import Control',
        `class AgentOutput(Control):    ← AgentOutput inherits the field next_step of Control: ${ban}`,
        '    data: dict',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a field of a class that the rule is about is told there, and not again where it is inherited',
    with: control,
    before: {},
    after: {
      'core/contracts.py': [
        'class AgentOutput:',
        `    branch: str    ← AgentOutput has the field branch: ${ban}`,
        'class PlanOutput(AgentOutput):',
        '    data: dict',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'whatever stands on a base',
    with: { base: ['AgentOutput'], fields: ['retry'] },
    before: {},
    after: {
      'core/contracts.py': `from core.base import AgentOutput\nclass Plan(AgentOutput):\n    retry: bool    ← Plan has the field retry: ${ban}\nclass Other:\n    retry: bool\n`,
    },
  },
  {
    title: 'an alias, what a method writes, and a getter',
    with: control,
    before: {},
    after: {
      'core/contracts.py': [
        'class AOutput(BaseModel):',
        `    step: str = Field(alias="next_step")    ← AOutput has the field next_step: ${ban}`,
        'class BOutput:',
        '    def __init__(self):',
        `        self.retry = 1    ← BOutput has the field retry: ${ban}`,
        '        self.retry = 2',
        '    @property',
        `    def branch(self): return 1    ← BOutput has the field branch: ${ban}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'one more beside one that stood there',
    with: control,
    before: { 'core/contracts.py': 'class AOutput:\n    retry: int\n' },
    after: {
      'core/contracts.py': `class AOutput:\n    retry: int\n    branch: str    ← AOutput has the field branch: ${ban}\n`,
    },
  },
  {
    title: 'methods, values, comments and texts',
    with: control,
    before: {},
    after: {
      'core/contracts.py': [
        'class AgentOutput(BaseModel):',
        '    """next_step: never."""',
        '    # retry: int',
        '    data: str = "next_step"',
        '    def retry(self): return self.next_step',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'names that only contain the words',
    with: control,
    before: {},
    after: {
      'core/contracts.py': 'class AgentOutput:\n    next_steps_taken: int\n    branches: int\n    max_retry: int\n',
      'src/contracts.ts': 'interface AgentOutput {\n  step: string;\n  next: string;\n}\n',
    },
  },
  {
    title: 'classes of other names, and enumerations',
    with: control,
    before: {},
    after: {
      'core/contracts.py': 'class Step:\n    next_step: str\nclass OutputReader:\n    retry: int\n',
      'src/contracts.ts': 'export enum FlowOutput {\n  Retry,\n}\n',
    },
  },
  {
    title: 'a class that had the field, moved, and renamed',
    with: control,
    before: { 'core/a.py': 'class AOutput:\n    retry: int\nclass BOutput:\n    branch: str\n' },
    after: { 'core/a.py': 'class COutput:\n    branch: str\n', 'core/b.py': 'class AOutput:\n    retry: int\n' },
  },
  {
    title: 'types, parameters and local names that are called alike',
    with: control,
    before: {},
    after: {
      'core/contracts.py': [
        'class AgentOutput:',
        '    data: NextStep',
        '    def load(self, retry):',
        '        branch = retry',
        '        self.data.branch = branch',
        '',
      ].join('\n'),
      'src/contracts.ts': 'interface AgentOutput {\n  data: { kind: Retry };\n  load(retry: number): void;\n}\n',
    },
  },
];
