import { remains, type FileChange } from '../change.ts';
import type { ChangedFile } from '../rule-kind.ts';

/** A migration the change brings, with its way back where one was found. */
export interface Migration {
  readonly up: string;
  /** The path of its undo; equal to `up` when the file holds both ways; undefined when none was found. */
  readonly down?: string;
}

const inMigrations = /(?:^|\/)(?:migrations?|migrate|alembic\/versions|db\/versions|flyway|liquibase|changelog)\//i;
const isScript = /\.(?:sql|py|ts|js|mjs|cjs|rb|php|go|java|kt|xml|ya?ml)$/i;
const direction = /(^|[/._-])(up|down|do|undo)(?=[/._-]|$)/i;
// Flyway marks the way back by its first letter.
const flyway = /(^|\/)([VU])(\d[\w.]*__)/;
// Files that hold both ways in one, by what Alembic, Knex, Goose, dbmate, Liquibase, Rails and Django write.
const bothWays =
  /\bdef downgrade\b|\bdef down\b|\bdown\s*\(|\bexports\.down\b|--\s*(?:\+goose|\+migrate|migrate:)\s*down\b|--\s*rollback\b|\bdef change\b/i;
// A way back that only refuses, or does nothing, is none.
const emptyDowngrade =
  /\bdef down(?:grade)?\b[^:\n]*(?:->[^:\n]*)?:\s*(?:"{3}[\s\S]*?"{3}\s*)?(?:pass|raise|\.\.\.)(?=\s|$)/;
const django = /\bclass Migration\(migrations\.Migration\)/;

const holdsUndo = (text: string): boolean => {
  // Django turns its own operations round; code and SQL need a reverse of their own.
  if (django.test(text)) return !/\bRun(?:Python|SQL)\(/.test(text) || /\breverse_(?:code|sql)\b|\.noop\b/.test(text);
  return bothWays.test(text) && !emptyDowngrade.test(text);
};

/** True for a file that changes a database, by its path. */
export const isMigration = ({ path }: FileChange): boolean =>
  isScript.test(path) &&
  !/(?:^|\/)(?:__init__\.py|tests?\/|env\.py$)/.test(path) &&
  (inMigrations.test(path) || flyway.test(path) || /\.(?:up|down)\.sql$/i.test(path));

const opposite: Readonly<Record<string, string>> = { up: 'down', do: 'undo', V: 'U' };

const isUndo = (path: string): boolean =>
  flyway.exec(path)?.[2] === 'U' || /^(?:down|undo)$/i.test(direction.exec(path)?.[2] ?? '');

const undoOf = (path: string): string | undefined => {
  if (flyway.test(path))
    return path.replace(flyway, (_, before: string, __: string, rest: string) => `${before}${opposite['V']}${rest}`);
  const way = direction.exec(path)?.[2]?.toLowerCase();
  const back = way === undefined ? undefined : opposite[way];
  return back === undefined ? undefined : path.replace(direction, (_, before: string) => `${before}${back}`);
};

/**
 * The migrations among changed files, by path, each paired with its undo: a file beside it (`.up.sql` and `.down.sql`,
 * Flyway's `V` and `U`), or the same file where its text holds both ways. `isThere` tells whether an undo that is not in
 * the change stands in the repository.
 */
export const findMigrations = (
  files: readonly ChangedFile[],
  isThere: (path: string) => boolean,
): readonly Migration[] => {
  const present = files.filter(remains).filter(isMigration);
  const paths = new Set(present.map(({ path }) => path));
  const paired = present
    .filter(({ path }) => !isUndo(path))
    .map(({ path, after }): Migration => {
      const undo = undoOf(path);
      if (undo !== undefined && (paths.has(undo) || isThere(undo))) return { up: path, down: undo };
      return after !== undefined && holdsUndo(after) ? { up: path, down: path } : { up: path };
    });
  return paired.sort((one, other) => (one.up < other.up ? -1 : 1));
};
