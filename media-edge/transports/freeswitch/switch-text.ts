import type { TransferRequest } from '../media-transport.ts';

/**
 * Text frames of FreeSWITCH's audio modules, without IO. From the switch: metadata, `send_text` payloads and marks; one
 * frame may hold several JSON objects. To the switch: {"type": killAudio | disconnect | transfer, "data"?: {…}}.
 * Sources: mod_audio_fork/lws_glue.cpp (drachtio, jambonz), mod_audio_stream/audio_streamer_glue.cpp (amigniter).
 */

/** Something that the switch says in text. */
export type SwitchMessage =
  | { type: 'mark'; name: string; event: 'playout' | 'cleared' }
  | { type: 'dtmf'; digit: string }
  | { type: 'metadata'; data: Readonly<Record<string, unknown>> }
  | { type: 'unreadable'; text: string };

/** Reads a text frame: one JSON object or several behind each other. What is no JSON object comes out as unreadable. */
export function decodeText(text: string): SwitchMessage[] {
  const messages: SwitchMessage[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = endOfObject(rest);
    const json = rest.slice(0, end);
    messages.push(decodeObject(json));
    rest = rest.slice(end).trim();
  }
  return messages;
}

function decodeObject(json: string): SwitchMessage {
  const value = parse(json);
  if (value === null) return { type: 'unreadable', text: json };
  const data = isRecord(value.data) ? value.data : {};
  if (value.type === 'mark' && typeof data.name === 'string')
    return { type: 'mark', name: data.name, event: data.event === 'cleared' ? 'cleared' : 'playout' };
  const digit = data.digit ?? value.digit;
  if (value.type === 'dtmf' && typeof digit === 'string' && /^[0-9A-D*#]$/.test(digit))
    return { type: 'dtmf', digit };
  return { type: 'metadata', data: value };
}

/** Length of the first JSON object of `text`; the whole text where none ends. */
function endOfObject(text: string): number {
  if (text[0] !== '{') {
    const next = text.indexOf('{', 1);
    return next < 0 ? text.length : next;
  }
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '\\') i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return i + 1;
  }
  return text.length;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Stops what the switch plays and drops what it holds. */
export const KILL_AUDIO = '{"type":"killAudio"}';
/** Relayed as an event of the module; whoever controls the switch ends the call. */
export const encodeDisconnect = (reason: string): string =>
  JSON.stringify({ type: 'disconnect', data: { reason } });
/** Relayed as an event of the module; whoever controls the switch connects the caller. */
export const encodeTransfer = (target: string, { id = '', warm }: Partial<TransferRequest> = {}): string =>
  JSON.stringify({
    type: 'transfer',
    data: { target, ...(id === '' ? {} : { id }), ...(warm === undefined ? {} : { warm }) },
  });
