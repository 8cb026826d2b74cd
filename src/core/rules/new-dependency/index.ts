import * as z from 'zod';
import { eitherOf, inPlace } from '../../guard-words.ts';
import { ecosystems, type Dependency, type Ecosystem } from '../../manifests/dependency.ts';
import { gatherManifests, isManifest } from '../../manifests/gather-manifests.ts';
import { holdsManifests } from '../../manifests/manifest-places.ts';
import { newDependencies } from '../../manifests/new-dependencies.ts';
import { manifestOf } from '../../manifests/read-manifest.ts';
import { namesLike } from '../../name-pattern.ts';
import type { RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import { newDependencyExamples } from './examples.ts';

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
    'can tell that it adds nothing. Imports of modules that no manifest names are not looked for.',
  ].join('\n'),
  remedy: 'Do without the package, or have the decision to take it in accepted first.',
  options,
  needs: () => ({ text: isManifest }),
  looksAround: true,
  bansDependencies: (_, isIn) => holdsManifests(isIn),
  examples: newDependencyExamples,
  see,
  guard: ({ allow }, rule) =>
    `Do not add new dependencies${inPlace(rule)}${allow.length === 0 ? '' : `, other than ${eitherOf(allow)}`}.`,
};
