const words: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'your quota on the disk is used up',
  EEXIST: 'a file stands where a folder is needed',
  EFBIG: 'the file would be larger than the system allows',
  EIO: 'the disk reports an error',
  EISDIR: 'a folder stands where a file is needed',
  EMFILE: 'too many files are open',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder is needed',
  EPERM: 'the system does not allow it',
  EROFS: 'the disk is read-only',
};

/** The code of an error of the system, such as `ENOENT`; undefined for any other error. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Why the system refused, in words. Throws on what is no refusal of the system: that is a bug. */
export const explainRefusal = (error: unknown): string => {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return `${words[code] ?? 'the system refused'} (${code})`;
};
