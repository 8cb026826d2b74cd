import { matchesAny } from '#core';

const names = [
  '.env .env.* *.env .envrc .netrc _netrc .npmrc .pypirc .pgpass .htpasswd .git-credentials',
  'credentials* secret.* secrets secrets.* service-account*.json service_account*.json',
  '.aws/** .gnupg/** .ssh/**',
  '*.pem *.key *.p12 *.pfx *.jks *.keystore *.kdbx *.ppk *.ovpn id_rsa* id_dsa* id_ecdsa* id_ed25519*',
].flatMap((some) => some.split(' '));
const matches = matchesAny(names.map((name) => `**/${name}`));

/** True for a file that, by its name, is likely to hold a secret, whatever the case of its letters. */
export const looksSecret = (path: string): boolean => matches(path.toLowerCase());
