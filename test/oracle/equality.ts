import { compareEntries, sayDifference } from './comparison.ts';
import { corpusFolder } from './corpora.ts';
import { corpusFiles, type CorpusFile } from './corpus-files.ts';
import { openOurReader, type OurReader } from './our-reader.ts';
import { readRecording } from './recording.ts';
import type { Entry, Reference } from './reference.ts';

interface FoundDifference {
  /** The digest of the file, the line and what both sides say: the same wherever the corpora are. */
  readonly key: string;
  /** The same for a person who wants to look: the path instead of the digest. */
  readonly place: string;
}

export interface Equality {
  /** The reference tool that was recorded. */
  readonly tool: string;
  readonly files: number;
  /** Entries of the recording that were compared. */
  readonly entries: number;
  readonly differences: readonly FoundDifference[];
  /** The digests of the files that were compared. */
  readonly digests: ReadonlySet<string>;
}

/**
 * Compares the files of the corpora that are in the recording, each once: all, or one in so many, the same ones each time. Throws
 * when there is no recording.
 */
export async function compareLanguage(reference: Reference, oneIn = 1): Promise<Equality> {
  const { language } = reference;
  const recording = readRecording(language);
  if (recording === undefined) throw new Error(`nothing is recorded of ${language}: npm run record -- ${language}`);
  const read = await openOurReader(reference.endings);
  const seen = new Set<string>();
  const differences: FoundDifference[] = [];
  let entries = 0;
  for (const corpus of reference.corpora) {
    const folder = corpusFolder({ language, corpus });
    for (const file of corpusFiles(folder, reference.endings)) {
      const theirs = recording.files.get(file.digest);
      if (theirs === undefined || seen.has(file.digest) || parseInt(file.digest.slice(0, 8), 16) % oneIn !== 0)
        continue;
      seen.add(file.digest);
      entries += theirs.length;
      for (const said of compareFile(reference, read, file, theirs)) {
        differences.push({ key: `${file.digest}:${said}`, place: `${folder}/${file.path}:${said}` });
      }
    }
  }
  return { tool: recording.tool, files: seen.size, entries, differences, digests: seen };
}

/** The differences of one file, each beginning with its line. */
function compareFile(
  { inItsWords }: Reference,
  read: OurReader,
  { path, bytes }: CorpusFile,
  theirs: readonly Entry[],
): readonly string[] {
  const ours = read(path, bytes.toString('utf8'));
  if (ours === undefined) return ['0 is not read'];
  return compareEntries(ours.map(inItsWords), theirs).map(sayDifference);
}
