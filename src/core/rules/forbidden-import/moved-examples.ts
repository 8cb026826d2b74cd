import type { Example } from '../../rule-kind.ts';

/** Imports that go from one file and come in another. */
export const movedExamples: readonly Example[] = [
  {
    title: 'an import that another file took out, while no code came along that uses it',
    with: { modules: ['requests', 'axios', 'pandas'] },
    before: {
      'a.py':
        'import requests\nimport pandas\n\ndef load(url):\n    return requests.get(url)\n\ndef table():\n    pandas.read()\n',
      'a.ts': "import axios from 'axios';\nexport const load = (url: string) => axios.get(url);\n",
      'b.py': 'x = 1\n',
      'b.ts': 'export const x = 1;\n',
    },
    after: {
      'a.py': 'from core import client\n\ndef load(url):\n    return client.get(url)\n',
      'a.ts': 'export const load = (url: string) => client.get(url);\n',
      'b.py':
        'import requests    ← requests is imported here: this place may not import requests.\nimport pandas\nx = 1\n\ndef save(url):\n    return requests.post(url)\n\ndef table():\n    pandas.read()\n',
      'b.ts':
        "import axios from 'axios';    ← axios is imported here: this place may not import axios.\nexport const x = axios.get('/one');\n",
    },
  },
  {
    title: 'imports that went to another file with the code that uses them, or that is there beside them',
    with: { modules: ['requests', 'axios'] },
    before: {
      'a.py': 'import requests\n\ndef load(url):\n    return requests.get(url)\n',
      'a.js': "export const one = () => require('axios').get('/one');\nexport const two = () => one();\n",
      'b.py': 'x = 1\n',
      'c.py': 'import requests.auth\n\nprint("started")\n',
    },
    after: {
      'b.py': 'import requests\n\nx = 1\n\n\ndef load(url):\n    return requests.get(url)\n',
      'b.js': "export const one = () => require('axios').get('/one');\nexport const two = () => one();\n",
      'd.py': 'import requests.auth\n\nprint("started")\n',
    },
  },
];
