import { z } from 'zod';
import { openSheet, SheetError, sheetConfig } from '../../adapters/sheets/index.ts';
import { openStorage, storageConfig } from '../../adapters/storage/index.ts';
import { ConfigError } from '../../platform/config.ts';

/** What a process opens at its start from several variables together; `open` asks nothing over the network. */
interface Opening {
  variables: z.ZodRawShape;
  open(given: Record<string, string | undefined>): Promise<void>;
}

const sheetSchema = z.object(sheetConfig);
const storageSchema = z.object(storageConfig);

const openings: readonly Opening[] = [
  {
    variables: sheetConfig,
    open: async (given) => {
      const settings = sheetSchema.safeParse(given);
      if (settings.success) await openSheet(settings.data);
    },
  },
  {
    variables: storageConfig,
    open: async (given) => {
      const settings = storageSchema.safeParse(given);
      if (settings.success) openStorage(settings.data).close();
    },
  },
];

/**
 * Why a process with this schema would not start although each of its variables is sound by itself: a spreadsheet
 * without a key, a key file that is none, a bucket without keys. Its own words, one a fault.
 */
export async function faultsBetween(
  schema: z.ZodObject,
  given: Record<string, string | undefined>,
): Promise<string[]> {
  const read = openings.filter(({ variables }) =>
    Object.keys(variables).every((name) => name in schema.shape),
  );
  const faults = await Promise.all(
    read.map(({ open }) =>
      open(given).then(
        () => [],
        (error: unknown) => {
          if (error instanceof SheetError || error instanceof ConfigError) return [`✖ ${error.message}`];
          throw error;
        },
      ),
    ),
  );
  return faults.flat();
}
