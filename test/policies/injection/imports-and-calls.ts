import { faultsOf, none, type Family } from './injected.ts';

const inside = ['function', 'method', 'try'] as const;
const anywhere = ['top', 'function', 'try'] as const;

/** Imports of what a place may not import, and calls of what it may not call. */
export const importsAndCalls: readonly Family[] = [
  {
    folder: 'core/services',
    language: 'python',
    faults: [
      ...faultsOf('environment-only-in-loader', inside, {
        'a key of os.environ': 'import os\nvalue = os.environ["TOKEN"]',
        'os.getenv': 'import os\nvalue = os.getenv("TOKEN", "none")',
        'os under another name': 'import os as system\nvalue = system.environ.get("TOKEN")',
        'environ imported from os': 'from os import environ\nvalue = environ["TOKEN"]',
        'getenv imported under another name': 'from os import getenv as read\nvalue = read("TOKEN")',
        'a variable that is written': 'import os\nos.environ["TOKEN"] = "1"',
        'a call over several lines': 'import os\nvalue = os.getenv(\n    "TOKEN",\n    "none",\n)',
        'a hole of an f-string': 'import os\nvalue = f"token {os.environ[\'TOKEN\']}"',
        'all of them in a comprehension': 'import os\nvalue = {key: text for key, text in os.environ.items()}',
        load_dotenv: 'from dotenv import load_dotenv\nload_dotenv()',
        'a lambda': 'import os\nread = lambda: os.getenv("TOKEN")',
      }),
      ...faultsOf('vendor-sdks-only-in-providers', anywhere, {
        'an import': 'import openai',
        'an import under another name': 'import openai as model',
        'a name from a package': 'from openai import OpenAI',
        'a name under another name': 'from anthropic import Anthropic as Client',
        'one of several': 'import json, anthropic, re',
        'a module of a package': 'import google.generativeai as genai',
        'a module as a name': 'from google import generativeai',
        'a module below': 'from langchain.chat_models import (\n    ChatOpenAI,\n)',
        import_module: 'import importlib\nmodule = importlib.import_module("openai")',
        __import__: 'module = __import__("cohere")',
        'import_module under another name':
          'from importlib import import_module as load\nmodule = load("mistralai.client")',
      }),
      ...faultsOf('stores-only-in-memory', ['top', 'method'], {
        sqlite3: 'import sqlite3',
        'a session of SQLAlchemy': 'from sqlalchemy.orm import Session',
        redis: 'import redis.asyncio as redis',
        shelve: 'from shelve import open as keep',
        asyncpg: 'import asyncpg as driver',
      }),
      ...faultsOf('tools-only-through-executor', ['function', 'method'], {
        'of a registry': 'registry.execute_tool("search", {})',
        'as a function': 'from tooling import execute_tool\nexecute_tool("search")',
        'by its name in another': 'outcome = self.tools.run_tool(name="search")',
        'over several lines': 'outcome = agent.execute_tool(\n    "search",\n)',
      }),
    ],
  },
  {
    folder: 'products/advisor',
    language: 'python',
    faults: faultsOf('products-import-ban', anywhere, {
      'the models': 'import core.models.router',
      'the reasoner': 'from core.agents.llm_reasoner import reason',
      'the reasoner as a name': 'from core.agents import llm_reasoner',
      'the memory as a name': 'from core import memory',
      'the memory, dynamically': 'import importlib\nstore = importlib.import_module("core.memory.store")',
      'the orchestrator under another name': 'import core.orchestrator.flow as flow',
    }),
  },
  {
    folder: 'ui/pages',
    language: 'python',
    faults: [
      ...faultsOf('ui-calls-no-provider', ['top', 'try'], {
        requests: 'import requests',
        'requests under another name': 'import requests as http',
        'get from requests': 'from requests import get',
        'a client of httpx': 'from httpx import AsyncClient as Client',
        'urllib.request': 'from urllib.request import urlopen',
        'urllib.request as a name': 'from urllib import request',
      }),
      ...faultsOf(
        'ui-calls-no-provider',
        ['top', 'try'],
        { yfinance: 'import yfinance as market' },
        'ui-reaches-no-data',
      ),
    ],
  },
  {
    folder: 'ui/client',
    language: 'javascript',
    faults: [
      ...faultsOf(
        'ui-calls-no-provider',
        ['top'],
        {
          'a default import': "import axios from 'axios';",
          'all names': "import * as http from 'axios';",
          'one name under another': "import { get as read } from 'axios';",
          'for its effect': "import 'node-fetch';",
          'handed on': "export * from 'axios';",
          'a name handed on': "export { default as http } from 'got';",
        },
        none,
      ),
      ...faultsOf(
        'ui-calls-no-provider',
        ['end', 'function'],
        {
          required: "const client = require('axios');",
          'a name of what is required': "const { get } = require('axios');",
          'an import that is awaited': "const loading = import('got');",
        },
        none,
      ),
      ...faultsOf('environment-only-in-loader', ['end', 'function'], {
        'a key of process.env': 'const token = process.env.TOKEN;',
        'a key in brackets': "const token = process.env['TOKEN'];",
        'a pattern': 'const { TOKEN } = process.env;',
        'env of process': 'const { env } = process;\nconst token = env.TOKEN;',
        'env of node:process': "const environment = require('node:process').env;",
      }),
      ...faultsOf('no-personal-data-in-logs', ['end', 'function'], {
        'an argument': 'console.log(user.email);',
        'a hole of a template': 'console.error(`no such user: ${user.email}`);',
        'a field of an object': "logger.info('login', { password });",
      }),
    ],
  },
  {
    folder: 'ui/views',
    language: 'typescript',
    faults: [
      ...faultsOf(
        'ui-calls-no-provider',
        ['top'],
        {
          'a default import': "import axios from 'axios';",
          'an import of types': "import type { AxiosInstance } from 'axios';",
          'import and require': "import client = require('axios');",
        },
        none,
      ),
      ...faultsOf('no-personal-data-in-logs', ['end'], {
        'an argument': 'console.warn("user", user.phone);',
        'a value with a type': 'console.log(user.ssn as string);',
      }),
    ],
  },
];
