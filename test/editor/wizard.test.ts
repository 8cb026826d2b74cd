import assert from 'node:assert/strict';
import { runWizard, type Step, type StepPlace } from '../../src/editor/wizard.ts';

interface Told {
  readonly words: readonly string[];
}

type Way = 'next' | 'back' | 'cancel';

/** A step that answers as it is told, one way after the other, and notes what it saw. */
const step = (word: string, ways: Way[], seen: string[], applies: Step<Told>['applies'] = () => true): Step<Told> => ({
  applies,
  ask: async (answers, { step: number, total, canGoBack }: StepPlace) => {
    seen.push(`${word} ${number}/${total}${canGoBack ? ' <' : ''} [${answers.words.join(' ')}]`);
    const go = ways.shift() ?? 'next';
    return Promise.resolve(go === 'next' ? { go, answers: { words: [...answers.words, word] } } : { go });
  },
});

describe('asking one question after the other', () => {
  it('hands on what was answered, and counts the questions', async () => {
    const seen: string[] = [];
    const told = await runWizard([step('a', [], seen), step('b', [], seen)], { words: [] });
    assert.deepEqual(told, { words: ['a', 'b'] });
    assert.deepEqual(seen, ['a 1/2 []', 'b 2/2 < [a]']);
  });

  it('goes back to the last question that was asked, with the answers kept', async () => {
    const seen: string[] = [];
    const skipped = step('never', [], seen, () => false);
    await runWizard([step('a', [], seen), skipped, step('b', ['back'], seen)], { words: [] });
    assert.deepEqual(seen, ['a 1/2 []', 'b 2/2 < [a]', 'a 1/2 [a]', 'b 2/2 < [a a]']);
  });

  it('counts a question that an answer makes needless no more', async () => {
    const seen: string[] = [];
    const unlessA = step('b', [], seen, ({ words }) => !words.includes('a'));
    await runWizard([step('a', [], seen), unlessA, step('c', [], seen)], { words: [] });
    assert.deepEqual(seen, ['a 1/3 []', 'c 2/2 < [a]']);
  });

  it('asks nothing more once it was cancelled', async () => {
    const seen: string[] = [];
    assert.equal(await runWizard([step('a', ['cancel'], seen), step('b', [], seen)], { words: [] }), undefined);
    assert.deepEqual(seen, ['a 1/2 []']);
  });
});
