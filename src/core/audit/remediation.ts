import type { Finding } from '../finding.ts';
import { code, fenced, plain } from '../markdown/write.ts';
import type { AuditedCommit } from './score.ts';

/** A file that tells what of a commit has to be put right. */
export interface RemediationFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const head = (seed: string): readonly string[] => [
  '---',
  'generated-by: codex-governor audit',
  `seed: ${seed}`,
  '---',
  '',
];

const tellCommit = ({ commit: { id, at, subject } }: AuditedCommit): string =>
  `- Commit: ${code(id.slice(0, 12))}, ${at.slice(0, 10)}: ${plain(subject)}`;

const ofFinding = (audited: AuditedCommit, finding: Finding, remedy: string | undefined): readonly string[] => [
  `# ${plain(finding.rule)}: ${finding.path === '' ? 'the whole change' : plain(finding.path)}`,
  '',
  tellCommit(audited),
  ...(finding.path === '' ? [] : [`- Place then: ${code(`${finding.path}:${finding.line}`)}`]),
  `- Finding: ${finding.id}, ${finding.level}`,
  '',
  ...fenced(finding.message),
  '',
  `Why it is asked for: ${plain(finding.because)}`,
  ...(remedy === undefined ? [] : ['', `What to do: ${plain(remedy)}`]),
  '',
];

/** What failed a check of an audit, a file for each finding, and one for each commit that could not be judged. */
export const writeRemediation = (
  commits: readonly AuditedCommit[],
  { folder, seed, remedyOf }: { folder: string; seed: string; remedyOf: (kind: string) => string | undefined },
): readonly RemediationFile[] =>
  commits.flatMap((audited) => {
    const commit = audited.commit.id.slice(0, 12);
    const file = (name: string, lines: readonly string[]): RemediationFile => ({
      path: `${folder.replace(/\/+$/, '')}/${commit}-${name}.md`,
      text: [...head(seed), ...lines].join('\n'),
    });
    if (audited.unjudged !== undefined)
      return [
        file('unjudged', [
          '# A commit that could not be judged',
          '',
          tellCommit(audited),
          '',
          plain(audited.unjudged),
          '',
        ]),
      ];
    return audited.findings.map((finding) => file(finding.id, ofFinding(audited, finding, remedyOf(finding.kind))));
  });
