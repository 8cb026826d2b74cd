import { whyNotLeft } from '../leave.ts';
import type { RuleKind } from '../rule-kind.ts';
import type { Remark } from './check-names.ts';
import type { PolicyDocument } from './document.ts';
import type { Policy } from './policy.ts';

type Kinds = ReadonlyMap<string, Pick<RuleKind, 'options' | 'leavesTo'>>;

/** The rules to which something is left that they cannot be left: then each says it, and one line is two findings. */
export const checkLeaving = (document: PolicyDocument, { rules }: Policy, kinds: Kinds): readonly Remark[] =>
  (document.rules ?? []).flatMap(({ id, kind: name }, index) => {
    const kind = kinds.get(name);
    const rule = rules.find((one) => one.id === id && one.kind === name);
    const options = kind?.options.safeParse(rule?.with ?? {});
    if (rule === undefined || options?.success !== true) return [];
    const named = kind?.leavesTo?.(options.data) ?? [];
    return named.flatMap((to): readonly Remark[] => {
      const other = rules.find((one) => one.id === to);
      const why = other === undefined ? undefined : whyNotLeft(rule, other, rules);
      if (why === undefined) return [];
      const message = `\`${id}\` can leave nothing to \`${to}\`, which ${why}: both will tell of the same line. Name a rule of the same kind that stands above it and is as strict.`;
      return [{ path: ['rules', index, 'with'], part: 'value', severity: 'warning', code: 'left-to-nobody', message }];
    });
  });
