/*
 * Addresses that a page builds of its own: `wss://${window.location.host}/ws` goes to where the page came from, as `/ws` does.
 */

const location = String.raw`(?:(?:window|self|globalThis|document)\.)?location`;
const scheme = String.raw`(?:(?:https?|wss?):|\{\w*(?:proto|scheme)\w*\}:?|\{${location}\.protocol\})`;
const own = new RegExp(
  String.raw`^(?:\{${location}\.(?:origin|href)\}|\{document\.baseURI\}|(?:${scheme}//)\{${location}\.host(?:name)?\})(?=[/?#]|$)`,
  'i',
);

/** True for what a page reads of its own address. */
export const readsOwn = (target: string): boolean =>
  new RegExp(`^${location}\\.(?:origin|href|host|hostname|protocol)$`).test(target);

const configured = /^\{(?:process\.env|import\.meta\.env)\.(?:VITE_|NEXT_PUBLIC_|REACT_APP_|PUBLIC_)?(\w+)\}/;

/** An address as it counts: one of the own origin without it, and what the build is given by its bare name. */
export const plainAddress = (text: string): string => {
  const rest = own.exec(text)?.[0];
  if (rest === undefined) return text.replace(configured, '{$1}');
  return text.length === rest.length ? '/' : text.slice(rest.length).replace(/^(?=[?#])/, '/');
};

/** What `new URL(path, base)` makes of two addresses. */
export const joinAddress = (path: string, base: string): string =>
  /^(?:[a-z][\w+.-]*:|\/\/|\{)/i.test(path) ? path : `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
