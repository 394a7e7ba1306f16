import type { Language } from '../../domain/language.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import { heardText } from './heard.ts';
import type { SpokenAudio } from './spoken-audio.ts';
import type { Ticker } from './ticker.ts';

/** The switch never holds more of our audio than this, so that our clock and a barge-in stay right; some dialects ask for more. */
export const LONGEST_LEAD_MS = 500;
/** A piece that ended is padded to a whole block once the switch is about to run dry. */
const NEARLY_DRY_MS = 160;

/** A piece of a reply on its way to the caller's ear. */
export interface Piece {
  turnId: string;
  text: string;
  language: Language;
  /** spoken to bridge a pause: no part of the reply */
  filler: boolean;
}
export interface PlayoutListener {
  /** the first audio of a piece has been sent */
  started(piece: Piece): void;
  /** everything was played and `finish` was called */
  drained(): void;
  /** audio on its way, audible from `atMs` on the clock */
  sent(pcm: Buffer, atMs: number): void;
  /** what had been sent for after `atMs` will not be heard */
  cleared(atMs: number): void;
  /** the switch ran dry in the middle of a piece */
  underrun(): void;
}
export interface PlayoutParts {
  leg: MediaTransport;
  ticker: Ticker;
  /** monotonic milliseconds */
  now: () => number;
  voice: (text: string, language: Language) => SpokenAudio;
  listener: PlayoutListener;
}

interface Item {
  piece: Piece;
  audio: SpokenAudio | null;
  unlisten: (() => void) | null;
  /** bytes of it given to the switch */
  sent: number;
  /** where its first byte lies in everything sent */
  startsAt: number;
  begun: boolean;
}

/** Paced playback of one call: keeps the switch 300-500 ms ahead, knows what was heard, and can stop at any sample. */
export interface Playout {
  add(piece: Piece): void;
  /** no more pieces: `drained` follows when the last one was played out */
  finish(): void;
  /** silence at once, keeping the place */
  pause(): void;
  resume(): void;
  /** silence at once, the rest is forgotten; what was heard stays known */
  stop(): void;
  /** null when nothing of the turn was ever put on */
  heard(turnId: string): { text: string; complete: boolean } | null;
  /** drops what is known of turns before this one */
  forgetBefore(turnId: string): void;
  close(): void;
}

