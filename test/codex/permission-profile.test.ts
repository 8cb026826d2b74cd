import { deepEqual } from 'node:assert/strict';
import { closedPlaces } from '../../src/codex/permission-profile.ts';

describe('what is closed to reading, in the words of Codex', () => {
  it('is the folder where all below it is closed', () => {
    deepEqual(closedPlaces(['secrets/', './keys/**', '/etc/own/**/', '**/.env', 'a.txt', '**']), {
      places: ['secrets', 'keys', 'etc/own', '**/.env', 'a.txt', '**'],
    });
  });

  it('has no braces', () => {
    deepEqual(closedPlaces(['**/*.{pem,key}', '{a,b/{c,d}}/x']), {
      places: ['**/*.pem', '**/*.key', 'a/x', 'b/c/x', 'b/d/x'],
    });
  });

  it('cannot be said where a glob is more than that', () => {
    for (const glob of ['!(src)/**', '*.+(pem|key)', '!src', '{1..3}.txt', 'a{b', '{a}'])
      deepEqual(closedPlaces(['a', glob]), { unsaid: glob });
  });
});
