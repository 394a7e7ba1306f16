import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { sheetConfig } from '../../adapters/sheets/index.ts';
import { loadConfig } from '../../platform/config.ts';
import type { Command } from '../command.ts';
import { homeFolder } from '../stack/paths.ts';
import { checkSheet, type SheetCheck } from './check.ts';

const usage = `npm run sheets -- check [--json]

Tests the sheet that calls are exported to, without changing anything: the key file, the spreadsheet, the sheet's title and
the permission to write. Google Sheets when GOOGLE_SHEET_ID and GOOGLE_CREDENTIALS_PATH are set (title by SHEET_TITLE,
default Лист4), else the CSV file at SHEET_CSV_PATH. Exit code 0 when an export would work.
Example: GOOGLE_SHEET_ID=1AbC… GOOGLE_CREDENTIALS_PATH=key.json npm run sheets -- check`;

/** `npm run sheets`: tests where the rows go. */
export const command: Command = {
  name: 'sheets',
  summary: 'test the credentials and the sheet that calls are exported to',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.join(' ') !== 'check') {
      console.error(`sheets can only check, not "${positionals.join(' ')}"\n\n${usage}`);
      return 2;
    }
    const csvPath = process.env.SHEET_CSV_PATH || join(homeFolder(), 'sheet.csv');
    const checked = await checkSheet(
      loadConfig(z.object(sheetConfig), { ...process.env, SHEET_CSV_PATH: csvPath }),
    );
    console.log(values.json ? JSON.stringify(checked) : sentence(checked));
    return checked.ok ? 0 : 1;
  },
};

function sentence(checked: SheetCheck): string {
  if (!checked.ok) return `not ready: ${checked.error}`;
  const content = `last filled row ${checked.lastRow}, ${checked.calls} calls`;
  return checked.target === 'csv'
    ? `ready: CSV file ${checked.path}, ${content} (set GOOGLE_SHEET_ID and GOOGLE_CREDENTIALS_PATH for Google Sheets)`
    : `ready: Google spreadsheet ${checked.sheet}, sheet «${checked.title}», ${content}, ${checked.gridRows} rows in all`;
}
