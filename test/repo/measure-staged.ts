// Run as a hook by a test: measures what is staged in the repository of the folder it is started in.
import { appendFileSync } from 'node:fs';
import { openRepository } from '#repo';

const [, , file = '', folder = '.'] = process.argv;
const repository = await openRepository(folder);
const measured = repository.ok
  ? await repository.value.measure({ revision: 'HEAD' }, { staged: true, classify: () => 'code' })
  : repository;
const told = measured.ok
  ? measured.value.change.files.map(({ path, added, deleted }) => `${path} +${added} -${deleted}`).join(', ')
  : measured.error.message;
appendFileSync(file, `${told}\n`);
