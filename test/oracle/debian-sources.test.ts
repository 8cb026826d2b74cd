import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sourceEntries, versionsToAsk } from './debian-sources.ts';

const paragraph = (types: string): string => `Types: ${types}\nURIs: http://mirror.example/debian\nSuites: stable\n`;

describe('source entries of apt', () => {
  it('take the place of binary ones in a list', () => {
    const text = [
      '# main',
      'deb [signed-by=/keys/one.gpg] http://mirror.example/debian stable main # all of it',
      '  deb http://mirror.example/debian stable-updates main',
      '#deb http://mirror.example/debian testing main',
      '',
    ].join('\n');
    assert.equal(
      sourceEntries('debian.list', text),
      [
        'deb-src [signed-by=/keys/one.gpg] http://mirror.example/debian stable main # all of it',
        'deb-src http://mirror.example/debian stable-updates main',
        '',
      ].join('\n'),
    );
  });

  it('are there once where a list has both kinds', () => {
    const both = 'deb http://mirror.example/debian stable main\ndeb-src http://mirror.example/debian stable main\n';
    assert.equal(sourceEntries('sources.list', both), 'deb-src http://mirror.example/debian stable main\n');
  });

  it('take the place of binary ones in every paragraph', () => {
    assert.equal(
      sourceEntries('debian.sources', `${paragraph('deb')}\n${paragraph('deb deb-src')}`),
      `${paragraph('deb-src')}\n${paragraph('deb-src')}`,
    );
  });

  it('are none in a file that apt does not read', () => {
    assert.equal(sourceEntries('debian.list.save', 'deb http://mirror.example/debian stable main\n'), '');
  });
});

const listed = (version: string, archive: string): string =>
  `Package: ruby\nVersion: ${version}\nFiles:\n 7bd09d16 2595 ruby_${version}.dsc\n 69cf9ca5 128 ${archive}\nDirectory: pool\n`;

describe('versions of a source package', () => {
  const text = [
    listed('3.1.2-7', 'ruby_3.1.2.orig.tar.xz'),
    listed('3.1.2-7', 'ruby_3.1.2.orig.tar.xz'),
    listed('3.1.7-1', 'ruby_3.1.7.orig.tar.xz'),
  ].join('\n');

  it('are asked for from the newest on', () => {
    assert.deepEqual(versionsToAsk(text, ['python_3.11.orig.tar.xz']), ['3.1.7-1', '3.1.2-7']);
  });

  it('are asked for in the version that numbers are recorded of, where it is still listed', () => {
    assert.deepEqual(versionsToAsk(text, ['ruby_3.1.2.orig.tar.xz']), ['3.1.2-7', '3.1.7-1']);
  });

  it('are none where no package is listed', () => {
    assert.deepEqual(versionsToAsk('', []), []);
  });
});
