import type { Language } from '../../domain/language.ts';
import { heardText } from './heard.ts';
import type { SpokenAudio } from './spoken-audio.ts';

/** A piece of a reply on its way to the caller's ear. */
export interface Piece {
  turnId: string;
  text: string;
  language: Language;
  /** spoken to bridge a pause: no part of the reply */
  filler: boolean;
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

/** The pieces of one call in their order: which audio comes next, and what of it the caller has heard. No clock. */
export interface PieceQueue {
  /** bytes given out so far */
  readonly sentBytes: number;
  add(piece: Piece): void;
  /** has the next two pieces made */
  open(): void;
  /** bytes that can be taken now without a gap, and whether they reach the end of all that was put on */
  available(most: number): { bytes: number; atEnd: boolean };
  /** so many bytes, padded with silence where there are fewer, and the pieces that begin in them */
  take(length: number): { pcm: Buffer; begun: Piece[] };
  /** passes by pieces that are complete and have nothing left, such as one whose synthesis failed */
  skipSent(): void;
  /** nothing is left to be taken */
  empty(): boolean;
  /** a piece has begun and is not at its end */
  begun(): boolean;
  /** something was put on since the last drop */
  holds(): boolean;
  /** what lies behind `place` was not played: it is given out again */
  rewind(place: number): void;
  /** forgets what is to come; what was played up to `place` stays known */
  drop(place: number): void;
  /** null when nothing of the turn was ever put on */
  heard(turnId: string, place: number): { text: string; complete: boolean } | null;
  /** drops what is known of turns before this one */
  forgetBefore(turnId: string): void;
}

/** `letterBytes`: what a letter's audio takes as a rule, for pieces whose length is not known yet. */
export function createPieceQueue(
  voice: (text: string, language: Language) => SpokenAudio,
  onGrowth: () => void,
  letterBytes: number,
): PieceQueue {
  let items: Item[] = [];
  let played: { piece: Piece; played: number; whole: number; growing: boolean }[] = [];
  let current = 0;
  let sentBytes = 0;

  const open = (item: Item | undefined) => {
    if (item === undefined || item.audio !== null) return;
    item.audio = voice(item.piece.text, item.piece.language);
    if (item.audio.state === 'growing') item.unlisten = item.audio.onChange(onGrowth);
  };
  const wholeBytes = (audio: SpokenAudio) => audio.bytes & ~1;
  const playedOf = (item: Item, place: number) => ({
    piece: item.piece,
    played: Math.max(0, Math.min(item.sent, place - item.startsAt)),
    whole: item.audio?.bytes ?? 0,
    growing: item.audio?.state === 'growing',
  });

  return {
    get sentBytes() {
      return sentBytes;
    },
    add(piece) {
      items.push({ piece, audio: null, unlisten: null, sent: 0, startsAt: 0, begun: false });
    },
    open() {
      open(items[current]);
      open(items[current + 1]);
    },
    available(most) {
      let bytes = 0;
      for (let i = current; i < items.length; i++) {
        const item = items[i];
        if (item === undefined) break;
        if (item.audio === null) return { bytes, atEnd: false };
        bytes += wholeBytes(item.audio) - item.sent;
        if (item.audio.state === 'growing' || bytes >= most)
          return { bytes: Math.min(bytes, most), atEnd: false };
      }
      return { bytes, atEnd: true };
    },
    take(length) {
      const pcm = Buffer.allocUnsafe(length);
      const begun: Piece[] = [];
      let filled = 0;
      while (filled < length && current < items.length) {
        const item = items[current];
        if (item?.audio == null) break;
        const part = Math.min(length - filled, wholeBytes(item.audio) - item.sent);
        if (item.sent === 0 && part > 0) {
          item.startsAt = sentBytes + filled;
          if (!item.begun) begun.push(item.piece);
          item.begun = true;
        }
        item.audio.copy(pcm, filled, item.sent, item.sent + part);
        item.sent += part;
        filled += part;
        if (item.audio.state === 'growing' || item.sent < wholeBytes(item.audio)) break;
        current++;
        open(items[current + 1]);
      }
      pcm.fill(0, filled);
      sentBytes += length;
      return { pcm, begun };
    },
    skipSent() {
      for (;;) {
        const item = items[current];
        if (item?.audio == null || item.audio.state === 'growing' || item.sent < wholeBytes(item.audio))
          return;
        current++;
        open(items[current]);
      }
    },
    empty: () => current >= items.length,
    begun() {
      const item = items[current];
      return item?.audio != null && item.sent > 0 && item.sent < item.audio.bytes;
    },
    holds: () => items.length > 0,
    rewind(place) {
      for (let i = Math.min(current, items.length - 1); i >= 0; i--) {
        const item = items[i];
        if (item === undefined || item.sent === 0) continue;
        const kept = Math.max(0, Math.min(item.sent, place - item.startsAt));
        const whole = item.audio !== null && item.audio.state !== 'growing' && kept >= wholeBytes(item.audio);
        if (kept < item.sent) item.sent = kept;
        if (!whole) current = i;
      }
      sentBytes = place;
    },
    drop(place) {
      played.push(...items.map((item) => playedOf(item, place)));
      for (const item of items) item.unlisten?.();
      items = [];
      current = 0;
    },
    heard(turnId, place) {
      const pieces = [...played, ...items.map((item) => playedOf(item, place))].filter(
        ({ piece }) => piece.turnId === turnId && !piece.filler,
      );
      if (pieces.length === 0) return null;
      return heardText(
        pieces.map(({ piece, ...part }) => ({ ...part, text: piece.text, language: piece.language })),
        letterBytes,
      );
    },
    forgetBefore(turnId) {
      played = played.filter(({ piece }) => piece.turnId === turnId);
      const firstKept = items.findIndex(({ piece }, i) => i >= current || piece.turnId === turnId);
      const gone = firstKept < 0 ? items.length : firstKept;
      items.splice(0, gone);
      current = Math.max(0, current - gone);
    },
  };
}
