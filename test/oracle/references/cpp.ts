import { debian } from '../corpora.ts';
import type { Reference } from '../reference.ts';
import { c } from './c.ts';

/** pmccabe as of C. Much of today's C++ confuses it, and is not compared. */
export const cpp: Reference = {
  ...c,
  language: 'c++',
  endings: ['cc', 'cpp', 'cxx', 'hh', 'hpp', 'h'],
  corpora: [
    debian('re2', '*.cc', '*.h'),
    debian('leveldb', '*.cc', '*.h'),
    debian('tinyxml2', '*.cpp', '*.h'),
    debian('nmap', '*.cc', '*.h'),
  ],
  promised: 4_000,
};