export function createPlayout({ leg, ticker, now, voice, listener }: PlayoutParts): Playout {
  const bytesPerMs = (leg.sampleRateHz * 2) / 1000;
  const blockMs = leg.blockBytes / bytesPerMs;
  const { leastBytes = leg.blockBytes, leadMs: longestLeadMs = LONGEST_LEAD_MS } = leg;
  let items: Item[] = [];
  let played: { piece: Piece; played: number; whole: number }[] = [];
  let current = 0;
  let sentBytes = 0;
  let emptyAtMs = 0;
  let paused = false;
  let finished = false;
  let active = false;

  const activate = (on: boolean) => {
    if (on === active) return;
    active = on;
    if (on) ticker.add(pump);
    else ticker.remove(pump);
  };

  const open = (item: Item | undefined) => {
    if (item === undefined || item.audio !== null) return;
    item.audio = voice(item.piece.text, item.piece.language);
    if (item.audio.state === 'growing') item.unlisten = item.audio.onChange(pump);
  };

  /** bytes that can be sent now without a gap, and whether they reach the end of all that was put on */
  const available = (most: number): { bytes: number; atEnd: boolean } => {
    let bytes = 0;
    for (let i = current; i < items.length; i++) {
      const item = items[i];
      if (item === undefined) break;
      if (item.audio === null) return { bytes, atEnd: false };
      bytes += (item.audio.bytes & ~1) - item.sent;
      if (item.audio.state === 'growing' || bytes >= most)
        return { bytes: Math.min(bytes, most), atEnd: false };
    }
    return { bytes, atEnd: true };
  };

  /** a switch that is known to be behind the clock moves the end of what it holds */
  const keepTime = (at: number) => {
    const unplayed = leg.unplayedBytes?.() ?? 0;
    if (unplayed > 0) emptyAtMs = Math.max(emptyAtMs, at + unplayed / bytesPerMs);
  };

  const pump = () => {
    // the next piece is made while this one plays
    open(items[current]);
    open(items[current + 1]);
    if (paused) return;
    const at = now();
    keepTime(at);
    if (emptyAtMs < at) {
      const item = items[current];
      if (item !== undefined && item.sent > 0 && item.audio !== null && item.sent < item.audio.bytes)
        listener.underrun();
      emptyAtMs = at;
    }
    const leadMs = emptyAtMs - at;
    const most = Math.floor((longestLeadMs - leadMs) / blockMs) * leg.blockBytes;
    if (most > 0) send(most, leadMs);
    skipSent();
    if (current < items.length) return;
    if (finished && now() >= emptyAtMs) {
      finished = false;
      activate(false);
      listener.drained();
    } else if (!finished && now() >= emptyAtMs) activate(false);
  };

  const send = (most: number, leadMs: number) => {
    const { bytes, atEnd } = available(most);
    const blocks = Math.floor(bytes / leg.blockBytes);
    // more may be put on in the same breath: before the end a rest is padded only when the switch would run dry
    const pad = atEnd && bytes % leg.blockBytes > 0 && (finished || (blocks === 0 && leadMs < NEARLY_DRY_MS));
    const length = (blocks + (pad ? 1 : 0)) * leg.blockBytes;
    if (length === 0 || (length < leastBytes && !atEnd)) return;
    const pcm = Buffer.allocUnsafe(length);
    let filled = 0;
    const begun: Item[] = [];
    while (filled < length && current < items.length) {
      const item = items[current];
      if (item?.audio == null) break;
      const part = Math.min(length - filled, (item.audio.bytes & ~1) - item.sent);
      if (item.sent === 0 && part > 0) {
        item.startsAt = sentBytes + filled;
        if (!item.begun) begun.push(item);
        item.begun = true;
      }
      item.audio.copy(pcm, filled, item.sent, item.sent + part);
      item.sent += part;
      filled += part;
      if (item.audio.state === 'growing' || item.sent < (item.audio.bytes & ~1)) break;
      current++;
      open(items[current + 1]);
    }
    pcm.fill(0, filled);
    listener.sent(pcm, emptyAtMs);
    leg.send(pcm);
    sentBytes += length;
    emptyAtMs += length / bytesPerMs;
    for (const item of begun) listener.started(item.piece);
  };

  /** passes by pieces that are complete and have nothing left, such as one whose synthesis failed */
  const skipSent = () => {
    for (;;) {
      const audio = items[current]?.audio;
      if (audio == null || audio.state === 'growing' || (items[current]?.sent ?? 0) < (audio.bytes & ~1))
        return;
      current++;
      open(items[current]);
    }
  };

  const reached = (at: number): number => {
    keepTime(at);
    const ahead = Math.max(0, emptyAtMs - at);
    return Math.max(0, sentBytes - Math.ceil((ahead * bytesPerMs) / 2) * 2);
  };

  /** takes back what the switch holds but has not played */
  const takeBack = () => {
    const at = now();
    keepTime(at);
    if (emptyAtMs > at) {
      leg.clear();
      listener.cleared(at);
    }
    const place = reached(at);
    for (let i = Math.min(current, items.length - 1); i >= 0; i--) {
      const item = items[i];
      if (item === undefined || item.sent === 0) continue;
      const kept = Math.max(0, Math.min(item.sent, place - item.startsAt));
      const whole = item.audio !== null && item.audio.state !== 'growing' && kept >= (item.audio.bytes & ~1);
      if (kept < item.sent) item.sent = kept;
      if (!whole) current = i;
    }
    sentBytes = place;
    emptyAtMs = at;
  };

  const drop = () => {
    for (const item of items) item.unlisten?.();
    items = [];
    current = 0;
  };

  const keepPlayed = (place: number) => {
    for (const item of items)
      played.push({
        piece: item.piece,
        played: Math.max(0, Math.min(item.sent, place - item.startsAt)),
        whole: item.audio?.bytes ?? 0,
      });
  };

  return {
    add(piece) {
      items.push({ piece, audio: null, unlisten: null, sent: 0, startsAt: 0, begun: false });
      finished = false;
      if (!paused) activate(true);
      pump();
    },
    finish() {
      finished = true;
      if (!paused) activate(true);
      pump();
    },
    pause() {
      if (paused) return;
      paused = true;
      takeBack();
      activate(false);
    },
    resume() {
      if (!paused) return;
      paused = false;
      activate(items.length > 0);
      pump();
    },
    stop() {
      if (!paused) takeBack();
      keepPlayed(sentBytes);
      drop();
      paused = false;
      finished = false;
      activate(false);
    },
    heard(turnId) {
      const place = reached(now());
      const pieces = [
        ...played.filter(({ piece }) => piece.turnId === turnId && !piece.filler),
        ...items
          .filter(({ piece }) => piece.turnId === turnId && !piece.filler)
          .map((item) => ({
            piece: item.piece,
            played: Math.max(0, Math.min(item.sent, place - item.startsAt)),
            whole: item.audio?.bytes ?? 0,
          })),
      ];
      if (pieces.length === 0) return null;
      return heardText(pieces.map((part) => ({ ...part, text: part.piece.text })));
    },
    forgetBefore(turnId) {
      played = played.filter(({ piece }) => piece.turnId === turnId);
      const firstKept = items.findIndex(({ piece }, i) => i >= current || piece.turnId === turnId);
      const gone = firstKept < 0 ? items.length : firstKept;
      items.splice(0, gone);
      current = Math.max(0, current - gone);
    },
    close() {
      keepPlayed(reached(now()));
      drop();
      paused = true;
      activate(false);
    },
  };
}
