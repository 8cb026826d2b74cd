import type { Example } from '../../rule-kind.ts';
import { database, file, found } from './examples.ts';

// None of these opens anything; they are put together here, as those of `examples.ts` are.
const addressOf = (scheme: string, user: string, rest: string): string => [scheme, '://', user, ':', rest].join('');
const random = '4eC39HqLyjWDarjtT1zdp7dc8Kx2Mn5Q';

/** Keys by the word that they begin with, addresses nearby, and files of keys. */
export const secretsServiceExamples: readonly Example[] = [
  {
    title: 'keys of services that write them with a word of their own',
    with: {},
    before: {},
    after: {
      'a.txt': [
        `${['sk', 'live', random].join('_')}    ← ${found('Stripe key')}`,
        `${['AIza', random, 'SyA'].join('')}    ← ${found('Google API key')}`,
        `${['glpat', random.slice(0, 20)].join('-')}    ← ${found('GitLab token')}`,
        `${['hf', `${random}aB`].join('_')}    ← ${found('Hugging Face token')}`,
        `DefaultEndpointsProtocol=https;${['AccountKey', `${random}${random}${random.slice(0, 22)}==`].join('=')}    ← ${found('Azure storage key')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an address elsewhere with a plain word, and one of this machine with a password',
    with: {},
    before: {},
    after: {
      'a.yaml': [
        `one: ${addressOf('postgres', 'postgres', 'postgres@db.prod.example.com:5432/app')}    ← ${database}`,
        `two: ${addressOf('postgres', 'app', 'Zp4kQ9wX@localhost:5432/app')}    ← ${database}`,
        `three: ${addressOf('postgres', 'app', 'zp4kq9wxa7@db:5432/app')}    ← ${database}`,
        `four: ${addressOf('https', 'app', 'hunter22pw@db.example.org/app')}    ← ${found('address with a password')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a .key in which a key may stand',
    with: {},
    before: {},
    after: {
      'a.key': `s3cr3tword    ← ${file}\n`,
      'b.key': `    ← ${file}`,
      'c.key': `one=${random}    ← ${file}\n`,
      'd.key': `hello=world    ← ${file}\npassword=hunter\n`,
      'e.p12': `hello=world    ← ${file}\n`,
    },
  },
  {
    title: 'databases of this machine, and beside it, with a password that is a plain word',
    with: {},
    before: {},
    after: {
      'docker-compose.yml': [
        `one: ${addressOf('postgresql', 'postgres', 'postgres@localhost:5432/app_test')}`,
        `two: ${addressOf('postgres', 'postgres', 'postgres@db:5432/app')}`,
        `three: ${addressOf('mysql', 'root', 'changeme123@127.0.0.1:3306/app')}`,
        `four: ${addressOf('postgres', 'App2x9', 'App2x9@db/app')}`,
        `five: ${addressOf('mongodb', 'root', 'example@mongo:27017/app')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a .key that holds texts, and the key that every storage emulator has',
    with: {},
    before: {},
    after: {
      'i18n/en.key': '# Words\nhello=world\n\ngoodbye: See you soon\n',
      'a.txt': 'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==\n',
    },
  },
];
