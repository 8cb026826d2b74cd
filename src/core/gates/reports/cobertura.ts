import { parseXml, under, type Element } from '../../manifests/xml-elements.ts';
import { failure, success } from '../../result.ts';
import { unitedFiles, type CoveredFile, type ReadReport } from './report.ts';

const classesIn = (element: Element): readonly Element[] =>
  element.name === 'class' ? [element] : element.children.flatMap(classesIn);

const numberIn = (element: Element, name: string): number =>
  Number.parseInt(element.attributes.get(name)?.text ?? '', 10);

const fileOf = (element: Element, sources: readonly string[]): CoveredFile => {
  const name = element.attributes.get('filename')?.text ?? '';
  const lines = under(element, 'lines', 'line').map((line): [number, number] => [
    numberIn(line, 'number'),
    numberIn(line, 'hits') || 0,
  ]);
  return {
    names: [name, ...sources.map((source) => `${source.replace(/[/\\]$/, '')}/${name}`)],
    lines: new Map(lines.filter(([line]) => line > 0)),
  };
};

/** Cobertura's XML, as coverage.py, gocover-cobertura and many others write it. */
export const readCobertura = (text: string): ReadReport => {
  const read = parseXml(text);
  if (!read.ok) return failure(`is no whole XML: ${read.error.message}`);
  const root = read.value;
  if (root.name !== 'coverage') return failure(`is no Cobertura report: it begins with <${root.name}>`);
  const sources = under(root, 'sources', 'source').map((source) => source.text.text);
  const files = classesIn(root).map((element) =>
    fileOf(
      element,
      sources.filter((source) => source !== ''),
    ),
  );
  return files.length === 0 ? failure('tells of no file') : success({ kind: 'lines', files: unitedFiles(files) });
};
