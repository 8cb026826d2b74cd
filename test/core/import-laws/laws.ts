/** A law of imports: what the files of a folder may not import, as paths of folders and files. */
export interface ImportLaw {
  readonly in: string;
  readonly forbidden: readonly string[];
  readonly allowed: readonly string[];
}

/** The import laws of a platform of products, tools, agents and a user interface, as a team wrote them down. */
export const importLaws: readonly ImportLaw[] = [
  {
    in: 'products/',
    forbidden: ['core/models/', 'core/agents/llm_reasoner.py', 'core/memory/', 'core/orchestrator/'],
    allowed: [],
  },
  { in: 'core/tools/', forbidden: ['core/agents/', 'core/models/'], allowed: [] },
  { in: 'core/agents/', forbidden: ['core/memory/', 'core/tools/executor.py'], allowed: [] },
  { in: 'ui/', forbidden: ['core/'], allowed: ['core/api/'] },
];
