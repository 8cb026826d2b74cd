import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createRedactEvent } from '../../src/repo/journal/redact-event.ts';

const noScanner = () => assert.fail('the scanner is loaded');

describe('taking secrets out of events', () => {
  it('loads no scanner for what the editor writes by itself while somebody works', async () => {
    const event = {
      kind: 'change-measured',
      task: '20261123-045957-f8afd462',
      meters: ['budget.lines', 'budget.complexity', 'budget.deleted-files'].map((id) => ({ id, used: 1, limit: 2 })),
    } as const;
    assert.deepEqual(await createRedactEvent(noScanner)(event), event);
  });

  it('loads it for what only begins like a budget', async () => {
    let loads = 0;
    const load = () => {
      loads += 1;
      return Promise.resolve(() => Promise.resolve([]));
    };
    const meters = [{ id: 'budget.AKIA2345ABCD', used: 1, limit: 2 }];
    await createRedactEvent(load)({ kind: 'change-measured', task: 'one', meters });
    assert.equal(loads, 1);
  });
});
