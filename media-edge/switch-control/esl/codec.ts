/**
 * Event socket of FreeSWITCH (mod_event_socket), without IO. A frame is `Name: value\n` lines in any order, an empty
 * line, and, where a Content-Length says so, that many BYTES of body.
 */
export interface EslFrame {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What a peer may send before it is taken for broken: headers of one frame and a body, bytes. */
const HEADER_LIMIT_BYTES = 64 * 1024;
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** Reads frames out of chunks that split anywhere, inside a character too. Throws on a peer that does not speak ESL. */
export function createFrameReader(): (chunk: Uint8Array) => EslFrame[] {
  let rest: Buffer = Buffer.alloc(0);
  let waiting: { headers: Record<string, string>; length: number } | null = null;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const frames: EslFrame[] = [];
    for (;;) {
      if (waiting === null) {
        const end = rest.indexOf('\n\n');
        if (end < 0) {
          if (rest.length > HEADER_LIMIT_BYTES) throw new Error(`no end of headers in ${rest.length} bytes`);
          return frames;
        }
        const headers = parseHeaders(rest.subarray(0, end).toString('utf8'));
        rest = rest.subarray(end + 2);
        waiting = { headers, length: bodyLength(headers) };
      }
      if (rest.length < waiting.length) return frames;
      const body = rest.subarray(0, waiting.length).toString('utf8');
      rest = rest.subarray(waiting.length);
      if (Object.keys(waiting.headers).length > 0) frames.push({ headers: waiting.headers, body });
      waiting = null;
    }
  };
}

/** The bytes of a command with its header lines. A line break would start another command: such text is refused. */
export function encodeCommand(command: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = [command, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  for (const line of lines) {
    if (/[\r\n\0]/.test(line))
      throw new Error(`line break in the command ${JSON.stringify(line)}: remove it`);
  }
  return Buffer.from(`${lines.join('\n')}\n\n`);
}

function parseHeaders(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function bodyLength(headers: Readonly<Record<string, string>>): number {
  const given = headers['Content-Length'];
  if (given === undefined) return 0;
  const length = Number(given);
  if (!/^\d+$/.test(given) || length > BODY_LIMIT_BYTES) {
    throw new Error(`Content-Length ${given} is not a length of at most ${BODY_LIMIT_BYTES} bytes`);
  }
  return length;
}
