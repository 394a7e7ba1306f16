import { z } from 'zod';
import { sheetConfig } from '../../adapters/sheets/index.ts';
import { loadConfig } from '../../platform/config.ts';
import type { StackState } from '../stack/state.ts';
import { rowsInSheet } from './rows-in-sheet.ts';
import type { Evidence } from './verdict.ts';
import { withDatabase } from './with-database.ts';

/** Reads what is left of a call in PostgreSQL and in the sheet. */
export async function gatherEvidence(stack: StackState, callId: string, timeZone: string): Promise<Evidence> {
  const bookings = await withDatabase(stack.databaseUrl, ({ kysely }) =>
    kysely
      .selectFrom('appointments')
      .select(['starts_at', 'resource', 'details'])
      .where('call_id', '=', callId)
      .where('starts_at', 'is not', null)
      .execute(),
  );
  return {
    bookings: bookings.map(({ starts_at, resource, details }) => ({
      startsAt: starts_at?.toISOString() ?? '',
      resource: `${resource}`,
      details: details as Record<string, unknown>,
    })),
    ...(await rowsInSheet(loadConfig(z.object(sheetConfig)), { callId, csvPath: stack.sheetCsvPath })),
    timeZone,
  };
}
