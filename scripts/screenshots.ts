// Takes over into media/screenshots, for the README, the pictures that the browser tests made last.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../test/host/places.ts';

const pictures = {
  'story-01-mode': 'mode',
  'story-14-problems': 'budget',
  'story-20-pull-request': 'pull-request',
  'complexity-03-why': 'complexity',
  'drift-01-hover': 'finding',
  'governed-02-asked': 'governed-run',
  'task-view-04-green': 'task-view',
  'report-01-dark': 'report',
};

const target = join(projectRoot, 'media/screenshots');
mkdirSync(target, { recursive: true });
for (const [made, name] of Object.entries(pictures)) {
  const from = join(projectRoot, 'artifacts/screenshots', `${made}.png`);
  if (!existsSync(from)) throw new Error(`there is no ${from}: run npm test -- --only browser first`);
  copyFileSync(from, join(target, `${name}.png`));
}
