/**
 * Which edition of our readers this is: what another one read is not believed. The bundles put the digest of all they are
 * made of in this place; the sources as they stand change with every edit, so what they read is not kept.
 */
export const edition: string | undefined = undefined;
