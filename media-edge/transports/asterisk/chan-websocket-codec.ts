import { aLaw, type CompandedCodec, muLaw } from '../audio/g711.ts';

/**
 * Wire of Asterisk's chan_websocket, without IO. Binary both ways: the channel's codec without a header. Control is
 * text, one message a frame, in one of two formats: plain words, or JSON where the dial string says `f(json)`.
 * Source: asterisk/asterisk channels/chan_websocket.c.
 */
export type ControlFormat = 'plain' | 'json';

/** Something that Asterisk says. `channel_id` and what we do not need is left out. */
export type AsteriskEvent =
  | {
      type: 'start';
      format: ControlFormat;
      codec: string;
      frameBytes: number;
      variables: Readonly<Record<string, unknown>>;
    }
  | { type: 'digit'; digit: string }
  | { type: 'xoff' }
  | { type: 'xon' }
  | { type: 'mark'; id: string }
  | { type: 'error'; text: string }
  | { type: 'other'; name: string }
  | { type: 'unreadable' };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one text frame of either format. */
export function decodeEvent(text: string): AsteriskEvent {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return decodeJson(trimmed);
  const [name = '', ...words] = trimmed.split(' ');
  if (!/^[A-Z][A-Z_]*$/.test(name)) return { type: 'unreadable' };
  // the only free text stands last
  const error = /\berror_text:(.*)$/s.exec(trimmed)?.[1];
  const fields: Record<string, string> = {};
  for (const word of words) {
    const colon = word.indexOf(':');
    if (colon > 0) fields[word.slice(0, colon)] = word.slice(colon + 1);
  }
  return read(name, 'plain', {
    ...fields,
    ...(error === undefined ? {} : { error_text: error }),
    correlation_id: words.join(' '),
  });
}

function decodeJson(text: string): AsteriskEvent {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.event !== 'string') return { type: 'unreadable' };
    return read(value.event, 'json', value);
  } catch {
    return { type: 'unreadable' };
  }
}

function read(name: string, format: ControlFormat, data: Record<string, unknown>): AsteriskEvent {
  switch (name) {
    case 'MEDIA_START': {
      const frameBytes = Number(data.optimal_frame_size);
      if (typeof data.format !== 'string' || !Number.isInteger(frameBytes)) return { type: 'unreadable' };
      if (frameBytes < 0 || frameBytes > LARGEST_FRAME_BYTES) return { type: 'unreadable' };
      const variables = isRecord(data.channel_variables) ? data.channel_variables : {};
      return { type: 'start', format, codec: data.format, frameBytes, variables };
    }
    case 'DTMF_END': {
      const digit = `${data.digit}`;
      return /^[0-9A-D*#]$/.test(digit) ? { type: 'digit', digit } : { type: 'unreadable' };
    }
    case 'MEDIA_XOFF':
      return { type: 'xoff' };
    case 'MEDIA_XON':
      return { type: 'xon' };
    case 'MEDIA_MARK_PROCESSED':
      return { type: 'mark', id: `${data.correlation_id ?? ''}` };
    case 'ERROR':
      return { type: 'error', text: `${data.error_text ?? ''}` };
    default:
      return { type: 'other', name };
  }
}

/** 20 ms of the highest rate there is; 0 stands with codecs that are passed through. */
const LARGEST_FRAME_BYTES = 8000;

export type AsteriskCommand = 'FLUSH_MEDIA' | 'HANGUP' | 'MARK_MEDIA';

/** Writes a command; `id` is the correlation id of a mark. */
export const encodeCommand = (format: ControlFormat, command: AsteriskCommand, id?: string): string =>
  format === 'plain'
    ? `${command}${id === undefined ? '' : ` ${id}`}`
    : JSON.stringify({ command, ...(id === undefined ? {} : { correlation_id: id }) });

/** How a codec of Asterisk's becomes PCM16 and back, and its rate. */
export interface MediaCodec {
  sampleRateHz: number;
  /** on the wire, per sample */
  sampleBytes: 1 | 2;
  companded: CompandedCodec | null;
}

const slin = (sampleRateHz: number): MediaCodec => ({ sampleRateHz, sampleBytes: 2, companded: null });
const CODECS: Readonly<Record<string, MediaCodec>> = {
  slin: slin(8000),
  slin12: slin(12_000),
  slin16: slin(16_000),
  slin24: slin(24_000),
  slin32: slin(32_000),
  slin48: slin(48_000),
  ulaw: { sampleRateHz: 8000, sampleBytes: 1, companded: muLaw },
  alaw: { sampleRateHz: 8000, sampleBytes: 1, companded: aLaw },
};

/** Null for codecs whose frames cannot be made here, such as opus. */
export const mediaCodec = (name: string): MediaCodec | null =>
  Object.hasOwn(CODECS, name) ? (CODECS[name] ?? null) : null;
