import type { CheckReport } from './check-report.ts';
import type { ReportFormat } from './format-names.ts';
import { writeGithub } from './github.ts';
import { writeJson } from './json.ts';
import { writeJunit } from './junit.ts';
import { writeMarkdown } from './markdown.ts';
import { writeSarif } from './sarif.ts';
import { writeText } from './text.ts';

/** The writers of reports. A new one is its file, a line here, and its name in format-names.ts. */
export const reportFormats: Readonly<Record<ReportFormat, (report: CheckReport) => string>> = {
  text: writeText,
  json: writeJson,
  sarif: writeSarif,
  github: writeGithub,
  junit: writeJunit,
  markdown: writeMarkdown,
};
export { writeDifference } from './difference.ts';
