import type { Language } from '../../domain/language.ts';
import { createSpeechSplitter, type SpeechSplitter, splitSpeech } from '../../domain/speech/sentences.ts';
import type { Piece } from '../playback/piece-queue.ts';
import { createPlayout, type Playout, type PlayoutParts } from '../playback/playout.ts';

/** Speaks text of one call: cuts it into pieces as it comes and keeps the pieces in order. */
export interface Mouth extends Pick<Playout, 'pause' | 'resume' | 'heard' | 'forgetBefore' | 'close'> {
  speak(text: string, turnId: string, language: Language): void;
  /** words that belong to no reply */
  bridge(text: string, language: Language): void;
  /** speaks what is left of the text; `drained` follows when all was played */
  finish(): void;
  stop(): void;
}

export function createMouth(parts: PlayoutParts): Mouth {
  const playout = createPlayout(parts);
  let open: { splitter: SpeechSplitter; turnId: string; language: Language } | null = null;

  const add = (texts: readonly string[], piece: Omit<Piece, 'text'>) => {
    for (const text of texts) playout.add({ ...piece, text });
  };
  const flush = () => {
    if (open === null) return;
    const { splitter, turnId, language } = open;
    open = null;
    add(splitter.end(), { turnId, language, filler: false });
  };

  return {
    pause: playout.pause,
    resume: playout.resume,
    heard: playout.heard,
    forgetBefore: playout.forgetBefore,
    close: playout.close,
    speak(text, turnId, language) {
      if (open?.turnId !== turnId || open.language !== language) flush();
      open ??= { splitter: createSpeechSplitter(language), turnId, language };
      add(open.splitter.push(text), { turnId, language, filler: false });
    },
    bridge: (text, language) => add(splitSpeech(text, language), { turnId: '', language, filler: true }),
    finish() {
      flush();
      playout.finish();
    },
    stop() {
      open = null;
      playout.stop();
    },
  };
}
