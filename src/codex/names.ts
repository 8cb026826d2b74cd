/** The names of Codex's executable, by platform. */
export const codexNames = (platform: string): readonly string[] =>
  platform === 'win32' ? ['codex.exe', 'codex.cmd'] : ['codex'];

/** What to say to Codex so that it carries out the task in a prompt file: short, so that no shell or limit cuts it. */
export const pointAtPrompt = (promptFile: string): string =>
  `Read the file ${promptFile} first, whole. It is your task and the rules it runs under; carry it out within them.`;
