import { escapeHtml } from '#core';
import type { ReportSection } from './sections.ts';

/** The whole page, before it is written. */
export interface ReportPage {
  readonly title: string;
  /** What it is about and as of when, in whole sentences. */
  readonly about: string;
  readonly sections: readonly ReportSection[];
  /** The drawn charts, by the ids of their sections. */
  readonly charts: ReadonlyMap<string, string>;
}

// The variables of VS Code's themes, high contrast among them; what a theme does not set falls back to one that all have.
const style = `
:root { --text: var(--vscode-editor-foreground, var(--vscode-foreground)); --page: var(--vscode-editor-background); --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-descriptionForeground, #808080)));
  --limit: var(--vscode-charts-red, var(--vscode-errorForeground)); --series-1: var(--vscode-charts-blue, #3794ff); --series-2: var(--vscode-charts-orange, #d18616);
  --series-3: var(--vscode-charts-green, #388a34); --series-4: var(--vscode-charts-purple, #b180d7); --series-5: var(--vscode-charts-yellow, #b89500); --series-6: var(--vscode-charts-foreground, var(--text)); }
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 60rem; font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; color: var(--text); background: var(--page); }
h1 { font-size: 1.6em; font-weight: 600; } h2 { font-size: 1.25em; font-weight: 600; margin: 0 0 0.25rem; }
section { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; }
p { margin: 0.25rem 0 0.75rem; }
svg { display: block; min-width: 32rem; max-width: 100%; height: auto; }
svg text { font-family: var(--vscode-font-family); font-size: 12px; }
.wide { overflow-x: auto; margin-top: 0.75rem; }
[tabindex]:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { border: 1px solid var(--line); padding: 0.2rem 0.6rem; text-align: left; font-weight: normal; }
thead th { font-weight: 600; }
`.trim();

const writeTable = ({ title, table }: ReportSection): readonly string[] => {
  if (table === undefined) return [];
  const caption = escapeHtml(`${title}, in figures`);
  return [
    `<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table>`,
    `<caption>${caption}</caption>`,
    `<thead><tr>${table.head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...table.rows.map(
      ([first = '', ...cells]) =>
        `<tr><th scope="row">${escapeHtml(first)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ];
};

/** The chart with its name and description inside it: that is what a screen reader says of a picture. */
const writeChart = ({ id, title, description }: ReportSection, svg: string | undefined): readonly string[] => {
  if (svg === undefined) return [];
  const inside = `<title id="${id}-chart-title">${escapeHtml(title)}</title><desc id="${id}-chart-about">${escapeHtml(`${description} The table below has the figures.`)}</desc>`;
  // Where there is little room, words that shrink with the picture are read by nobody: it is moved then, not made smaller.
  return [
    `<div class="wide" role="region" aria-label="${escapeHtml(`${title}, drawn`)}" tabindex="0">`,
    svg.replace(
      /^<svg ([^>]*)>/,
      (_, attributes: string) =>
        `<svg role="img" aria-labelledby="${id}-chart-title" aria-describedby="${id}-chart-about" ${attributes}>${inside}`,
    ),
    '</div>',
  ];
};

const writeSection = (section: ReportSection, svg: string | undefined): string =>
  [
    `<section aria-labelledby="${section.id}">`,
    `<h2 id="${section.id}">${escapeHtml(section.title)}</h2>`,
    `<p>${escapeHtml(section.description)}</p>`,
    ...section.notes.map((note) => `<p>${escapeHtml(note)}</p>`),
    ...writeChart(section, svg),
    ...writeTable(section),
    '</section>',
  ].join('\n');

/** The report as one page that runs no script and loads nothing. `nonce`: of this page alone; its own styles go by it. */
export const writeReportPage = ({ title, about, sections, charts }: ReportPage, nonce: string): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style nonce="${nonce}">${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(about)}</p>`,
    '<main>',
    ...sections.map((section) => writeSection(section, charts.get(section.id))),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
