import type { Level } from '../level.ts';
import { tellAllowance, type CheckReport } from './check-report.ts';

const commands: Record<Level, string> = { block: 'error', warn: 'warning', info: 'notice' };

// GitHub's workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
const escapeData = (text: string): string =>
  text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    // The others would be obeyed by whatever shows the log.
    .replace(/\p{Cc}/gu, '\uFFFD');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Workflow commands that GitHub shows as annotations on the lines of the pull request. */
export const writeGithub = (report: CheckReport): string =>
  report.findings
    .map((finding) => {
      const where =
        finding.path === ''
          ? []
          : [
              `file=${escapeProperty(finding.path)}`,
              `line=${finding.line}`,
              ...(finding.column === undefined ? [] : [`col=${finding.column}`]),
            ];
      const properties = [...where, `title=${escapeProperty(`${finding.rule} [${finding.id}]`)}`].join(',');
      const command = finding.waiver === undefined ? commands[finding.level] : commands.info;
      const words = [finding.message, finding.because, tellAllowance(finding) ?? ''].filter((part) => part !== '');
      return `::${command} ${properties}::${escapeData(words.join(' '))}\n`;
    })
    .join('');
