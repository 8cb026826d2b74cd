import type { Example } from '../../rule-kind.ts';

const control = { functions: ['run_agent', 'runAgent'], fields: ['next_step', 'retry'] };
const schemas = { schemas: ['schemas/**'], fields: ['next_step', 'retry'] };
const ban = 'no such field is allowed here.';

/** What functions return, and schemas. */
export const forbiddenInData: readonly Example[] = [
  {
    title: 'dictionaries that a function returns, with those inside',
    with: control,
    before: {},
    after: {
      'core/agent.py': [
        'def run_agent(x):',
        `    if x: return {"data": 1, "next_step": "a"}    ← What run_agent returns has the field next_step: ${ban}`,
        `    return {"data": {"retry": 3}}    ← What run_agent returns has the field retry: ${ban}`,
        '',
      ].join('\n'),
      'src/agent.ts': `export const runAgent = (x) => ({ ...x, nextStep: 1 });    ← What runAgent returns has the field nextStep: ${ban}\n`,
    },
  },
  {
    title: 'what is put in later, and made by keywords',
    with: control,
    before: {},
    after: {
      'core/agent.py': [
        'def run_agent(x):',
        '    out = {"data": 1}',
        `    out["retry"] = 1    ← What run_agent returns has the field retry: ${ban}`,
        '    return out',
        '',
      ].join('\n'),
      'core/other.py': `def run_agent(x):\n    return Output(data=1, next_step=x)    ← What run_agent returns has the field next_step: ${ban}\n`,
    },
  },
  {
    title: 'properties of a JSON Schema, however deep',
    with: schemas,
    before: {},
    after: {
      'schemas/output.json': [
        '{',
        '  "properties": {',
        `    "next_step": { "type": "string" },    ← This schema has the property next_step: ${ban}`,
        '    "steps": {',
        `      "items": [{ "properties": { "retry": {} } }]    ← This schema has the property retry: ${ban}`,
        '    }',
        '  }',
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a schema in YAML',
    with: schemas,
    before: {},
    after: {
      'schemas/api.yaml': `components:\n  schemas:\n    Output:\n      properties:\n        nextStep:    ← This schema has the property nextStep: ${ban}\n          type: string\n`,
    },
  },
  {
    title: 'a schema that does not parse',
    with: schemas,
    before: {},
    after: {
      'schemas/a.json': '{ "properties":    ← This schema does not parse, so nothing is known of its fields.\n',
      'schemas/b.yml': 'a: [    ← This schema does not parse, so nothing is known of its fields.\n',
    },
  },
  {
    title: 'words of a schema that are no properties, and a property called properties',
    with: schemas,
    before: {},
    after: {
      'schemas/output.json':
        '{ "title": "next_step", "retry": 1, "properties": { "properties": { "retry": 1 }, "data": { "enum": ["retry"] } } }\n',
    },
  },
  {
    title: 'schemas elsewhere, and one that lost the property',
    with: schemas,
    before: { 'schemas/output.json': '{ "properties": { "retry": {} } }\n' },
    after: {
      'schemas/output.json': '{ "properties": {} }\n',
      'other/output.json': '{ "properties": { "retry": {} } }\n',
      'core/agent.py': 'class AgentOutput:\n    retry: int\n',
    },
  },
  {
    title: 'a schema that was moved with its property',
    with: schemas,
    before: { 'schemas/a.json': '{ "properties": { "retry": {} } }\n' },
    renamed: { 'schemas/b.json': 'schemas/a.json' },
    after: { 'schemas/b.json': '{ "properties": { "retry": {} } }\n' },
  },
  {
    title: 'dictionaries that are not returned, and other functions',
    with: control,
    before: {},
    after: {
      'core/agent.py': [
        'def run_agent(x):',
        '    send({"retry": 1})',
        '    state = {"next_step": 1}',
        '    state["retry"] = 2',
        '    return {"data": state["next_step"], "why": "retry"}',
        'def plan(x): return {"next_step": 1}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'other languages, and prose',
    with: control,
    before: {},
    after: {
      'docs/agent.md': 'def run_agent(): return {"next_step": 1}\n',
      'core/agent.rb': 'def run_agent\n  { next_step: 1 }\nend\n',
    },
  },
];
