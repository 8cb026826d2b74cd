import { headingsOf } from '../../markdown/markdown.ts';
import { linkTargets } from '../../markdown/parts.ts';
import type { PackFlaw } from '../verify.ts';

type Texts = ReadonlyMap<string, string>;

const isHtml = (file: string): boolean => file.endsWith('.html');

const anchorsIn = (file: string, text: string): ReadonlySet<string> =>
  new Set(
    isHtml(file)
      ? [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)
      : headingsOf(text).flatMap(({ slug, ids }) => [slug, ...ids]),
  );

const targetsIn = (file: string, text: string): readonly string[] =>
  isHtml(file)
    ? [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target = '']) => target)
    : linkTargets(text).map((target) => target.text);

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

/** Why a link leads nowhere; undefined where it leads somewhere. Nothing may lead out: a report is read where nothing else is. */
const whyDead = (from: string, target: string, texts: Texts, anchors: ReadonlyMap<string, ReadonlySet<string>>) => {
  const [path = '', ...rest] = target.split('#');
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(path)) return `The link ${target} leads out of the reports.`;
  const file = path === '' ? from : folderOf(from) + path;
  if (!texts.has(file)) return `The link ${target} leads to a file that is not there.`;
  const anchor = rest.join('#');
  return anchor === '' || anchors.get(file)?.has(anchor) === true
    ? undefined
    : `The link ${target} leads to a heading that is not there.`;
};

/** Every link of reports that leads nowhere: file → text, of Markdown and of HTML. */
export const findDeadLinks = (texts: Texts): readonly PackFlaw[] => {
  const pages = [...texts].filter(([file]) => /\.(?:md|html)$/.test(file));
  const anchors = new Map(pages.map(([file, text]) => [file, anchorsIn(file, text)]));
  return pages.flatMap(([file, text]) =>
    targetsIn(file, text).flatMap((target) => {
      const message = whyDead(file, target, texts, anchors);
      return message === undefined ? [] : [{ path: file, message }];
    }),
  );
};
