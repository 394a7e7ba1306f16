import type { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES, type SearchAttribute } from '../contracts/search-attributes.ts';

/** temporal.api.enums.v1.IndexedValueType */
const CODES = { Keyword: 2, Double: 4 } as const;

const NAMES = Object.keys(SEARCH_ATTRIBUTES) as SearchAttribute[];

/** Our search attributes with the types' codes, as the operator service takes them. */
export const indexedTypes = (names: readonly SearchAttribute[] = NAMES): { [name: string]: number } =>
  Object.fromEntries(names.map((name) => [name, CODES[SEARCH_ATTRIBUTES[name]]]));

/** Creates the search attributes that the namespace lacks; answers their names. Two workers may do it at once. */
export async function ensureSearchAttributes(
  connection: NativeConnection,
  namespace: string,
): Promise<string[]> {
  const listed = async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return NAMES.filter((name) => !(name in (customAttributes ?? {})));
  };
  const missing = await listed();
  if (missing.length === 0) return [];
  const searchAttributes = indexedTypes(missing);
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    if ((await listed()).length === 0) return []; // another worker was faster
    const flags = missing.map((name) => `--name ${name} --type ${SEARCH_ATTRIBUTES[name]}`);
    throw new Error(
      `namespace ${namespace} lacks search attributes; create them: temporal operator search-attribute create ${flags.join(' ')}`,
      { cause: error },
    );
  }
  return missing;
}
