import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import GithubSlugger from 'github-slugger';
import { projectRoot } from '../host/places.ts';

/** The differences that remain by explanation: the anchor of a heading in docs/complexity.md. */
type Explanations = Readonly<Record<string, readonly string[]>>;

/** The explanation of each difference that is known to remain; none for a language that equals its reference. */
export function explainedDifferences(language: string): ReadonlyMap<string, string> {
  const file = join(fileURLToPath(new URL('explained/', import.meta.url)), `${language}.json`);
  if (!existsSync(file)) return new Map();
  const explanations = JSON.parse(readFileSync(file, 'utf8')) as Explanations;
  const anchors = documentedAnchors();
  const unknown = Object.keys(explanations).filter((id) => !anchors.has(id));
  assert.deepEqual(unknown, [], 'docs/complexity.md has no heading with this anchor');
  return new Map(Object.entries(explanations).flatMap(([id, keys]) => keys.map((key) => [key, id] as const)));
}

function documentedAnchors(): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const text = readFileSync(join(projectRoot, 'docs/complexity.md'), 'utf8');
  return new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugger.slug(heading)));
}
