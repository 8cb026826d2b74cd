import type { Example } from '../../rule-kind.ts';

/** A manifest of npm with some of its dependencies on lines of their own. */
const npm = (...dependencies: readonly string[]): string =>
  `{\n  "dependencies": {\n${dependencies.map((line) => `    ${line}`).join('\n')}\n  }\n}\n`;

const objections: readonly Example[] = [
  {
    title: 'a package that nobody asked for before',
    with: {},
    before: { 'package.json': npm('"react": "18.0.0"') },
    after: { 'package.json': npm('"react": "18.0.0",', '"left-pad": "1.3.0"    ← left-pad is a new npm dependency.') },
  },
  {
    title: 'requirements, in the spelling of their file',
    with: {},
    before: { 'requirements.txt': 'pytest==8.3.5\n' },
    after: {
      'requirements.txt': 'pytest==8.3.5\nTyping_Extensions>=4    ← Typing_Extensions is a new PyPI dependency.\n',
    },
  },
  {
    title: 'a manifest of its own, with a package for tests and a constraint that asks for nothing',
    with: {},
    before: {},
    after: {
      'pyproject.toml':
        '[dependency-groups]\ntest = [\n  "hypothesis",    ← hypothesis is a new PyPI dependency.\n]\n\n[tool.uv]\nconstraint-dependencies = ["idna<4"]\n',
    },
  },
  {
    title: 'a known name that moves to an address of its own is other code',
    with: {},
    before: { 'package.json': npm('"left-pad": "1.3.0"') },
    after: {
      'package.json': npm(
        '"left-pad": "git+ssh://git@example.org/left-pad.git"    ← left-pad is a new npm dependency, from an address of its own.',
      ),
    },
  },
  {
    title: 'crates, modules and gems',
    with: {},
    before: { 'Cargo.toml': '[dependencies]\n', 'go.mod': 'module example.org/app\n', Gemfile: 'gem "rails"\n' },
    after: {
      'Cargo.toml': '[dependencies]\nserde = "1"    ← serde is a new Cargo dependency.\n',
      'go.mod':
        'module example.org/app\n\nrequire example.org/log v1.2.0    ← example.org/log is a new Go dependency.\n',
      Gemfile: 'gem "rails"\ngem "puma"    ← puma is a new RubyGems dependency.\n',
    },
  },
  {
    title: 'a package that only a lockfile names as asked for',
    with: {},
    before: { 'package-lock.json': '{ "lockfileVersion": 3, "packages": { "": {} } }\n' },
    after: {
      'package-lock.json':
        '{ "lockfileVersion": 3, "packages": { "": { "dependencies": {\n  "left-pad": "1.3.0"    ← left-pad is a new npm dependency.\n} } } }\n',
    },
  },
  {
    title: 'what a program asks for, nobody can tell',
    with: {},
    before: { 'setup.py': 'setup(name="app")\n' },
    after: {
      'setup.py':
        'setup(name="app", install_requires=read())    ← There may be new dependencies here. A setup.py is a program: what it depends on can only be known by running it.\n',
    },
  },
  {
    title: 'a manifest that nobody can read',
    with: {},
    before: { 'Cargo.toml': '[dependencies]\n' },
    after: {
      'Cargo.toml':
        '[dependencies]\nserde = what    ← There may be new dependencies here. This is not TOML: Unexpected character.\n',
    },
  },
  {
    title: 'a file becomes a manifest by its new name',
    with: {},
    before: { 'notes.txt': 'requests\n' },
    renamed: { 'requirements.txt': 'notes.txt' },
    after: { 'requirements.txt': 'requests\n' },
    elsewhere: ['requests is a new PyPI dependency.'],
  },
  {
    title: 'a name that only a vendored package asked for',
    with: {},
    before: { 'package.json': npm('"react": "18.0.0"'), 'vendor/x/package.json': npm('"left-pad": "1.3.0"') },
    after: {
      'package.json': npm('"react": "18.0.0",', '"left-pad": "1.3.0"    ← left-pad is a new npm dependency.'),
      'vendor/x/package.json': npm('"left-pad": "1.3.0"'),
    },
  },
  {
    title: 'a name that stands outside of the rule’s place only',
    with: {},
    in: ['app/**'],
    before: { 'app/requirements.txt': 'pytest\n', 'tools/requirements.txt': 'requests\n' },
    after: {
      'app/requirements.txt': 'pytest\nrequests    ← requests is a new PyPI dependency.\n',
      'tools/requirements.txt': 'requests\n',
    },
  },
  {
    title: 'a package of the repository goes, and is asked of others under its name',
    with: {},
    before: { 'packages/core/package.json': '{ "name": "@app/core" }\n', 'web/package.json': npm() },
    after: { 'web/package.json': npm('"@app/core": "1.0.0"    ← @app/core is a new npm dependency.') },
  },
  {
    title: 'one name is allowed, its neighbour is not',
    with: { allow: ['@types/*'] },
    before: { 'package.json': npm('"react": "18.0.0"') },
    after: {
      'package.json': npm(
        '"react": "18.0.0",',
        '"@types/react": "18.0.0",',
        '"@typescript/x": "1.0.0"    ← @typescript/x is a new npm dependency.',
      ),
    },
  },
];

