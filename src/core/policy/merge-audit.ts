import type { AuditCheck, AuditLaw } from '../audit/audit.ts';
import { present } from '../present.ts';
import { auditSampleByDefault, auditThresholdByDefault } from './document-audit.ts';
import type { PolicyDocument } from './document.ts';
import {
  listed,
  lowest,
  recordOrigins,
  sayings,
  settle,
  settleLast,
  unite,
  type Compare,
  type Ledger,
  type Ruling,
} from './merge-ledger.ts';
import { titleOf } from './names.ts';

type Written = NonNullable<PolicyDocument['audit']>;

const highest: Compare<number> = (one, other) => other - one;

/** Reads one key of the section in every layer that has it. */
const said = <Key extends keyof Written>(layers: readonly Ruling[], key: Key) =>
  sayings(layers, ['audit', key], ({ audit }) => audit?.[key] as NonNullable<Written[Key]> | undefined);

const mergeCommits = (ledger: Ledger, layers: readonly Ruling[]): AuditLaw['commits'] => {
  const of = (key: keyof AuditLaw['commits']): readonly string[] =>
    unite(
      ledger,
      `audit.commits.${key}`,
      sayings(layers, ['audit', 'commits', key], ({ audit }) => audit?.commits?.[key]),
    );
  return { trailers: of('trailers'), authors: of('authors'), messages: of('messages'), branches: of('branches') };
};

// What a base weighs stays as it weighs it: lighter would be weaker, and nobody can tell which rule breaks more.
const mergeChecks = (ledger: Ledger, layers: readonly Ruling[]): readonly AuditCheck[] => {
  const written = listed(layers, ['audit', 'checks'], ({ audit }) => audit?.checks);
  const checks = new Map<string, AuditCheck>();
  for (const one of written) {
    const { id, title, rules, weight } = one.value;
    if (checks.has(id)) continue;
    recordOrigins(ledger, `audit.checks.${id}`, [{ ...one, value: weight }]);
    checks.set(id, { id, title: title ?? titleOf(id), rules, weight });
  }
  return [...checks.values()];
};

const mergeFreeze = (ledger: Ledger, layers: readonly Ruling[]): AuditLaw['freeze'] => {
  const of = (key: 'audits' | 'same-rule'): number | undefined =>
    settle(
      ledger,
      `audit.freeze.${key}`,
      sayings(layers, ['audit', 'freeze', key], ({ audit }) => audit?.freeze?.[key]),
      lowest,
    );
  return { ...present('audits', of('audits')), ...present('sameRule', of('same-rule')) };
};

const settleOr = (ledger: Ledger, layers: readonly Ruling[], key: 'sample' | 'threshold', fallback: number): number => {
  const value = settle(ledger, `audit.${key}`, said(layers, key), highest);
  if (value === undefined) recordOrigins(ledger, `audit.${key}`, [], fallback);
  return value ?? fallback;
};

/** How audits are made: the larger sample, the higher threshold and the earlier freeze win. Undefined where no policy speaks of them. */
export const mergeAudit = (ledger: Ledger, layers: readonly Ruling[]): AuditLaw | undefined => {
  if (layers.every(({ document }) => document.audit === undefined)) return undefined;
  const last = <Key extends 'days' | 'mode-in' | 'mode' | 'remediation'>(key: Key) =>
    settleLast(ledger, `audit.${key}`, said(layers, key));
  // Who may lift a freeze is not for a later policy to say where an earlier one does.
  const [lifting] = said(layers, 'lifted-by');
  recordOrigins(ledger, 'audit.lifted-by', lifting === undefined ? [] : [lifting]);
  return {
    commits: mergeCommits(ledger, layers),
    sample: settleOr(ledger, layers, 'sample', auditSampleByDefault),
    threshold: settleOr(ledger, layers, 'threshold', auditThresholdByDefault),
    ...present('days', last('days')),
    checks: mergeChecks(ledger, layers),
    otherWeight: settleLast(ledger, 'audit.other-weight', said(layers, 'other-weight')) ?? 1,
    ...present('modeIn', last('mode-in')),
    ...present('mode', last('mode')),
    ...present('remediation', last('remediation')),
    freeze: mergeFreeze(ledger, layers),
    ...present('liftedBy', lifting?.value),
  };
};
