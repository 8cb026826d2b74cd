import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { packRecording, unpackRecording, type Recording } from './recording.ts';

const one = '0123456789abcdef';
const other = 'fedcba9876543210';
const recording: Recording = {
  tool: 'counter 1.0',
  corpora: ['code_1.0.orig.tar.xz'],
  files: new Map([
    [one, [{ line: 3, column: 1, name: 'f', complexity: 2 }]],
    [
      other,
      [
        { line: 7, column: 5, name: 'g', complexity: 12 },
        { line: 7, column: 5, name: 'h', complexity: 1 },
        { line: 900, column: 0, name: '', complexity: 3 },
      ],
    ],
    ['00000000ffffffff', []],
  ]),
};

const twice: Recording = {
  ...recording,
  files: new Map([[one, [{ line: 3, column: 1, name: 'f', complexity: 5, modified: 3 }]]]),
};

describe('a recording', () => {
  it('comes back with the numbers of another variant', () => {
    assert.deepEqual(unpackRecording(packRecording(twice)), twice);
  });

  it('comes back as it was', () => {
    assert.deepEqual(unpackRecording(packRecording(recording)), recording);
  });

  it('has the same bytes whatever the order of files and entries', () => {
    const files = [...recording.files].map(([digest, entries]) => [digest, entries.toReversed()] as const).toReversed();
    assert.deepEqual(packRecording({ ...recording, files: new Map(files) }), packRecording(recording));
  });
});
