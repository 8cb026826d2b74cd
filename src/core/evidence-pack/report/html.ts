import { byKind, type ByKind } from '../../by-kind.ts';
import { escapeHtml } from '../../html-write.ts';
import { anchorOf, type Block, type Inline, type Page, type PageName } from './page.ts';

// All reports stand in one file, so a heading is named after its report as well.
const idOf = (page: PageName, heading: string): string => `${page.toLowerCase()}-${anchorOf(heading)}`;

const writeInline = (part: Inline): string => {
  if (typeof part === 'string') return escapeHtml(part);
  if ('code' in part) return `<code>${escapeHtml(part.code)}</code>`;
  if ('strong' in part) return `<strong>${escapeHtml(part.strong)}</strong>`;
  return `<a href="#${escapeHtml(idOf(part.page, part.heading))}">${escapeHtml(part.link)}</a>`;
};

const joined = (parts: readonly Inline[]): string => parts.map(writeInline).join(' ');

const writeTable = ({ caption, head, rows }: Extract<Block, { readonly kind: 'table' }>): string =>
  [
    `<div class="wide" role="region" aria-label="${escapeHtml(caption)}" tabindex="0"><table>`,
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${head.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((cells) => `<tr>${cells.map((cell) => `<td>${joined(cell)}</td>`).join('')}</tr>`),
    '</tbody></table></div>',
  ].join('\n');

const writers: ByKind<Block, [PageName], string> = {
  heading: ({ level, text }, page) => {
    // The title of a report is the second level here: the first is that of the file.
    const tag = `h${level + 1}`;
    return `<${tag} id="${escapeHtml(idOf(page, text))}">${escapeHtml(text)}</${tag}>`;
  },
  text: ({ parts }) => `<p>${joined(parts)}</p>`,
  list: ({ items }) => `<ul>\n${items.map((item) => `<li>${joined(item)}</li>`).join('\n')}\n</ul>`,
  table: writeTable,
  lines: ({ text }) => `<pre tabindex="0">${escapeHtml(text)}</pre>`,
};

const writeBlock = (page: PageName, block: Block): string => byKind(writers, block, page) ?? '';

const style = `
:root { color-scheme: light dark; --text: #1c2024; --page: #ffffff; --line: #6b7280; --soft: #f3f4f6; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --page: #16191d; --line: #9aa1ab; --soft: #23282e; --link: #8ab4f8; } }
body { margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 70rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
th { background: var(--soft); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: 0.75rem; overflow-x: auto; white-space: pre-wrap; }
`.trim();

const writeSection = ({ name, title, blocks }: Page): string => {
  const id = `report-${name.toLowerCase()}`;
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escapeHtml(title)}</h2>`,
    ...blocks.map((block) => writeBlock(name, block)),
    '</section>',
  ].join('\n');
};

/** All reports in one page that loads nothing, runs nothing and follows the colours of the reader. */
export const writeHtml = (title: string, pages: readonly Page[]): string =>
  `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escapeHtml(title)}</h1></header>`,
    '<nav aria-label="Reports"><ul>',
    ...pages.map((page) => `<li><a href="#report-${page.name.toLowerCase()}">${escapeHtml(page.title)}</a></li>`),
    '</ul></nav>',
    '<main>',
    ...pages.map(writeSection),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
