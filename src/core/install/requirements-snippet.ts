/**
 * What an administrator may add to the requirements of Codex on a machine, so that nobody there switches hooks off, or lets
 * commands run outside of the sandbox.
 */
export const requirementsSnippet = `# For the requirements.toml of Codex (on Linux and macOS: /etc/codex/requirements.toml).
allowed_sandbox_modes = ["read-only", "workspace-write"]

[features]
hooks = true
`;
