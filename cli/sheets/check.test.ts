import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSheetsClient } from '../../adapters/sheets/google-client.ts';
import { createGoogleSheet, type SheetSettings } from '../../adapters/sheets/index.ts';
import { openGoogle } from '../../adapters/sheets/testing/targets.ts';
import { checkSheet } from './check.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast check '));
});
afterEach(() => rm(folder, { recursive: true }));

const settings = (part: Partial<SheetSettings> = {}): SheetSettings => ({
  SHEET_TITLE: 'Лист4',
  SHEET_CSV_PATH: join(folder, 'calls.csv'),
  ...part,
});
const key = {
  type: 'service_account',
  client_email: 'robot@example.com',
  private_key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
};

describe('sheets check, without Google', () => {
  it('a file that is not there yet is ready', async () => {
    expect(await checkSheet(settings())).toMatchObject({ ok: true, target: 'csv', calls: 0 });
  });

  it('counts calls, not the heading', async () => {
    await writeFile(join(folder, 'calls.csv'), `,,,,,,,,,,Call id\n${','.repeat(10)}a\n`);
    expect(await checkSheet(settings())).toMatchObject({ ok: true, lastRow: 2, calls: 1 });
  });

  it.each([
    {
      name: 'only the spreadsheet',
      set: { GOOGLE_SHEET_ID: 'x' },
      says: ['GOOGLE_SHEET_ID=x is set', 'GOOGLE_CREDENTIALS_PATH is not'],
    },
    {
      name: 'only the key',
      set: { GOOGLE_CREDENTIALS_PATH: 'k.json' },
      says: ['GOOGLE_CREDENTIALS_PATH=k.json is set'],
    },
    {
      name: 'a path below a file',
      set: { SHEET_CSV_PATH: '/etc/passwd/x.csv' },
      says: ['/etc/passwd is not a folder', 'SHEET_CSV_PATH'],
    },
  ])('$name is a fault of the set-up', async ({ set, says }) => {
    const checked = await checkSheet(settings(set));
    for (const words of says) expect(checked).toEqual({ ok: false, error: expect.stringContaining(words) });
  });
});

describe('sheets check, the key file', () => {
  it.each([
    { name: 'missing', text: null, says: 'does not exist' },
    { name: 'not JSON', text: '{"type": ', says: 'is not JSON' },
    {
      name: 'of a person, not a service account',
      text: JSON.stringify({ type: 'authorized_user' }),
      says: 'not the key of a service account',
    },
    {
      name: 'without its private key',
      text: JSON.stringify({ ...key, private_key: 'x' }),
      says: 'not a private key',
    },
  ])('$name', async ({ text, says }) => {
    const path = join(folder, 'key.json');
    if (text !== null) await writeFile(path, text);
    const checked = await checkSheet(settings({ GOOGLE_SHEET_ID: 'x', GOOGLE_CREDENTIALS_PATH: path }));
    expect(checked).toEqual({ ok: false, error: expect.stringContaining(says) });
    expect(checked).toEqual({ ok: false, error: expect.stringContaining(path) });
  });
});

describe('sheets check, the spreadsheet', () => {
  let google: Awaited<ReturnType<typeof openGoogle>>;
  beforeEach(async () => {
    google = await openGoogle();
  });
  afterEach(() => google.stop());
  const check = (title = 'Лист4', spreadsheetId = 'spreadsheet-1') => {
    const client = createSheetsClient({
      credentials: { apiKey: 'k' },
      rootUrl: google.server.url,
      timeoutMs: 300,
    });
    return checkSheet(settings({ SHEET_TITLE: title }), async () =>
      createGoogleSheet({ client, spreadsheetId, title, account: 'robot@example.com' }),
    );
  };

  it('is ready, and nothing in it changes', async () => {
    const before = await google.rows();
    expect(await check()).toMatchObject({
      ok: true,
      target: 'google',
      lastRow: 1,
      calls: 0,
      gridRows: 1_000,
    });
    expect(await google.rows()).toEqual(before);
  });

  it.each([
    { name: 'a wrong id', run: () => check('Лист4', 'other'), says: 'there is no spreadsheet other' },
    {
      name: 'a wrong title names those there are',
      run: () => check('Лист5'),
      says: 'no sheet «Лист5», only «Sheet1», «Лист4»',
    },
  ])('$name', async ({ run, says }) => {
    expect(await run()).toEqual({ ok: false, error: expect.stringContaining(says) });
  });

  it.each(['none', 'reader'] as const)('permission %s says whom to share it with', async (access) => {
    google.spreadsheet.access = access;
    expect(await check()).toEqual({
      ok: false,
      error: expect.stringMatching(/robot@example\.com .* share it with that address as Editor/),
    });
  });

  it('a server that does not answer is said', async () => {
    google.server.failNext('GET', { kind: 'stall' });
    expect(await check()).toEqual({ ok: false, error: expect.stringContaining('cannot be reached') });
  });
});