const nearMisses: readonly Example[] = [
  {
    title: 'a new version is no new dependency',
    with: {},
    before: { 'package.json': npm('"react": "18.0.0"'), 'requirements.txt': 'pytest==8.3.4\n' },
    after: { 'package.json': npm('"react": "19.0.0"'), 'requirements.txt': 'pytest>=8.3.5\n' },
  },
  {
    title: 'from development to the product',
    with: {},
    before: { 'package.json': '{ "devDependencies": { "zod": "4.0.0" } }\n' },
    after: { 'package.json': '{ "dependencies": { "zod": "4.0.0" } }\n' },
  },
  {
    title: 'another manifest of the repository has the name, and does not change',
    with: {},
    before: { 'web/package.json': npm('"react": "18.0.0"'), 'admin/package.json': npm('"zod": "4.0.0"') },
    after: {
      'web/package.json': npm('"react": "18.0.0"'),
      'admin/package.json': npm('"zod": "4.0.0",', '"react": "18.0.0"'),
    },
  },
  {
    title: 'a dependency moves to a manifest of another form',
    with: {},
    before: { 'requirements.txt': 'requests==2.32.0\n' },
    after: { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["requests"]\n' },
  },
  {
    title: 'a manifest that is renamed brings nothing',
    with: {},
    in: ['app/**'],
    before: { 'requirements.txt': 'requests\n' },
    renamed: { 'app/requirements.txt': 'requirements.txt' },
    after: { 'app/requirements.txt': 'requests\n' },
  },
  {
    title: 'a manifest that leaves the rule’s place is not looked at',
    with: {},
    in: ['app/**'],
    before: { 'app/requirements.txt': 'requests\n' },
    renamed: { 'tools/requirements.txt': 'app/requirements.txt' },
    after: { 'tools/requirements.txt': 'requests\nleft-pad\n' },
  },
  {
    title: 'a manifest that is one no more',
    with: {},
    before: { 'requirements.txt': 'requests\n' },
    renamed: { 'notes.txt': 'requirements.txt' },
    after: { 'notes.txt': 'requests\nleft-pad\n' },
  },
  {
    title: 'a dependency moves away from a manifest that becomes a text',
    with: {},
    before: { 'requirements.txt': 'requests\n', 'pyproject.toml': '[project]\nname = "app"\n' },
    renamed: { 'notes.txt': 'requirements.txt' },
    after: { 'notes.txt': 'requests\n', 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["requests"]\n' },
  },
  {
    title: 'packages of the repository itself',
    with: {},
    before: { 'packages/core/package.json': '{ "name": "@app/core" }\n', 'web/package.json': npm() },
    after: {
      'packages/core/package.json': '{ "name": "@app/core" }\n',
      'web/package.json': npm('"@app/core": "workspace:*"'),
    },
  },
  {
    title: 'what a dependency drags in stands in the lockfile only',
    with: {},
    before: { 'poetry.lock': '[[package]]\nname = "requests"\nversion = "2.31.0"\n' },
    after: {
      'poetry.lock':
        '[[package]]\nname = "requests"\nversion = "2.32.0"\n\n[[package]]\nname = "idna"\nversion = "3.7"\n',
    },
  },
  {
    title: 'a package in prose, in a comment and in a script',
    with: {},
    before: { 'README.md': 'An app.\n', 'requirements.txt': 'pytest\n' },
    after: {
      'README.md': 'Run `npm install left-pad`.\n',
      'requirements.txt': 'pytest\n# requests is not needed any more\n',
      'go.py': 'import requests\n',
    },
  },
  {
    title: 'a dependency that goes',
    with: {},
    before: { 'package.json': npm('"react": "18.0.0",', '"left-pad": "1.3.0"') },
    after: { 'package.json': npm('"react": "18.0.0"') },
  },
  {
    title: 'names that are allowed, in either spelling',
    with: { allow: ['typing_extensions', 'types-*', 'zope-*'] },
    before: { 'requirements.txt': 'pytest\n' },
    after: { 'requirements.txt': 'pytest\nTyping_Extensions\ntypes-PyYAML\nZope_Event\n' },
  },
  {
    title: 'another ecosystem than the ones that are looked at, also where it cannot be read',
    with: { ecosystems: ['npm'] },
    before: { 'requirements.txt': 'pytest\n', 'setup.py': 'setup()\n' },
    after: { 'requirements.txt': 'pytest\nrequests\n', 'setup.py': 'setup(name="app")\n' },
  },
  {
    title: 'what others vendored brings its own manifests',
    with: {},
    before: {},
    after: { 'vendor/x/package.json': npm('"left-pad": "1.3.0"') },
  },
  {
    title: 'a program that stands as it stood may sit beside a manifest that changes',
    with: {},
    before: { 'setup.py': 'setup(install_requires=read())\n', 'requirements.txt': 'pytest==8.3.4\n' },
    after: { 'setup.py': 'setup(install_requires=read())\n', 'requirements.txt': 'pytest==8.3.5\n' },
  },
];

export const newDependencyExamples: readonly Example[] = [...objections, ...nearMisses];
