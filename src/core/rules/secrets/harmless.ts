/** What only looks like a secret. */

const address = /^(?:postgres(?:ql)?|mysql|mariadb|mongodb)(?:\+\w+)?:\/\/([^:@/\s]*):([^@/\s]+)@([^/:?\s"'`]+)/i;
/** This machine, and services that stand beside each other: they have names without a dot. */
const nearby = /^(?:[A-Za-z][\w-]*|127\.0\.0\.1|0\.0\.0\.0)$/;
const plainWord = /^[a-z]{3,12}(?:[_-][a-z]{2,12})?\d{0,4}$/;

/** True for an address of a database nearby with a password that everybody gives it: its user once more, or a plain word. */
export const isDefaultAddress = (secret: string): boolean => {
  const [, user, password = '', host = ''] = address.exec(secret) ?? [];
  return nearby.test(host) && (password === user || plainWord.test(password));
};

const readable = /^\s*(?:[#;!].*|[\w.-]+\s*[=:].*|)$/;
/** Signs without a space between them that may well be a key, and words by which somebody says that one stands there. */
const telling = /[\w+/=-]{24,}|secret|passw|token|private/i;

/** True for a text of names with their values, in which no key stands. What cannot be read may be one. */
export const isReadable = (text = ''): boolean =>
  text.trim() !== '' && !telling.test(text) && text.split('\n').every((line) => readable.test(line));
