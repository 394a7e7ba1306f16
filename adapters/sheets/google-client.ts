import { readFile } from 'node:fs/promises';
import { auth, sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { z } from 'zod';
import { SheetError } from './google-errors.ts';

/** One request may take so long, ms; the caller repeats it. */
const REQUEST_TIMEOUT_MS = 10_000;

const keySchema = z.object({
  type: z.literal('service_account', { error: 'not the key of a service account' }),
  client_email: z.email(),
  private_key: z.string().includes('PRIVATE KEY', { error: 'not a private key' }),
});
export type ServiceAccountKey = z.infer<typeof keySchema>;

/** Reads a service account's key file; the message names the file and the repair. */
export async function readServiceAccountKey(path: string): Promise<ServiceAccountKey> {
  const repair =
    'GOOGLE_CREDENTIALS_PATH must name the JSON key of a service account (Google Cloud console, IAM, Service accounts, Keys)';
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`;
    throw new SheetError(`${path} ${reason}: ${repair}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SheetError(`${path} is not JSON: ${repair}`);
  }
  const key = keySchema.safeParse(json);
  if (!key.success)
    throw new SheetError(`${path} is not a usable key: ${repair}\n${z.prettifyError(key.error)}`);
  return key.data;
}

export interface SheetsClientOptions {
  /** a service account, or an API key where the server is not Google's */
  credentials: ServiceAccountKey | { apiKey: string };
  /** another server than Google's, e.g. a fake one in a test */
  rootUrl?: string;
  timeoutMs?: number;
}

/** The Sheets client. It repeats nothing by itself: the default would, and the callers know what may be repeated. */
export function createSheetsClient({
  credentials,
  rootUrl,
  timeoutMs = REQUEST_TIMEOUT_MS,
}: SheetsClientOptions): sheets_v4.Sheets {
  const options = { timeout: timeoutMs, retry: false, ...(rootUrl === undefined ? {} : { rootUrl }) };
  if ('apiKey' in credentials) return sheets({ version: 'v4', auth: credentials.apiKey, ...options });
  const google = new auth.GoogleAuth({
    credentials,
    scopes: ['https://www.googleapis.com/auth/spreadsheets'],
    clientOptions: { transporterOptions: { timeout: timeoutMs } },
  });
  return sheets({ version: 'v4', auth: google, ...options });
}
