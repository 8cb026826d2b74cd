import { randomBytes } from 'node:crypto';
import type { Chance } from '#app';

export const drawToken: Chance = () => randomBytes(4).toString('hex');
