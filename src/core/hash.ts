/** SHA-256 of a text as UTF-8, in lower-case hex. */
export type Hash = (text: string) => string;
