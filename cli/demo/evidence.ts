import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { connect } from '../../adapters/postgres/index.ts';
import { delimiterOf, parseCsv } from '../../adapters/sheets/csv-text.ts';
import { openSheet, sheetConfig } from '../../adapters/sheets/index.ts';
import { CALL_ID_COLUMN } from '../../domain/sheet-row/row.ts';
import { loadConfig } from '../../platform/config.ts';
import type { StackState } from '../stack/state.ts';
import type { Evidence } from './verdict.ts';

/** Reads what is left of a call in PostgreSQL and in the sheet. */
export async function gatherEvidence(stack: StackState, callId: string, timeZone: string): Promise<Evidence> {
  const db = connect(stack.databaseUrl);
  try {
    const bookings = await db.kysely
      .selectFrom('appointments')
      .select(['starts_at', 'resource', 'details'])
      .where('call_id', '=', callId)
      .where('starts_at', 'is not', null)
      .execute();
    return {
      bookings: bookings.map(({ starts_at, resource, details }) => ({
        startsAt: starts_at?.toISOString() ?? '',
        resource: `${resource}`,
        details: details as Record<string, unknown>,
      })),
      ...(await rowsOf(stack, callId)),
      timeZone,
    };
  } finally {
    await db.close();
  }
}

/** Google's sheet tells only that the call stands there; the local one is compared cell by cell. */
async function rowsOf(stack: StackState, callId: string): Promise<Pick<Evidence, 'rows' | 'sheet'>> {
  const settings = loadConfig(z.object(sheetConfig));
  if (settings.GOOGLE_SHEET_ID !== undefined) {
    const view = await (await openSheet(settings)).read(1);
    const sheet = `Google spreadsheet ${settings.GOOGLE_SHEET_ID}, sheet «${settings.SHEET_TITLE}»`;
    return { rows: view.callIds.has(callId) ? [null] : [], sheet };
  }
  const text = await readFile(stack.sheetCsvPath, 'utf8').catch(() => '');
  const rows = parseCsv(text, delimiterOf(text)).filter((row) => row[CALL_ID_COLUMN] === callId);
  return { rows, sheet: stack.sheetCsvPath };
}
