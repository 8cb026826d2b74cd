import * as z from 'zod';
import { inPlace, listNames } from '../../wording.ts';
import { ecosystems, type Dependency, type Ecosystem } from '../../manifests/dependency.ts';
import { gatherManifests, isManifest } from '../../manifests/gather-manifests.ts';
import { holdsManifests } from '../../manifests/manifest-places.ts';
import { newDependencies } from '../../manifests/new-dependencies.ts';
import { manifestOf } from '../../manifests/read-manifest.ts';
import { namesLike } from '../../name-pattern.ts';
import type { RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import { newDependencyExamples } from './examples.ts';
import { importExamples } from './examples-imports.ts';
import { importNearMisses } from './examples-imports-kept.ts';
import { seeImports } from './imports.ts';

const options = z.strictObject({
  allow: z
    .array(z.string().min(1))
    .default([])
    .describe('Names that may come, as their manifest writes them; `*` stands for any signs: `@types/*`.'),
  ecosystems: z
    .array(z.enum(ecosystems))
    .min(1)
    .default([...ecosystems])
    .describe('The ecosystems that are looked at.'),
  imports: z
    .boolean()
    .default(false)
    .describe('Whether imports count, too, of packages that no manifest names: of Python, TypeScript and JavaScript.'),
});
type Options = z.infer<typeof options>;

const titles: Record<Ecosystem, string> = {
  npm: 'npm',
  deno: 'Deno',
  pypi: 'PyPI',
  conda: 'conda',
  cargo: 'Cargo',
  go: 'Go',
  maven: 'Maven',
  nuget: 'NuGet',
  rubygems: 'RubyGems',
  composer: 'Composer',
  hex: 'Hex',
  pub: 'pub',
  swift: 'Swift',
};

const describe = ({ asWritten, ecosystem, origin }: Dependency): string =>
  origin === 'address'
    ? `${asWritten} is a new ${titles[ecosystem]} dependency, from an address of its own.`
    : `${asWritten} is a new ${titles[ecosystem]} dependency.`;

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { allow, ecosystems: looked } = scene.options;
  const isAllowed = namesLike(allow);
  const { added, doubts } = newDependencies(gatherManifests(scene));
  const sightings = [
    ...added
      .filter(
        ({ dependency: { ecosystem, name, asWritten } }) =>
          looked.includes(ecosystem) && !isAllowed(name) && !isAllowed(asWritten),
      )
      .map(({ path, dependency }): Sighting => ({
        path,
        line: dependency.line,
        column: dependency.column,
        message: describe(dependency),
        identity: JSON.stringify([dependency.ecosystem, dependency.name, dependency.origin]),
      })),
    ...doubts
      .filter(({ path }) => looked.some((ecosystem) => ecosystem === manifestOf(path)?.ecosystem))
      .map(({ path, line, column, message }): Sighting => ({
        path,
        line,
        column,
        message: `There may be new dependencies here. ${message}`,
        identity: message,
      })),
    // Where imports do not count nobody reads them, and none is seen.
    ...seeImports(scene)
      .filter(({ ecosystem, name }) => looked.includes(ecosystem) && !isAllowed(name))
      .map(({ sighting }) => sighting),
  ];
  return { sightings };
};

export const newDependency: RuleKind<Options> = {
  kind: 'new-dependency',
  title: 'New dependency',
  manual: [
    'Finds packages that the change has the project ask for and that it did not ask for before. It reads the manifests and',
    'lockfiles of npm, Deno, Python, conda, Cargo, Go, Maven and Gradle, NuGet, RubyGems, Composer, Hex, pub and Swift;',
    '`docs/manifests.md` tells which, and how.',
    '',
    'A new version, another group, another file of the repository, or a lockfile that follows its manifest is nothing new,',
    'nor is what the repository itself holds. A known name that moves to an address of its own is: that is other code. All',
    'manifests in the rule’s place count together, changed or not; vendored folders do not count.',
    '',
    'What can only be known by running something, such as a `setup.py`, is a finding where the change touches it: nobody',
    'can tell that it adds nothing.',
    '',
    'With `imports: true`, a package that is imported and that no manifest names is a finding, too, where it is imported',
    'first; the rule’s place then has to hold the sources. TypeScript and JavaScript ask the `package.json` files around the',
    'importing file; what comes with Node, aliases of `tsconfig.json` and folders and packages of the repository are no',
    'packages. The manifests of Python name packages, and its programs modules: a manifest names a module that is a part of',
    'a name in it (`yaml` of `PyYAML`), or of one of a few that are known to differ (`PIL` of `pillow`). So nothing is said',
    'of a module whose name is a part of that of another package there, or of a folder or module of the repository, of an',
    'import that stands in a `try`, or where there is no manifest that can be read. A package that a file of the change',
    'imported before is not new.',
  ].join('\n'),
  remedy: 'Do without the package, or have the decision to take it in accepted first.',
  options,
  needs: ({ imports }) => ({ text: isManifest, ...(imports ? { facts: () => true } : {}) }),
  looksAround: true,
  bansDependencies: (_, isIn) => holdsManifests(isIn),
  examples: [...newDependencyExamples, ...importExamples, ...importNearMisses],
  see,
  guard: ({ allow }, rule) =>
    `Do not add new dependencies${inPlace(rule)}${allow.length === 0 ? '' : `, other than ${listNames(allow, 'or')}`}.`,
};
