import type { IncomingMessage } from 'node:http';

/** A request that cannot be read; the status says whose fault it is. */
export class BadRequest extends Error {
  override name = 'BadRequest';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a small JSON body. Rejects with BadRequest when it is larger, slower or not JSON. */
export async function readJson(
  request: IncomingMessage,
  { maxBytes = 16_384, withinMs = 5000 } = {},
): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(
    () => request.destroy(new BadRequest(408, 'the body did not arrive in time')),
    withinMs,
  );
  try {
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new BadRequest(413, `the body is larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest(400, 'the body is not JSON');
  }
}
