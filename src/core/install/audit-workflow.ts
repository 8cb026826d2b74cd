import { beginning } from './workflow.ts';

/** Where the workflow of GitHub Actions goes that audits each week. */
export const auditWorkflowPath = '.github/workflows/codex-governor-audit.yml';

/*
 * It may read alone: what an audit keeps is handed over as a patch, which a person commits for review. The command line is
 * installed beside the checkout, so that nothing but the audit writes there.
 */
export const auditWorkflow = `# Audits once a week what Codex committed, by the policy. Written by: codex-governor install audit
name: Codex Governor audit
on:
  schedule:
    # Mondays, 05:17 UTC.
    - cron: '17 5 * * 1'
  workflow_dispatch:
permissions:
  contents: read
jobs:
  audit:
    runs-on: ubuntu-latest
    timeout-minutes: 60
${beginning}      - name: Take the version that is named here
        run: |
          git worktree add --quiet --detach "$RUNNER_TEMP/base" HEAD
          cd "$RUNNER_TEMP/base"
          npm ci --ignore-scripts --no-audit --no-fund
      - name: Audit
        run: |
          code=0
          "$RUNNER_TEMP/base/node_modules/.bin/codex-governor" audit --format markdown > "$RUNNER_TEMP/audit.md" || code=$?
          cat "$RUNNER_TEMP/audit.md" >> "$GITHUB_STEP_SUMMARY"
          git add --all
          git diff --cached --binary > "$RUNNER_TEMP/codex-governor-audit.patch"
          exit "$code"
      # Commit it for review: git apply codex-governor-audit.patch
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: codex-governor-audit
          path: \${{ runner.temp }}/codex-governor-audit.patch
          if-no-files-found: ignore
`;
