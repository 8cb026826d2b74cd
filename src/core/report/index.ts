import type { CheckReport } from './check-report.ts';
import { writeGithub } from './github.ts';
import { writeJson } from './json.ts';
import { writeJunit } from './junit.ts';
import { writeMarkdown } from './markdown.ts';
import { writeSarif } from './sarif.ts';
import { writeText } from './text.ts';

/** Every way to write a report, by the name `--format` takes. A new one is its file and a line here. */
export const reportFormats = {
  text: writeText,
  json: writeJson,
  sarif: writeSarif,
  github: writeGithub,
  junit: writeJunit,
  markdown: writeMarkdown,
} as const satisfies Record<string, (report: CheckReport) => string>;

export type ReportFormat = keyof typeof reportFormats;
