import type { Failure } from '#app';
import { protocolVersion } from './protocol/messages.ts';

/** `0.169.0` of `codex_governor/0.169.0 (Debian 12.0.0; x86_64) …`; undefined where it tells none. */
export const versionOf = (userAgent: string): string | undefined =>
  /^[^/]+\/(?<version>\d+\.\d+\.\d+\S*)/.exec(userAgent)?.groups?.['version'];

const seriesOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Whether the protocol and the sandbox of a version are those that the tests have seen to hold. */
export const isGovernable = (version: string): boolean => seriesOf(version) === seriesOf(protocolVersion);

/** The only thing that can be told of a version we have not seen. */
export const unknownVersion = (version: string | undefined): Failure => ({
  reason: 'agent-unknown',
  message:
    version === undefined
      ? 'The program that was found does not say which version of Codex it is.'
      : `Codex ${version} is not a version whose sandbox and questions are known to hold; ${seriesOf(protocolVersion)} is.`,
  remedy: [
    `Install Codex ${protocolVersion} and name it in the setting of its path,`,
    'or hand the prompt over in a terminal or to the Codex extension with our hooks installed:',
    'then what Codex does is judged by the hooks and by every later check.',
  ].join(' '),
});
