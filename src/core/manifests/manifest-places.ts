import type { PathTest } from '../glob.ts';
import { manifestFormats } from './formats.ts';

const covers = (isIn: PathTest, name: string): boolean => isIn(name) || isIn(`part/${name}`);

/** True for a place that manifests or lockfiles may stand in, at the root or in a folder of any name. */
export const holdsManifests = (isIn: PathTest): boolean => manifestFormats.some(([name]) => covers(isIn, name));

/** True for a place made for them: one that a file of any name may stand in means the whole tree. */
export const meansManifests = (isIn: PathTest): boolean => holdsManifests(isIn) && !covers(isIn, 'ordinary-file.name');
