import type { DependencyGroup } from './dependency.ts';
import { unread, type Find, type Finds } from './find.ts';
import { each } from './tree.ts';
import { under, type Element, type Value } from './xml-elements.ts';

type Properties = ReadonlyMap<string, string>;

const textIn = (element: Element, ...names: readonly string[]): string => under(element, ...names)[0]?.text.text ?? '';

/** What ${…} may stand for as far as this file tells: its properties, its own coordinates and those of its parent. */
const propertiesOf = (project: Element): Properties => {
  const own = under(project, 'properties').flatMap(({ children }) => children);
  const coordinate = (part: string): string => textIn(project, part) || textIn(project, 'parent', part);
  return new Map([
    ...own.map(({ name, text }) => [name, text.text] as const),
    ...['groupId', 'artifactId', 'version'].flatMap((part) => [
      [`project.${part}`, coordinate(part)] as const,
      [`pom.${part}`, coordinate(part)] as const,
      [`project.parent.${part}`, textIn(project, 'parent', part)] as const,
    ]),
  ]);
};

const hole = /\$\{([^{}]+)\}/g;

/** Properties may lead to properties. A circle, or a text that only grows, is left as it is after some rounds. */
const fill = (text: string, properties: Properties): string => {
  let filled = text;
  for (let round = 0; round < 10 && filled.length < 1000 && filled.includes('${'); round += 1)
    filled = filled.replaceAll(hole, (written, name: string) => properties.get(name.trim()) || written);
  return filled.length < 1000 ? filled : text;
};

interface Coordinates {
  readonly name: string;
  readonly place: Value;
  readonly version: string;
}

const coordinatesOf = (element: Element, properties: Properties, group = ''): Coordinates => {
  const artifact = under(element, 'artifactId')[0]?.text ?? { text: '', at: element.at };
  const name = `${fill(textIn(element, 'groupId') || group, properties)}:${fill(artifact.text, properties)}`;
  return { name, place: artifact, version: fill(textIn(element, 'version'), properties) };
};

const find = (
  { name, place, version }: Coordinates,
  group: DependencyGroup,
  more: { readonly inRepository?: boolean; readonly direct?: boolean } = {},
): Find => {
  if (/^:|:$|\$\{/.test(name))
    return unread(place.at, `The coordinates ${name} depend on what stands in another file, or are incomplete.`);
  const { inRepository = false, direct } = more;
  const origin = inRepository ? 'repository' : 'registry';
  return { name, at: place.at, group, requirement: version, origin, ...(direct !== undefined && { direct }) };
};

const groupOf = (element: Element): DependencyGroup => {
  if (textIn(element, 'scope') === 'test') return 'development';
  return textIn(element, 'optional') === 'true' ? 'optional' : 'runtime';
};

const dependency =
  (properties: Properties, group?: DependencyGroup) =>
  (element: Element): Finds => [
    find(coordinatesOf(element, properties), group ?? groupOf(element), {
      inRepository: textIn(element, 'scope') === 'system',
    }),
  ];

// A bill of materials is asked for by name; every other managed version only bounds what somebody else asks for.
const managed =
  (properties: Properties) =>
  (element: Element): Finds => [
    find(coordinatesOf(element, properties), 'constraint', { direct: textIn(element, 'scope') === 'import' }),
  ];

const plugin = (properties: Properties, group: DependencyGroup) =>
  function* (element: Element): Finds {
    yield find(coordinatesOf(element, properties, 'org.apache.maven.plugins'), group);
    yield* each(under(element, 'dependencies', 'dependency'), dependency(properties, 'build'));
    // Where the compiler finds the processors that take part in compiling.
    const processors = under(element, 'configuration', 'annotationProcessorPaths', 'path');
    yield* each(processors, dependency(properties, 'build'));
  };

/** What a project, and each of its profiles, may hold. */
function* readPart(part: Element, properties: Properties): Finds {
  yield* each(under(part, 'dependencies', 'dependency'), dependency(properties));
  yield* each(under(part, 'dependencyManagement', 'dependencies', 'dependency'), managed(properties));
  yield* each(under(part, 'build', 'plugins', 'plugin'), plugin(properties, 'build'));
  yield* each(under(part, 'build', 'pluginManagement', 'plugins', 'plugin'), plugin(properties, 'constraint'));
  yield* each(under(part, 'build', 'extensions', 'extension'), dependency(properties, 'build'));
  yield* each(under(part, 'reporting', 'plugins', 'plugin'), plugin(properties, 'build'));
}

/** Reads pom.xml. Properties are filled in as far as they stand in this file; the parent is a dependency of the build. */
export function* readPom(project: Element): Finds {
  const properties = propertiesOf(project);
  yield { declares: fill('${project.groupId}:${project.artifactId}', properties) };
  yield* each(under(project, 'parent'), (parent) => [
    find(coordinatesOf(parent, properties), 'build', {
      // Without a path Maven looks one folder up first; only there a parent of this repository is found by itself.
      inRepository: textIn(parent, 'relativePath') !== '',
    }),
  ]);
  yield* readPart(project, properties);
  yield* each(under(project, 'profiles', 'profile'), (profile) =>
    readPart(profile, new Map([...properties, ...propertiesOf(profile)].filter(([, value]) => value !== ''))),
  );
}
