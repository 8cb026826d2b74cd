// The texts that a pull request needs, by the way they come in truth: from git.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { draftTask, keepTask, preparePullRequest } from '#app';
import { courtHere, openMachine, type Machine } from '#repo';
import { policyPath, policyText } from '../app/fakes.ts';
import { demand, makeFolder, makeRepository, removeFolders } from './temporary-repository.ts';

const start = async (machine: Machine): Promise<void> => {
  const ports = { ...(await machine.loadDraftPorts()), ...machine };
  const request = { mode: 'fix', goal: 'Add a table.', scope: [], specs: [], slots: {}, picks: {} };
  demand(await keepTask(ports, demand(await draftTask(ports, request))));
};

describe('the text of a pull request', () => {
  afterEach(removeFolders);

  it('finds the way back of a migration, whatever its language', async () => {
    const repository = makeRepository({ [policyPath]: policyText(), 'README.md': '# Sample\n' });
    const { root, environment } = repository;
    const parts = { policies: makeFolder(), court: courtHere };
    const machine = demand(await openMachine(root, parts, { environment, startedIn: root }));
    await start(machine);
    const migrations = {
      'db/migrate/1_dbmate.sql': '-- migrate:up\ncreate table a ();\n-- migrate:down\ndrop table a;\n',
      'db/migrate/2_goose.sql': '-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n',
      'db/migrate/3_rails.rb': 'class A\n  def change\n  end\nend\n',
      'db/migrations/4_laravel.php': '<?php\npublic function down() {}\n',
      'liquibase/5.sql': '--changeset a:1\nselect 1;\n--rollback drop table a;\n',
    };
    for (const [path, text] of Object.entries(migrations)) repository.write(path, text);
    repository.write('db/migrate/6_forward.sql', '-- migrate:up\ncreate table b ();\n');
    const { text } = demand(await preparePullRequest(machine));
    for (const path of Object.keys(migrations))
      assert.ok(text.includes(`- Migration \`${path}\`: up and down in one file`), `${path}\n${text}`);
    assert.ok(text.includes('- Migration `db/migrate/6_forward.sql`: no way back was found'));
  });
});
