import { z } from 'zod';
import { SheetError } from './google-errors.ts';

/** Answer of spreadsheets.get with the fields that we ask for. */
export const spreadsheetSchema = z.object({
  sheets: z
    .array(
      z.object({
        properties: z.object({
          sheetId: z.int(),
          title: z.string(),
          // other kinds of sheets (a chart on its own) have none
          gridProperties: z.object({ rowCount: z.int(), columnCount: z.int() }).optional(),
        }),
      }),
    )
    .min(1),
});

/** Answer of values.batchGet: one entry per range; `values` is absent where all cells are empty. */
export const valueRangesSchema = z.object({
  spreadsheetId: z.string(),
  valueRanges: z.array(z.object({ range: z.string(), values: z.array(z.array(z.unknown())).optional() })),
});

/** Answer of every write. */
export const writtenSchema = z.object({ spreadsheetId: z.string() });

/** A proxy or a sign-in page may answer 200 with anything: what is not Google's answer must not pass for an empty sheet. */
export function readAnswer<S extends z.ZodType>(schema: S, data: unknown): z.infer<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new SheetError(
    `the answer is not one of Google Sheets; is a proxy in between? It began with ${JSON.stringify(data)?.slice(0, 60)}`,
  );
}
