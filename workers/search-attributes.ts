import type { NativeConnection } from '@temporalio/worker';

/** temporal.api.enums.v1.IndexedValueType */
const KEYWORD = 2;
const DOUBLE = 4;

/** What calls write (workflows/story.ts); a call whose attribute does not exist would stand still. */
const SEARCH_ATTRIBUTES: Readonly<Record<string, number>> = {
  CallTenant: KEYWORD,
  CallScenario: KEYWORD,
  CallState: KEYWORD,
  CallOutcome: KEYWORD,
  CallPromptVersion: KEYWORD,
  CallCostUsd: DOUBLE,
};

/** Creates the search attributes that the namespace lacks; answers their names. Two workers may do it at once. */
export async function ensureSearchAttributes(
  connection: NativeConnection,
  namespace: string,
): Promise<string[]> {
  const listed = async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in (customAttributes ?? {})));
  };
  const missing = await listed();
  if (missing.length === 0) return [];
  const searchAttributes = Object.fromEntries(
    missing.map((name) => [name, SEARCH_ATTRIBUTES[name] ?? KEYWORD]),
  );
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    if ((await listed()).length === 0) return []; // another worker was faster
    const flags = missing.map(
      (name) => `--name ${name} --type ${searchAttributes[name] === DOUBLE ? 'Double' : 'Keyword'}`,
    );
    throw new Error(
      `namespace ${namespace} lacks search attributes; create them: temporal operator search-attribute create ${flags.join(' ')}`,
      { cause: error },
    );
  }
  return missing;
}
