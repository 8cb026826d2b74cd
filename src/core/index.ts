export { findingOfFault } from './action-finding.ts';
export { actionRules } from './action-rules.ts';
export type {
  Action,
  CommandAction,
  PatchAction,
  PromptAction,
  ProposedFile,
  ToldChange,
  ToolAction,
} from './action.ts';
export {
  allowanceFolders,
  tellGiver,
  tellGrant,
  type Allowance,
  type Approval,
  type Grant,
  type Waiver,
} from './allowance/allowance.ts';
export { metersOverTime, sayTheSame, type MetersAt } from './burn-down.ts';
export { escapeHtml } from './html-write.ts';
export type { Allowances } from './allowance/allowed.ts';
export * from './chain/index.ts';
export { checkAllowance, raisingRole, waivingRoles } from './allowance/check.ts';
export { allowanceSchema, findingPattern } from './allowance/document.ts';
export { approvalsFor, coveringScope, raisableOf, type Raisable } from './allowance/raisable.ts';
export { allowanceKindOf, readAllowance, type AllowanceFile } from './allowance/read.ts';
export { allowanceKinds, allowanceRules, type AllowanceKind } from './allowance/rules.ts';
export { writeApproval, writeWaiver, type WrittenAllowance } from './allowance/write.ts';
export { byKind, type ByKind, type OfKind } from './by-kind.ts';
export { exceeded, exceeds, tellSplit, type Budget, type Meter } from './budget.ts';
export { writeStableJson } from './canonical-json.ts';
export {
  countLines,
  pathAtBase,
  type Change,
  type FileChange,
  type FileClass,
  type FileStatus,
  type LineRange,
} from './change.ts';
export type { CommandLine } from './command/command-line.ts';
export { judgeCommand } from './command/judge-command.ts';
export { readCommandLine } from './command/read-command-line.ts';
export { isBinaryFormat } from './binary-formats.ts';
export { classifyBy } from './classify.ts';
export {
  filesOfExample,
  guardOfExample,
  readExample,
  seeExample,
  textsOfExample,
  type ExampleReaders,
} from './examples.ts';
export { findEditedStretch } from './line-difference/common-ends.ts';
export {
  alteredFunctions,
  complexityLimits,
  functionAt,
  functionsWithBase,
  isWorthANumber,
  sortByWorst,
  type AlteredFunction,
  type ComplexityLimit,
  type FunctionWithBase,
  type JudgedByRules,
} from './complexity.ts';
export { compareText } from './order.ts';
export { writeCommitMessage } from './commit-message.ts';
export { buildContextPack, type GatheredFile } from './context-pack/build.ts';
export { demandContext, filesOfItem, isRead, type DemandedFile, type PackRequest } from './context-pack/demand.ts';
export { holdsEnvironment, normalizeDocument, type DocumentText } from './context-pack/document.ts';
export type { FileHistory } from './context-pack/fresh.ts';
export { suggestedPicks } from './context-pack/pick.ts';
export { writePack } from './context-pack/text.ts';
export type { BuiltPack, ContextPack, PackItem, PackProblem } from './context-pack/context-pack.ts';
export { redactSecrets, spansWithin } from './redact.ts';
export { blocking, unwaived, type Finding, type Judgement } from './finding.ts';
export * from './evidence-pack/index.ts';
export * from './gates/index.ts';
export * from './audit/index.ts';
export { compilePattern } from './policy/pattern.ts';
export * from './package/index.ts';
export * from './phases/index.ts';
export * from './split/index.ts';
export { fixedPrefix, globOf, matchesAny, relativePath } from './glob.ts';
export type { Hash } from './hash.ts';
export { boundEvent, replaceTexts, textsOfEvent } from './journal/bound.ts';
export { checkChain, entriesOf, type JournalFile, type JournalTip } from './journal/chain.ts';
export { chainStart, readJournalLine, writeJournalLine, type ChainEnd } from './journal/line.ts';
export type { ForeignEvent, JournalBreak, JournalEntry, JournalEvent } from './journal/journal.ts';
export { asksOf, judge, looksAround, needsOf, needsOfAll, type Case } from './judge.ts';
export { budgetFor, budgetsFor, rulesInForce, writeScopes } from './rules-in-force.ts';
export { agentsPath, placeAgentsSection } from './install/agents-section.ts';
export {
  addCodexHooks,
  codexHookCommand,
  codexHookNames,
  codexHooksPath,
  findCodexHooks,
  type CodexHookName,
  type CodexHookState,
} from './install/codex-hooks.ts';
export { codexRulesPath, replaceCodexRules, writeCodexRules } from './install/codex-rules.ts';
export { requirementsSnippet } from './install/requirements-snippet.ts';
export { writeEdit } from './install/added-lines.ts';
export { modeVariable } from './install/mode-variable.ts';
export { hookLine } from './install/hook-command.ts';
export { addToScript, newScript } from './install/hook-script.ts';
export {
  chooseHookSystem,
  hookFiles,
  huskyMarks,
  type HookFacts,
  type HooksFolder,
  type HookSystem,
} from './install/hook-system.ts';
export { addToLefthook } from './install/lefthook.ts';
export { addToPreCommitConfig } from './install/pre-commit-config.ts';
export { auditWorkflow, auditWorkflowPath } from './install/audit-workflow.ts';
export { workflow, workflowPath } from './install/workflow.ts';
export { judgePrompt } from './prompt/judge-prompt.ts';
export { tellBrought, writePromptContext, writeSessionStart, type SessionFacts } from './run/session-words.ts';
export { judgeTool } from './judge-tool.ts';
export type { Level } from './level.ts';
export { countDifference, countFrom, type CountDifference } from './line-difference/line-difference.ts';
export type { Place } from './lines.ts';
export type { Dependency, ManifestReading } from './manifests/dependency.ts';
export { newDependencies, type DependencyChange, type ManifestChange } from './manifests/new-dependencies.ts';
export { manifestOf, readManifest } from './manifests/read-manifest.ts';
export { capitalized, counted, grouped, plain, writeNotes } from './markdown/write.ts';
export { headingsOf, sectionOf } from './markdown/markdown.ts';
export { budgetId, measureNamed, measureOf, measurePages } from './measures.ts';
export { closeMode, type Mode } from './mode.ts';
export {
  lookAt,
  uniteNeeds,
  wantedOf,
  wantsFacts,
  wantsFunctions,
  wantsSecrets,
  wantsSql,
  wantsSyntax,
  wantsText,
} from './needs.ts';
export { pairMoved, type LooseFile } from './pair-moved.ts';
export { applyPatch, type StandingFile } from './patch/apply-patch.ts';
export { pathsOfSteps, readPatch } from './patch/read-patch.ts';
export { patchRules, type PatchFault, type PatchStep } from './patch/step.ts';
export { partsOfPath } from './path-parts.ts';
export { builtInRules } from './policy/check-names.ts';
export { checkGlob } from './policy/check-globs.ts';
export { checkLayer, globsOf } from './policy/check.ts';
export { completePolicy, type Completion } from './policy/complete.ts';
export { brokenPolicy, killSwitch, ownRules, whyUnbroken } from './policy/explain-own.ts';
export { explainRule, tellOrigins, tellParts } from './policy/explain.ts';
export type { Demand, Explanation } from './policy/explanation.ts';
export {
  checkRuleExamples,
  readRuleExamples,
  ruleExamplesSchema,
  trialsOf,
  tryOut,
  untriedRules,
  type RuleExamples,
  type TriedExample,
} from './policy/rule-examples.ts';
export { resolveExtends, shippedPrefix } from './policy/extends.ts';
export { hoverPolicy } from './policy/hover.ts';
export { policyJsonSchema } from './policy/json-schema.ts';
export { mergeLayers } from './policy/merge.ts';
export type { ContextItem, Origin, Policy, Problem, PromptPattern, Slot } from './policy/policy.ts';
export { readLayer, type Layer } from './policy/read.ts';
export { nearestWord } from './policy/suggest.ts';
export type { Desk } from './policy/words-written.ts';
export { waivableRules } from './policy/waivable.ts';
export { parseJson } from './parse-json.ts';
export { present } from './present.ts';
export { guardsFrom } from './prompt/guards.ts';
export { namesIn } from './prompt/lint-names.ts';
export { endsWithPrompt, nextPromptNumber, targetsNamed, writePromptEntry } from './prompt/log.ts';
export { lintGoal, type GoalProblem } from './prompt/lint.ts';
export { fillPattern, patternsFor, type SpecExists } from './prompt/pattern.ts';
export { writePrompt } from './prompt/prompt.ts';
export type { SliceBrief } from './prompt/slice.ts';
export * from './pull-request/index.ts';
export { writeApprovalRequest, writeBudget } from './report/budget.ts';
export { printable, tellAllowance, tellFindingCount, weightOf, type CheckReport } from './report/check-report.ts';
export { reportFormatNames, type ReportFormat } from './report/format-names.ts';
export { reportFormats, writeDifference } from './report/index.ts';
export { writeMarkdown } from './report/markdown.ts';
export { writeReplayMarkdown } from './report/replay-markdown.ts';
export type { ReplayReport } from './report/replay-report.ts';
export { writeReplayText } from './report/replay-text.ts';
export {
  isOfInterest,
  nameMeter,
  speakStatus,
  statusTellsAll,
  tellUse,
  writeLimits,
  writeMeterTable,
  writeStatus,
} from './report/status.ts';
export { digestJudgement, summariseReplay, type CommitDigest } from './replay-summary.ts';
export { failure, success, type Result } from './result.ts';
export { heldOver, remedyOf, ruleBy, ruleOnPatch, tellRuled, tellRuling, type Ruling } from './ruling.ts';
export {
  placeOf,
  type ChangedFile,
  type Example,
  type Needs,
  type Rule,
  type RuleKind,
  type SecretSighting,
  type Sighting,
} from './rule-kind.ts';
export { writeRuleManual } from './rule-manual.ts';
export { ruleKinds } from './rules/index.ts';
export { carryFunctions, type TextFunctions } from './syntax/carry-functions.ts';
export type { Flaw, FunctionEntity, FunctionReading, ReadFunctions, Step, Wanted } from './syntax/function-entity.ts';
export { grammarNames, type Grammar, type GrammarName } from './syntax/grammar.ts';
export { languageOf } from './syntax/language-files.ts';
export {
  factParsersFor,
  hasFacts,
  leafParsersFor,
  parsersFor,
  readFacts,
  readFunctions,
  readLeaves,
  skimFunctions,
} from './syntax/languages.ts';
export type { Parsers } from './syntax/language-readers.ts';
export type { Leaves } from './syntax/leaves.ts';
export { resolveImport, type ImportPaths } from './syntax/facts/resolve-import.ts';
export { reaches, type Facts, type ReadFacts } from './syntax/facts.ts';
export { keepRecent } from './syntax/recent.ts';
export type { Hole } from './syntax/sql/placeholders.ts';
export { readSql, type SqlParser, type SqlStatement } from './syntax/sql/statements.ts';
export { isWithoutSql, mayHoldSql, readSqlTexts, type SqlText } from './syntax/sql/texts.ts';
export type { Memory } from './kept-finds.ts';
export { askKey, nothingKnown, type Ask, type Known, type KnownText } from './known.ts';
export { openSurroundings } from './surroundings.ts';
export { changeOfEdit, changeOfSyntax, type SyntaxChange } from './syntax/syntax-change.ts';
export type { DirtyDigest, LawText, PackOverride, SpecLink, Task, TaskBase, TaskSlice } from './task.ts';
export * from './run/index.ts';
export { describeMeter } from './report/json.ts';
export * from './syntax/python/index.ts';
