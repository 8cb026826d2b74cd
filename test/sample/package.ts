// A repository in which the façade of an API is built by an execution package.

export const packagePath = '.codex/governance/packages/facade-fast-track.yaml';
const packageIndexPath = '.codex/governance/packages/README.md';

const policy = `version: 1
extends: [codex-governor:execution-packages]
modes:
  carry-out:
    title: Carry out a package
    label: Carry out
    goal: Carry out one execution package.
    commands:
      allow: ['node tools/patch.cjs *', 'node tools/smoke.cjs *', 'git status *', 'git checkout -- *', 'git clean -fdq *']
    because: A package is a playbook (Codex Execution Packages, Purpose).
gates:
  - id: imports
    commands: [{ run: node tools/smoke.cjs imports }]
    because: Each step is proved before the next (Codex Execution Packages, Critical Rules 3).
`;

/** Patches \`serve/\` as an agent would: adds a router, mounts it, wires the quota. */
const patch = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const what = process.argv[2];
if (existsSync('tools/broken')) { console.log('cannot patch ' + what); writeFileSync('serve/half.py', 'half'); process.exit(1); }
if (what === 'routes') { writeFileSync('serve/openai_routes.py', 'ROUTES = ["/v1/models"]\\n'); console.log('routes written'); }
if (what === 'mount') writeFileSync('serve/main.py', readFileSync('serve/main.py', 'utf8') + 'from serve.openai_routes import ROUTES\\n');
if (what === 'quota') appendFileSync('serve/openai_routes.py', 'QUOTA = True\\n');
`;

/** Prints how many of two smoke tests pass, in percent; or checks that the imports resolve. */
const smoke = `
const { existsSync, readFileSync } = require('node:fs');
const mounted = readFileSync('serve/main.py', 'utf8').includes('openai_routes');
const routes = existsSync('serve/openai_routes.py');
if (process.argv[2] === 'rate') console.log('pass rate: ' + (mounted && routes ? 100 : 50) + ' %');
else process.exit(mounted && !routes ? 1 : 0);
`;

export const packageText = `version: 1
title: OpenAI façade fast-track
goal: Implement OpenAI-compatible endpoints.
complexity: Low (2-4 hours with Codex)
mode: carry-out
deliverables: [A router with /v1/models, Smoke pass rate of at least 90 %]
tools:
  - { tool: Read, use: Read serve/main.py before it is edited. }
  - { tool: Edit, use: Mount the router. }
uses: [serve/main.py]
waves:
  - { id: b, title: Wire the quota, needs: ['**/quota_resolver.py'] }
preflight:
  - { run: git status --short }
steps:
  - id: routes
    title: Create the router
    commands: [{ run: node tools/patch.cjs routes }]
    expect: serve/openai_routes.py is there.
    leaves: [serve/openai_routes.py]
    prints: routes written
    rollback: [{ run: git clean -fdq serve }]
  - id: mount
    title: Mount it in serve/main.py
    commands: [{ run: node tools/patch.cjs mount }]
    expect: serve/main.py imports the router.
    rollback: [{ run: git checkout -- serve/main.py }]
  - id: quota
    title: Wire quota_resolver into rate limits
    wave: b
    commands: [{ run: node tools/patch.cjs quota }]
    expect: Limits come from the resolver.
    rollback: nothing
verification:
  - { gate: imports }
  - { run: node tools/smoke.cjs imports }
recovery:
  - { when: An edit fails., do: Read the whole file and look for another anchor. }
metrics:
  - id: smoke
    title: Smoke pass rate
    run: node tools/smoke.cjs rate
    pattern: 'pass rate: ([0-9]+) %'
    unit: '%'
    at-least: 90
commit: |
  feat(api): add OpenAI-compatible endpoints (Wave A)

  Problem:
  Clients of OpenAI cannot use this service.

  Solution:
  A router with their endpoints.

  Impact:
  Smoke pass rate {{smoke.before}} % before, {{smoke.after}} % after.

  Artifacts:
  serve/openai_routes.py
`;

export const packageFiles: Readonly<Record<string, string>> = {
  '.codex/governance.yaml': policy,
  [packagePath]: packageText,
  [packageIndexPath]: '# Execution packages\n\n- [OpenAI façade fast-track](facade-fast-track.yaml)\n',
  'serve/main.py': 'app = 1\n',
  'tools/patch.cjs': patch,
  'tools/smoke.cjs': smoke,
};
