import { equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { installedVersion, protocolFile, readProtocol } from '../../scripts/codex-protocol.ts';
import { protocolVersion } from '../../src/codex/protocol/messages.ts';

describe('the types of the protocol', () => {
  it('are those that the installed Codex makes of it (npm run protocol writes them anew)', async () => {
    equal(protocolVersion, installedVersion());
    equal(readFileSync(protocolFile, 'utf8'), await readProtocol());
  });
});
