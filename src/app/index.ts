export * from './failure.ts';
export type * from './ports.ts';
