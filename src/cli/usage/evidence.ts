import { Option, type Command } from 'commander';
import type { EvidencePackOptions, EvidenceReportOptions, EvidenceVerifyOptions } from '../commands/evidence.ts';
import { loadCommands } from '../load.ts';
import { modeOption } from '../options.ts';
import type { Visit } from '../visit.ts';

const formatOption = (): Option =>
  new Option('--format <name>', 'how to write the result').choices(['text', 'json']).default('text');

const moreOfPack = `
It holds the judgement of the change, the policy, and for each gate the evidence there is with what its commands wrote: nothing
is run for it. The same work is the same bytes, on whatever day and machine. It is written in any case; exit 0 where the change
passes with its gates, 1 where it does not, 2 where a gate it needs was not run on these files.`;

const moreOfVerify = `
Needs no repository and no network. Exit 1 where a byte was changed, a file is missing, was added or renamed, or where
something in it does not follow from the rest; each is named. Who made a pack it cannot tell: for that, compare the digest.`;

const moreOfReport = `
EXEC.md, COMPLIANCE.md and SECURITY.md, and all of them in report.html, which loads nothing. The pack is verified first. Exit 1
where it is broken, where a link leads nowhere, or where a report that is checked is not what the pack gives.`;

export const addEvidence = (program: Command, { terminal, inRepository, anywhere }: Visit): void => {
  const evidence = program
    .command('evidence')
    .description('pack what is known of a change, verify such packs, and report on them');
  evidence
    .command('pack')
    .description('write a portable pack of the judgement, the gates and their evidence')
    .requiredOption('--output <path>', 'a new folder, or a file that ends in .tar, named from this folder')
    .addOption(new Option('--base <revision>', 'measure the change from here; default: as for check'))
    .addOption(modeOption('the mode of the change', terminal))
    .addOption(formatOption())
    .addHelpText('after', moreOfPack)
    .action(
      inRepository(async (machine, options: EvidencePackOptions) =>
        (await loadCommands()).packEvidence(terminal, machine, options),
      ),
    );
  evidence
    .command('verify')
    .description('tell whether a pack is what was made, and name every place where it is not')
    .argument('<path>', 'the folder or the .tar file of the pack')
    .option('--digest <sha256>', 'the digest it has to have')
    .addOption(formatOption())
    .addHelpText('after', moreOfVerify)
    .action(
      anywhere(async (path: string, options: EvidenceVerifyOptions) =>
        (await loadCommands()).verifyEvidence(terminal, path, options),
      ),
    );
  evidence
    .command('report')
    .description('write reports for three readers, of nothing but a pack, or check some')
    .argument('<path>', 'the folder or the .tar file of the pack')
    .option('--output <folder>', 'a new folder for the reports')
    .option('--check <folder>', 'hold the reports in this folder to the pack, and follow every link in it')
    .option('--digest <sha256>', 'the digest the pack has to have')
    .addOption(formatOption())
    .addHelpText('after', moreOfReport)
    .action(
      anywhere(async (path: string, options: EvidenceReportOptions) =>
        (await loadCommands()).reportEvidence(terminal, path, options),
      ),
    );
};
