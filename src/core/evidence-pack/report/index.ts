import type { PackFiles } from '../manifest.ts';
import type { ReadPack } from '../parts.ts';
import { writeCompliance } from './compliance.ts';
import { writeExec } from './exec.ts';
import { writeHtml } from './html.ts';
import { writePage } from './markdown.ts';
import { writeSecurity } from './security.ts';

export { findDeadLinks } from './links.ts';

/** The reports on a pack, file → text, made of nothing but the pack: three of Markdown, and all of them in one page of HTML. */
export const writePackReports = (pack: ReadPack, files: PackFiles): ReadonlyMap<string, string> => {
  const pages = [writeExec(pack), writeCompliance(pack), writeSecurity(pack, files)];
  const title = `Evidence: ${pack.verdict}, tree ${pack.subject.tree.slice(0, 12)}`;
  return new Map([...pages.map(writePage), ['report.html', writeHtml(title, pages)]]);
};
