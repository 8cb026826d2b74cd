import { present } from '../../present.ts';

/*
 * What makes a test go one way today and another way tomorrow, and what keeps it from that. Calls are named as
 * `syntax/facts/use-names.ts` finds them. What only looks unsteady (ids made by chance, stopwatches) is left out.
 */

/** When a call does no harm: with any argument; to an address of this machine; on a database that nobody can tell, or in memory. */
export type Harmless = 'given' | 'local' | 'memory';

interface Calls {
  readonly names: readonly string[];
  readonly harmless?: Harmless;
}

export interface Topic {
  /** What a test does by it. */
  readonly says: string;
  readonly calls: readonly Calls[];
  /** Modules that stand in for it, or steady it. */
  readonly fakes: readonly string[];
  /** By such a module: all that it stands in for, where that is not the whole. */
  readonly standIns?: Readonly<Record<string, RegExp>>;
  /** Parameters by which a test of Python is given such a thing. */
  readonly fixtures: readonly string[];
  /** Calls that steady it. */
  readonly calms: readonly string[];
  /** What such calls go through: they go nowhere else when that is replaced. */
  readonly through?: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

const named = (owner: string, names: string): readonly string[] => words(names).map((name) => `${owner}.${name}`);

const network: Topic = {
  says: 'reaches the network',
  calls: [
    {
      harmless: 'local',
      names: [
        ...named('requests', 'get post put patch delete head options request'),
        ...named('requests.Session()', 'get post put patch delete head options request'),
        ...named('httpx', 'get post put patch delete head options request stream'),
        ...named('httpx.Client()', 'get post put patch delete head options request stream'),
        ...named('httpx.AsyncClient()', 'get post put patch delete head options request stream'),
        ...named('aiohttp.ClientSession()', 'get post put patch delete head options request'),
        ...named('urllib.request', 'urlopen urlretrieve'),
        ...named('socket', 'create_connection gethostbyname getaddrinfo'),
        ...named('boto3', 'client resource'),
        ...words('smtplib.SMTP smtplib.SMTP_SSL ftplib.FTP urllib3.request urllib3.PoolManager().request'),
        ...named('axios', 'get post put patch delete head options request'),
        ...named('undici', 'fetch request stream'),
        ...named('http', 'get request'),
        ...named('https', 'get request'),
        ...words('fetch axios got node-fetch WebSocket ws EventSource'),
      ],
    },
  ],
  fakes: [
    ...words('responses requests_mock respx httpretty vcr pook aioresponses pytest_httpx pytest_socket'),
    ...words('pytest_httpserver moto botocore.stub http.server socketserver wsgiref aiohttp.test_utils'),
    ...words('nock msw fetch-mock jest-fetch-mock vitest-fetch-mock axios-mock-adapter supertest'),
  ],
  fixtures: [
    ...words('responses requests_mock respx_mock httpx_mock aioresponses vcr httpserver live_server'),
    ...words('liveserver aiohttp_client aiohttp_server test_server server'),
  ],
  calms: [
    '*.createServer',
    '*.listen',
    'createServer',
    'Bun.serve',
    'Deno.serve',
    '*.setGlobalDispatcher',
    '*.make_server',
    'pytest.mark.vcr',
  ],
  through: [...named('http.client', 'HTTPConnection HTTPSConnection'), ...named('socket', 'socket create_connection')],
};

const clock: Topic = {
  says: 'goes by the clock of the machine',
  calls: [
    {
      names: [
        ...words('time.time time.time_ns datetime.date.today django.utils.timezone.now arrow.utcnow arrow.now'),
        ...named('datetime.datetime', 'now utcnow today'),
        ...named('pandas.Timestamp', 'now today utcnow'),
        ...words('pendulum.now pendulum.today Date.now'),
        ...named('Temporal.Now', 'instant plainDateISO plainDateTimeISO plainTimeISO zonedDateTimeISO'),
      ],
    },
    { harmless: 'given', names: ['time.localtime', 'time.gmtime', 'time.ctime', 'Date', 'dayjs', 'moment'] },
  ],
  fakes: ['freezegun', 'time_machine', 'libfaketime', '@sinonjs/fake-timers', 'mockdate', 'timekeeper'],
  fixtures: ['freezer', 'time_machine', 'frozen_time', 'freeze_time'],
  calms: ['*.useFakeTimers', '*.setSystemTime', '*.timers.enable'],
};

const random: Topic = {
  says: 'goes by chance',
  calls: [
    {
      names: [
        ...named('random', 'random randint randrange choice choices shuffle sample uniform gauss getrandbits'),
        ...named('numpy.random', 'rand randn randint random choice normal uniform permutation shuffle'),
        ...named('torch', 'rand randn randint randperm'),
        'Math.random',
      ],
    },
    { harmless: 'given', names: ['random.Random', 'numpy.random.default_rng', 'numpy.random.RandomState'] },
  ],
  fakes: ['seedrandom', 'pytest_randomly', 'hypothesis'],
  fixtures: [],
  calms: [
    'random.seed',
    'numpy.random.seed',
    'torch.manual_seed',
    '*.seed_everything',
    '*.set_seed',
    '*.set_random_seed',
  ],
};

const model: Topic = {
  says: 'asks a model',
  calls: [
    {
      harmless: 'local',
      names: [
        ...named('openai', 'OpenAI AsyncOpenAI AzureOpenAI AsyncAzureOpenAI ChatCompletion.create Completion.create'),
        ...named('openai', 'Embedding.create chat.completions.create embeddings.create responses.create'),
        ...named('anthropic', 'Anthropic AsyncAnthropic AnthropicBedrock AnthropicVertex'),
        ...named('litellm', 'completion acompletion embedding aembedding'),
        ...named('ollama', 'chat generate embeddings embed'),
        ...named('cohere', 'Client AsyncClient ClientV2 AsyncClientV2'),
        ...words('google.genai.Client google.generativeai.GenerativeModel mistralai.Mistral groq.Groq'),
        ...words('langchain_openai.ChatOpenAI langchain_openai.OpenAIEmbeddings langchain_anthropic.ChatAnthropic'),
        ...words('openai @anthropic-ai/sdk @anthropic-ai/sdk.Anthropic @langchain/openai.ChatOpenAI'),
        ...words('@google/generative-ai.GoogleGenerativeAI @google/genai.GoogleGenAI groq-sdk cohere-ai'),
      ],
    },
  ],
  fakes: network.fakes,
  fixtures: network.fixtures,
  calms: network.calms,
};

const redis = /redis/i;
const mongo = /mongo|motor/i;
const postgres = /^(?:psycopg|asyncpg|pg\.|sqlalchemy|sqlmodel)/;

const database: Topic = {
  says: 'needs a database outside of itself',
  calls: [
    {
      names: [
        ...words('psycopg.connect psycopg2.connect pymysql.connect MySQLdb.connect mysql.connector.connect'),
        ...words('asyncpg.connect asyncpg.create_pool psycopg_pool.ConnectionPool pymongo.MongoClient'),
        ...words('redis.Redis redis.StrictRedis redis.from_url motor.motor_asyncio.AsyncIOMotorClient'),
        ...words('pg.Client pg.Pool mongodb.MongoClient mongoose.connect redis.createClient ioredis'),
        ...words('mysql.createConnection mysql2.createConnection mysql2/promise.createConnection'),
      ],
    },
    {
      harmless: 'memory',
      names: ['sqlite3.connect', 'sqlite3.Database', 'better-sqlite3', 'aiosqlite.connect', 'duckdb.connect'],
    },
    {
      harmless: 'memory',
      names: ['sqlalchemy.create_engine', 'sqlalchemy.ext.asyncio.create_async_engine', 'sqlmodel.create_engine'],
    },
  ],
  fakes: [
    ...words('testcontainers pytest_postgresql pytest_redis fakeredis mongomock mongomock_motor pglite'),
    ...words('@testcontainers pg-mem @electric-sql/pglite mongodb-memory-server ioredis-mock redis-mock'),
  ],
  standIns: {
    fakeredis: redis,
    pytest_redis: redis,
    'ioredis-mock': redis,
    'redis-mock': redis,
    mongomock: mongo,
    mongomock_motor: mongo,
    'mongodb-memory-server': mongo,
    pytest_postgresql: postgres,
    pglite: postgres,
    'pg-mem': postgres,
    '@electric-sql/pglite': postgres,
  },
  fixtures: ['postgresql', 'redisdb', 'postgresql_proc'],
  calms: [],
};

/** By the option that switches it on and off. */
export const topics = { network, clock, random, model, database } as const satisfies Readonly<Record<string, Topic>>;
export type TopicName = keyof typeof topics;
export const topicNames: readonly TopicName[] = ['network', 'clock', 'random', 'model', 'database'];

interface KnownCall {
  readonly topic: TopicName;
  readonly harmless?: Harmless;
}

/** Every call that is known, by its name. */
export const knownCalls: ReadonlyMap<string, KnownCall> = new Map(
  topicNames.flatMap((topic) =>
    topics[topic].calls.flatMap(({ names, harmless }) =>
      names.map((name) => [name, { topic, ...present('harmless', harmless) }] as const),
    ),
  ),
);
