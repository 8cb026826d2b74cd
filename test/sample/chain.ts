// A repository that goes through the first three slices of a chain: registries, contract gates, a deterministic bundle.

const node = process.execPath;

export const chainPath = '.codex/governance/chains/evaluation.yaml';

/** Refuses YAML in which a line is neither a comment, an item nor `key: value`, and JSON that cannot be read. */
const validator = `
const { readFileSync } = require('node:fs');
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.json')) JSON.parse(text);
  else if (!/^(?:\\s*(?:#.*|- .*|[\\w-]+:.*)?\\n)*$/.test(text)) throw new Error(path + ' is no YAML');
}
`;

const chainPolicy = `version: 1
extends: [codex-governor:pr-chain]
gates:
  - id: schemas
    title: Schemas
    in: ['contracts/**']
    commands: [{ run: ${node} tools/validate.cjs contracts/bundle.schema.json }]
    because: Contract artefacts are validated (Codex Execution Pack, PR-002).
`;

export const chainText = `version: 1
title: Evaluation pipeline
registries:
  evaluations: { file: docs/eval_registry.yaml, entries: evals, refers: { evidence: evidence } }
  evalsets: { file: docs/evalsets_registry.yaml, entries: evalsets, refers: { evals: evaluations } }
  evidence: { file: docs/evidence_index.yaml, entries: evidence, path: path }
slices:
  - id: pr-001
    title: Add evaluation registries
    mode: registries
    goal: Add \`docs/eval_registry.yaml\`, \`docs/evalsets_registry.yaml\`, \`docs/evidence_index.yaml\` and \`docs/tier_a_coverage_report.md\`.
    included: ['docs/**']
    excluded: ['docs/adr/**']
    expects: [docs/eval_registry.yaml, docs/evalsets_registry.yaml, docs/evidence_index.yaml, docs/tier_a_coverage_report.md]
    verify:
      - { run: ${node} tools/validate.cjs docs/eval_registry.yaml docs/evalsets_registry.yaml }
    evidence: [EVID-001]
    stop:
      - { id: parses, text: A registry cannot be parsed or names what is not there., registries: true }
      - { id: tier-a, text: A control of tier A lacks an evaluation., found: { pattern: '\\| none \\|', in: [docs/tier_a_coverage_report.md] } }
    good: Registries parse, and CI can take them as input.
    bad: An id is misspelt, so that a mapping breaks.
    decide: Where a mapping is unclear, leave the entry UNREADY.
  - id: pr-002
    title: Add contract gates
    mode: contracts
    goal: Validate \`contracts/bundle.schema.json\` fail-closed, with a test in \`tests/test_contracts.py\`.
    included: ['contracts/**', 'tests/**']
    expects: [contracts/bundle.schema.json, tests/test_contracts.py]
    verify: [{ gate: schemas }]
    evaluations: [EVAL-003]
    stop:
      - { id: unvalidated, text: A contract artefact can be made without being validated., gate: schemas }
    good: An invalid artefact fails.
    bad: It only warns.
    decide: Keep heavy checks for the night.
  - id: pr-003
    title: Deterministic bundle
    mode: bundle
    goal: Make \`bundle/compile.py\` write the same bytes for the same input, with a test in \`tests/test_bundle.py\`.
    included: ['bundle/**', 'tests/**']
    expects: [bundle/compile.py, tests/test_bundle.py]
    verify: [{ run: ${node} tools/validate.cjs contracts/bundle.schema.json }]
    evaluations: [EVAL-003]
    stop:
      - { id: strict, text: The manifest is unstable between runs. }
    good: Identical input gives identical bytes.
    bad: A hash depends on the time.
    decide: Define what is equal, and write it into EVAL-003.
`;

export const chainFiles: Readonly<Record<string, string>> = {
  '.codex/governance.yaml': chainPolicy,
  [chainPath]: chainText,
  'tools/validate.cjs': validator,
  'README.md': '# Evaluation\n',
};

/** What each slice leaves. */
export const sliceFiles: Readonly<Record<'pr-001' | 'pr-002' | 'pr-003', Readonly<Record<string, string>>>> = {
  'pr-001': {
    'docs/eval_registry.yaml':
      'evals:\n  - id: EVAL-003\n    evidence: [EVID-001]\n    controls: [CTRL-1]\n  - id: EVAL-008\n    status: UNREADY\n',
    'docs/evalsets_registry.yaml': 'evalsets:\n  - id: pe_pr_gate_short\n    evals: [EVAL-003]\n',
    'docs/evidence_index.yaml': 'evidence:\n  - id: EVID-001\n    path: docs/tier_a_coverage_report.md\n',
    'docs/tier_a_coverage_report.md': '# Tier A\n\n| Control | Evaluation |\n| --- | --- |\n| CTRL-1 | EVAL-003 |\n',
  },
  'pr-002': {
    'contracts/bundle.schema.json': '{ "type": "object" }\n',
    'tests/test_contracts.py': 'def test_schema():\n    assert True\n',
  },
  'pr-003': {
    'bundle/compile.py': 'def compile_bundle(files):\n    return sorted(files)\n',
    'tests/test_bundle.py':
      'from bundle.compile import compile_bundle\n\n\ndef test_bundle():\n    assert compile_bundle(["b", "a"]) == ["a", "b"]\n',
  },
};

/** The decision that the last slice waits for, as it stands in the chain. */
export const decisionText = `      - { id: strict, text: The manifest is unstable between runs. }
    decisions:
      - { on: strict, answer: clear, who: Ada Lovelace <ada@example.com>, at: 2026-11-20, because: Entries are sorted. }
`;
export const undecidedText = '      - { id: strict, text: The manifest is unstable between runs. }\n';
