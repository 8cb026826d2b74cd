import type { Command } from 'commander';
import { collect, collectPair, collectPick } from '../options.ts';

/** The options that say what a task is, beside its mode and its goal. */
export const addTaskOptions = (command: Command): Command =>
  command
    .option('--scope <glob>', 'where the task may write; may be repeated', collect, [])
    .option('--spec <path[#anchor]>', 'a document or section that approved the work; may be repeated', collect, [])
    .option('--pattern <id>', 'a prompt pattern of the policy')
    .option('--set <key=value>', 'the answer to a slot of the pattern; may be repeated', collectPair, {})
    .option('--pick <item=path>', 'a file for a context item that leaves a choice; may be repeated', collectPick, {})
    .option('--override <why>', 'start with an incomplete context pack, and why')
    .option('--who <name>', 'who accepts this');
