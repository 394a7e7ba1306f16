type SearchAttributeKind = 'Keyword' | 'Double';

/**
 * What a call can be found by: the names that workflows write (workflows/story.ts), that workers create in a namespace
 * and that the local server is started with. A call whose attribute the server does not know would stand still.
 */
export const SEARCH_ATTRIBUTES = {
  CallTenant: 'Keyword',
  CallScenario: 'Keyword',
  CallState: 'Keyword',
  CallOutcome: 'Keyword',
  CallPromptVersion: 'Keyword',
  CallCostUsd: 'Double',
} as const satisfies Record<string, SearchAttributeKind>;
export type SearchAttribute = keyof typeof SEARCH_ATTRIBUTES;
