import { z } from 'zod';
import { type CsvSheet, createCsvSheet } from './csv.ts';
import { createGoogleSheet, type GoogleSheet } from './google.ts';
import { SheetError } from './google-errors.ts';

export type { CsvSheet } from './csv.ts';
export { createGoogleSheet, type GoogleSheet } from './google.ts';
export { SheetError } from './google-errors.ts';

/** The part of a process's environment that names the sheet; spread into its own config schema. */
export const sheetConfig = {
  GOOGLE_SHEET_ID: z.string().optional().describe('Google spreadsheet for the rows'),
  GOOGLE_CREDENTIALS_PATH: z.string().optional().describe('JSON key of a service account that may edit it'),
  SHEET_TITLE: z.string().default('Лист4').describe('title of the sheet within the spreadsheet'),
  SHEET_CSV_PATH: z.string().default('.local/sheet.csv').describe('local sheet, without GOOGLE_SHEET_ID'),
};
export type SheetSettings = {
  GOOGLE_SHEET_ID?: string;
  GOOGLE_CREDENTIALS_PATH?: string;
  SHEET_TITLE: string;
  SHEET_CSV_PATH: string;
};

/** Google Sheets when both of its variables are set, the CSV file when none is; one alone is a fault of the set-up. */
export async function openSheet(settings: SheetSettings): Promise<CsvSheet | GoogleSheet> {
  const { GOOGLE_SHEET_ID: spreadsheetId, GOOGLE_CREDENTIALS_PATH: keyPath, SHEET_TITLE: title } = settings;
  if (spreadsheetId === undefined && keyPath === undefined) return createCsvSheet(settings.SHEET_CSV_PATH);
  if (spreadsheetId === undefined)
    throw new SheetError(
      `GOOGLE_CREDENTIALS_PATH=${keyPath} is set, GOOGLE_SHEET_ID is not: set both or neither`,
    );
  if (keyPath === undefined)
    throw new SheetError(
      `GOOGLE_SHEET_ID=${spreadsheetId} is set, GOOGLE_CREDENTIALS_PATH is not: set both or neither`,
    );
  // Google's client takes 28 MB: only where it is used
  const { createSheetsClient, readServiceAccountKey } = await import('./google-client.ts');
  const key = await readServiceAccountKey(keyPath);
  const client = createSheetsClient({ credentials: key });
  return createGoogleSheet({ client, spreadsheetId, title, account: key.client_email });
}
