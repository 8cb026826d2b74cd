/** Where the workflow of GitHub Actions goes. */
export const workflowPath = '.github/workflows/codex-governor.yml';

/** What a job of ours begins with: the whole history, without credentials, and Node. */
export const beginning = `    defaults:
      run:
        shell: bash
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v5
        with:
          node-version: 22
          package-manager-cache: false
`;

/*
 * Law and judge come from what the pull request is merged into, never from the pull request: the base is a parent of the merge
 * that GitHub made, the command line is the version that package.json names there. What comes from an event reaches a script
 * by its environment alone.
 */
export const workflow = `# Judges every pull request by the policy of the branch it is to be merged into. Written by: codex-governor install ci
name: Codex Governor
on:
  pull_request:
    # Also when its text is edited.
    types: [opened, synchronize, reopened, edited]
  merge_group:
permissions:
  contents: read
  # To show findings in code scanning; leave it and the last step out where that is not to be had.
  security-events: write
jobs:
  judge:
    runs-on: ubuntu-latest
    timeout-minutes: 15
${beginning}      - name: Take the version that the base names
        env:
          MERGE_GROUP_BASE: \${{ github.event.merge_group.base_sha }}
        run: |
          base=\${MERGE_GROUP_BASE:-$(git rev-parse --verify "$GITHUB_SHA^1")}
          echo "BASE=$base" >> "$GITHUB_ENV"
          git worktree add --quiet --detach "$RUNNER_TEMP/base" "$base"
          cd "$RUNNER_TEMP/base"
          npm ci --ignore-scripts --no-audit --no-fund
      - name: Judge
        id: judge
        env:
          # Where the policy asks for a mode: a variable of the repository.
          MODE: \${{ vars.CODEX_GOVERNOR_MODE }}
          SARIF: \${{ runner.temp }}/codex-governor.sarif
        run: |
          code=0
          "$RUNNER_TEMP/base/node_modules/.bin/codex-governor" check --ci --base "$BASE" \${MODE:+--mode "$MODE"} \\
            --format github --report "sarif=$SARIF" --report "markdown=$GITHUB_STEP_SUMMARY" || code=$?
          if [ -f "$SARIF" ]; then echo "sarif=$SARIF" >> "$GITHUB_OUTPUT"; fi
          exit "$code"
      - name: Verify the text of the pull request
        # A text that codex-governor filled; each that has none fails where the variable of the repository says \`required\`.
        if: \${{ !cancelled() && github.event_name == 'pull_request' && (contains(github.event.pull_request.body, '<!-- codex-governor pr:') || vars.CODEX_GOVERNOR_TEXT == 'required') }}
        env:
          TEXT: \${{ github.event.pull_request.body }}
        run: printf '%s' "$TEXT" | "$RUNNER_TEMP/base/node_modules/.bin/codex-governor" pr verify - --base "$BASE"
      - uses: github/codeql-action/upload-sarif@v4
        if: \${{ !cancelled() && steps.judge.outputs.sarif != '' }}
        # The verdict is that of the step before.
        continue-on-error: true
        with:
          sarif_file: \${{ steps.judge.outputs.sarif }}
          category: codex-governor
`;
