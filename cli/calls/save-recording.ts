import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Half an hour of a call is 58 MB. */
const TIMEOUT_MS = 10 * 60_000;

/** Writes a call's recording to a file; an error says why there is none. A file that is there is not touched. */
export async function saveRecording(
  { url, token }: { url: string; token: string },
  callId: string,
  file: string,
): Promise<{ path: string; bytes: number }> {
  const path = resolve(file);
  const response = await fetch(new URL(`/calls/${encodeURIComponent(callId)}/recording`, url), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok || response.body === null) {
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    throw new Error(error ?? `the admin API answered ${response.status}`);
  }
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(Readable.fromWeb(response.body), out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Error(`${path} is there already: name another file`);
    await rm(path, { force: true });
    throw error;
  }
  return { path, bytes: out.bytesWritten };
}
