import type { Example } from '../../rule-kind.ts';

/** Clients of a network, which may be imported for some addresses. */
export const clientExamples: readonly Example[] = [
  {
    title: 'a client that goes elsewhere, or where nobody can tell',
    with: { modules: ['requests', 'axios'], 'allow-calls-to': ['/', 'http://localhost', '{API_URL}'] },
    before: {},
    after: {
      'ui/a.py':
        'import requests    ← requests is imported here: this place may not import requests.\nrequests.get("/api")\nrequests.get("https://example.com")\n',
      'ui/b.py':
        'import requests    ← requests is imported here: this place may not import requests.\nrequests.get("http://localhost.example")\n',
      'ui/c.py':
        'import requests as r    ← requests is imported here: this place may not import requests.\nwith r.Session() as s:\n    s.get(url)\n',
      'ui/d.py':
        'from requests import get    ← requests.get is imported here: this place may not import requests.\nmap(get, addresses)\n',
      'ui/e.py':
        'import requests    ← requests is imported here: this place may not import requests.\nrequests.request("GET", "//example.com/")\n',
      'ui/f.ts':
        "import axios from 'axios';    ← axios is imported here: this place may not import axios.\naxios.get(['/a'][0]);\n",
      'ui/g.py':
        'import importlib\nimportlib.import_module(f"requests.{name}")    ← Nobody can tell what is imported here from requests: this place may not import requests.\n',
      'ui/i.py':
        'import requests    ← requests is imported here: this place may not import requests.\nrequests.get("/api")\nmap(requests.get, addresses)\n',
      'ui/j.py':
        'import importlib\nclient = importlib.import_module(f"requests.{name}")    ← Nobody can tell what is imported here from requests: this place may not import requests.\nclient.get("/api")\n',
      'ui/k.py':
        'import importlib\nclient = importlib.import_module(name)    ← Nobody can tell what is imported here: write the name of the module out.\nclient.get("/api")\n',
      'ui/h.py':
        'from importlib import import_module as load\nload("requests")    ← requests is imported here: this place may not import requests.\n',
    },
  },
  {
    title: 'a client of which nothing is called here: nothing shows where it goes',
    with: { modules: ['requests', 'axios'], 'allow-calls-to': ['/'] },
    before: {},
    after: {
      'ui/a.py': 'import requests    ← requests is imported here: this place may not import requests.\n',
      'ui/b.ts': "import axios from 'axios';    ← axios is imported here: this place may not import axios.\n",
      'ui/c.ts': "export * from 'axios';    ← axios is re-exported here: this place may not import axios.\n",
    },
  },
  {
    title: 'types of a client, alone and beside the client',
    with: { modules: ['axios'], 'allow-calls-to': ['/', '{API_BASE}'] },
    before: {},
    after: {
      'ui/a.ts': "import type { AxiosError } from 'axios';\nexport const is = (e: AxiosError) => e.code;\n",
      'ui/b.ts': "import { type AxiosError, type AxiosRequestConfig } from 'axios';\nexport type A = AxiosError;\n",
      'ui/c.ts':
        "import { type AxiosError, get } from 'axios';    ← axios is imported here: this place may not import axios.\nget('https://example.com');\n",
      'ui/d.ts':
        "import axios from 'axios';    ← axios is imported here: this place may not import axios.\nconst API_BASE = 'https://example.com';\naxios.get(`${API_BASE}/x`);\n",
    },
  },
  {
    title: 'types of a client, where no call is let through',
    with: { modules: ['axios'] },
    before: {},
    after: {
      'ui/a.ts':
        "import type { AxiosError } from 'axios';    ← axios is imported here: this place may not import axios.\n",
    },
  },
  {
    title: 'a client that goes to the own gateway alone',
    with: {
      modules: ['requests', 'axios'],
      'allow-calls-to': ['/', 'http://localhost', '{API_URL}', 'https://api.example/'],
    },
    before: {},
    after: {
      'ui/a.py': [
        'import requests',
        'from requests.exceptions import Timeout',
        'try:',
        '    answer = requests.post(f"{API_URL}/execute", json=order)',
        '    requests.get(API_URL)',
        '    requests.get(url="http://localhost:8000/a")',
        '    requests.request("GET", f"http://localhost{path}")',
        '    requests.get(headers=head, url="https://api.example/a")',
        '    for part in answer.iter_content(1024):',
        '        answer.json()',
        'except (Timeout, requests.HTTPError):',
        '    pass',
        'with requests.Session() as s:',
        '    s.get("http://localhost/a")',
        '',
      ].join('\n'),
      'ui/b.ts': "import axios from 'axios';\naxios.get(`/api/${id}`);\n",
    },
  },
];
