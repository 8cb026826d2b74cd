import { byKind, type ByKind } from '../../by-kind.ts';
import { anchorOf, type Block, type Inline, type Page, type PageName } from './page.ts';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const invisible = /[^\P{Cc}\t\n]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text of others in HTML: nothing in it is markup, and nothing turns the reading direction. */
const escape = (text: string): string => text.replace(invisible, '').replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

// All reports stand in one file, so a heading is named after its report as well.
const idOf = (page: PageName, heading: string): string => `${page.toLowerCase()}-${anchorOf(heading)}`;

const writeInline = (part: Inline): string => {
  if (typeof part === 'string') return escape(part);
  if ('code' in part) return `<code>${escape(part.code)}</code>`;
  if ('strong' in part) return `<strong>${escape(part.strong)}</strong>`;
  return `<a href="#${escape(idOf(part.page, part.heading))}">${escape(part.link)}</a>`;
};

const joined = (parts: readonly Inline[]): string => parts.map(writeInline).join(' ');

const writeTable = ({ caption, head, rows }: Extract<Block, { readonly kind: 'table' }>): string =>
  [
    `<div class="wide" role="region" aria-label="${escape(caption)}" tabindex="0"><table>`,
    `<caption>${escape(caption)}</caption>`,
    `<thead><tr>${head.map((title) => `<th scope="col">${escape(title)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((cells) => `<tr>${cells.map((cell) => `<td>${joined(cell)}</td>`).join('')}</tr>`),
    '</tbody></table></div>',
  ].join('\n');

const writers: ByKind<Block, [PageName], string> = {
  heading: ({ level, text }, page) => {
    // The title of a report is the second level here: the first is that of the file.
    const tag = `h${level + 1}`;
    return `<${tag} id="${escape(idOf(page, text))}">${escape(text)}</${tag}>`;
  },
  text: ({ parts }) => `<p>${joined(parts)}</p>`,
  list: ({ items }) => `<ul>\n${items.map((item) => `<li>${joined(item)}</li>`).join('\n')}\n</ul>`,
  table: writeTable,
  lines: ({ text }) => `<pre tabindex="0">${escape(text)}</pre>`,
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
    `<h2 id="${id}">${escape(title)}</h2>`,
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
    `<title>${escape(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escape(title)}</h1></header>`,
    '<nav aria-label="Reports"><ul>',
    ...pages.map((page) => `<li><a href="#report-${page.name.toLowerCase()}">${escape(page.title)}</a></li>`),
    '</ul></nav>',
    '<main>',
    ...pages.map(writeSection),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
