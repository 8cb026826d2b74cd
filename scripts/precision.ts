/*
 * Takes code that others wrote as new code, judges it by every kind of rule that looks at code, and writes the number of
 * findings per 1,000 lines into docs/precision.md. `npm run precision -- --sample RULE…` shows up to 20 findings of each
 * rule to look at, spread over the code; `--every 16` takes each 16th file of the Python standard library. Nobody who wrote
 * this code knew of these rules, so the number says how often such a construct occurs; whether the findings are true is for
 * a person to see, and stands on the page.
 */
import { mergeLayers, readLayer, type Policy } from '#core';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { npmCorpora, pythonCorpus, thin, type Corpus } from './precision/corpora.ts';
import { withJudges, type JudgeNew } from './precision/judge-corpus.ts';
import { writeSample } from './precision/sample.ts';
import { writeTable, type JudgedCorpus } from './precision/table.ts';

const page = new URL('../docs/precision.md', import.meta.url);
const begin = '<!-- findings: begin -->';
const end = '<!-- findings: end -->';

const readPolicy = (): Policy => {
  const text = readFileSync(new URL('precision/policy.yaml', import.meta.url), 'utf8');
  const { policy, problems } = mergeLayers([readLayer('scripts/precision/policy.yaml', text)]);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return policy;
};

const judgeAll = async (judgeNew: JudgeNew, corpora: readonly Corpus[]): Promise<readonly JudgedCorpus[]> => {
  const judged: JudgedCorpus[] = [];
  for (const corpus of corpora) {
    const findings = await judgeNew(corpus.files);
    console.error(`${corpus.name}: ${corpus.files.length} files, ${findings.length} findings`);
    judged.push({ corpus, findings });
  }
  return judged;
};

const writePage = (table: string): void => {
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/precision.md lacks ${begin} or ${end}.`);
  writeFileSync(page, `${before}${begin}\n\n${table}\n\n${end}${after}`);
};

const { values, positionals } = parseArgs({
  options: { sample: { type: 'boolean', default: false }, every: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const policy = readPolicy();
const rules = policy.rules.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const every = Number(values.every);
const python = thin(pythonCorpus(), every);
const judged = await withJudges({ ...policy, rules }, async (judgeNew) =>
  judgeAll(judgeNew, [...npmCorpora(), python]),
);
if (values.sample) console.log(writeSample(rules, judged));
else writePage(writeTable(rules, judged, every));
