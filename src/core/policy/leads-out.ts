/** True for a path that leads out of the repository, or into git's own folder. */
export const leadsOut = (path: string): boolean =>
  /^(?:[/\\~]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).some((part) => part === '..' || part === '.git');
