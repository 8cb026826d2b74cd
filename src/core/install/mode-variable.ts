/** The variable that stands for `--mode` where that is left out: a hook has no options. */
export const modeVariable = 'CODEX_GOVERNOR_MODE';
