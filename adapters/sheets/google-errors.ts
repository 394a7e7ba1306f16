/** What can be told about a spreadsheet in a message. */
export interface SheetNames {
  spreadsheetId: string;
  title: string;
  account?: string;
}

/** A fault of the spreadsheet or its credentials: the message names the value and the repair. */
export class SheetError extends Error {
  override name = 'SheetError';
}

/** Turns an error of the Google client into one that says what to do. Anything unknown keeps its words. */
export function explainSheetsError(error: unknown, names: SheetNames): Error {
  const { status, message } = factsOf(error);
  const explain = (text: string) => new SheetError(text, { cause: message });
  const who = names.account ?? 'the service account';
  if (
    /invalid_grant|invalid_client|unauthorized_client|DECODER|PEM|private key/i.test(message) ||
    status === 401
  )
    return explain(
      `Google refused the key of ${who} (${message}): make a new key and set GOOGLE_CREDENTIALS_PATH`,
    );
  if (status === 404)
    return explain(
      `there is no spreadsheet ${names.spreadsheetId}: GOOGLE_SHEET_ID is the part of its address between /d/ and /edit`,
    );
  if (status === 403 && /has not been used|is disabled|SERVICE_DISABLED/i.test(message))
    return explain(`the Google Sheets API is off in the project of ${who}: switch it on (${message})`);
  if (status === 403)
    return explain(
      `${who} may not change spreadsheet ${names.spreadsheetId}: share it with that address as Editor`,
    );
  if (status === 400 && /Unable to parse range/i.test(message))
    return explain(
      `spreadsheet ${names.spreadsheetId} has no sheet «${names.title}»: rename it or set SHEET_TITLE`,
    );
  if (status === 400 && /protected/i.test(message))
    return explain(`sheet «${names.title}» is protected: let ${who} edit it`);
  if (status === 429) return explain(`Google's quota for Sheets is used up for this minute (${message})`);
  if (status !== null && status >= 500)
    return explain(`Google Sheets failed with ${status}, the request may have been applied (${message})`);
  return error instanceof Error ? error : new SheetError(message);
}

/** A row or column beyond the sheet's size (somebody deleted rows since we looked). */
export const exceedsGrid = (error: unknown): boolean => {
  const { status, message } = factsOf(error);
  return status === 400 && /exceeds grid limits/i.test(message);
};

/** The client's errors carry the HTTP status and, where the answer was JSON, Google's own words. */
function factsOf(error: unknown): { status: number | null; message: string } {
  const { status, response, message } = (error ?? {}) as {
    status?: unknown;
    message?: unknown;
    response?: { status?: unknown; data?: { error?: { message?: unknown } | string } };
  };
  const code = [response?.status, status].find((value) => typeof value === 'number');
  const said = response?.data?.error;
  const words = typeof said === 'object' ? said?.message : said;
  return {
    status: typeof code === 'number' ? code : null,
    message: `${words ?? message ?? error}`.slice(0, 300),
  };
}
