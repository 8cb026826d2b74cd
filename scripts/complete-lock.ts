// npm leaves out of package-lock.json the optional packages for systems that its registry does not list, and `npm ci`
// then refuses the lock. Their names, versions and systems stand in the packages that want them: they are put back.
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

const systems = new Set([
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]);

// `@oxlint/binding-linux-x64-musl` → linux, x64, musl.
const readSystem = (name: string): Entry | undefined => {
  const parts = (name.split('/').at(-1) ?? '').replace('binding-', '').split('-');
  const at = parts.findIndex((part) => systems.has(part));
  const [os, cpu, libc] = parts.slice(at);
  if (at < 0 || os === undefined || cpu === undefined) return undefined;
  return {
    cpu: [cpu],
    dev: true,
    ...(os === 'linux' ? { libc: [libc?.startsWith('musl') === true ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os: [os],
  };
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const { '': root, ...packages } = lock.packages;
let added = 0;
for (const { optionalDependencies = {} } of Object.values(packages))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const system = /^\d/.test(version) ? readSystem(name) : undefined;
    if (system === undefined || `node_modules/${name}` in packages) continue;
    packages[`node_modules/${name}`] = { version, ...system };
    added += 1;
  }
const sorted = Object.fromEntries(Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages: { '': root, ...sorted } }, null, 2)}\n`);
process.stdout.write(`${added} packages for other systems put back into package-lock.json\n`);
