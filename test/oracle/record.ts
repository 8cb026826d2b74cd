import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { archiveOf, corpusFolder, fetchCorpora } from './corpora.ts';
import { corpusFiles } from './corpus-files.ts';
import { packRecording, recordingFile } from './recording.ts';
import type { Entry, Reference } from './reference.ts';
import { wantedCorpora } from './references/index.ts';

/** Runs the tool on its corpora and writes down what it says. The tool must be there. */
export async function record(reference: Reference): Promise<void> {
  const { language } = reference;
  const wanted = wantedCorpora([reference]);
  await fetchCorpora(wanted);
  const tool = await reference.tool();
  const files = new Map<string, readonly Entry[]>();
  let refused = 0;
  for (const each of wanted) {
    const folder = corpusFolder(each);
    const found = [...corpusFiles(folder, reference.endings)].map(({ path, digest }) => ({ path, digest }));
    const said = await reference.run(
      folder,
      found.map(({ path }) => path),
    );
    for (const { path, digest } of found) {
      const entries = said.get(path);
      if (entries === undefined) refused += 1;
      else files.set(digest, entries);
    }
    console.log(`[record] ${language}: ${each.corpus.name}, ${found.length} files`);
  }
  const corpora = wanted.flatMap((each) => archiveOf(each) ?? []);
  const bytes = packRecording({ tool, corpora, files });
  mkdirSync(dirname(recordingFile(language)), { recursive: true });
  writeFileSync(recordingFile(language), bytes);
  const entries = [...files.values()].reduce((sum, each) => sum + each.length, 0);
  console.log(
    `[record] ${language}: ${tool}: ${entries} entries in ${files.size} files (${refused} refused), ${bytes.length} bytes`,
  );
}
