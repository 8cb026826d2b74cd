import { readAllowance, type AllowanceFile, type AllowanceKind, type Allowances } from '#core';
import assert from 'node:assert/strict';

/* Waivers and approvals to start a test from: everything right but what the test is about. */

export type Parts = Readonly<Record<string, unknown>>;

const write = (parts: Parts): string =>
  Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');

const grant = { who: 'Ada <ada@example.org>', role: 'architect', reason: 'It is legacy.', until: '2026-12-31' };

export const today = '2026-11-22';

export const waiverText = (parts: Parts = {}): string =>
  write({ rule: 'no-env', in: ['src/a.py'], ...grant, ...parts });

export const approvalText = (parts: Parts = {}): string =>
  write({ budget: 'lines', limit: 40, mode: 'fix', ...grant, role: 'boss', ...parts });

const readIn =
  (kind: AllowanceKind, folder: string, textOf: (parts: Parts) => string) =>
  (name: string, parts: Parts = {}): AllowanceFile => {
    const file = readAllowance(kind, `.codex/governance/${folder}/${name}.yaml`, textOf(parts));
    assert.deepEqual(file.problems, [], 'the file of the test has to be right');
    return file;
  };

export const aWaiver = readIn('waiver', 'waivers', waiverText);
export const anApproval = readIn('approval', 'approvals', approvalText);

export const allowances = (parts: Partial<Allowances>): Allowances => ({
  today,
  base: [],
  now: [],
  verified: [],
  ...parts,
});

/** What was merged, and stands as it did. */
export const merged = (...files: readonly AllowanceFile[]): Allowances => allowances({ base: files, now: files });

/** What only the change or the working tree says. */
export const claimed = (...files: readonly AllowanceFile[]): Allowances => allowances({ now: files });
