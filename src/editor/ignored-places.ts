/** A test for paths that git ignores, from its list of ignored files and of folders, which end in `/`. */
export const testIgnored = (listed: readonly string[]): ((path: string) => boolean) => {
  const ignored = new Set(listed);
  return (path) => {
    if (ignored.size === 0) return false;
    if (ignored.has(path) || ignored.has(`${path}/`)) return true;
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      if (ignored.has(path.slice(0, end + 1))) return true;
    }
    return false;
  };
};
