import type { UsageEvent } from '../../domain/money/usage.ts';
import type { AudioOrigin } from '../playback/spoken-audio.ts';

/** Counts what a call uses at the edge. Events are handed out once, with ids unique in the call. */
export interface UsageCount {
  spoken(characters: number, origin: AudioOrigin): void;
  /** `turnId` names the report; null: the last one, at the end of the call */
  take(turnId: string | null, heard: { seconds: number; engine: string }, nowMs: number): UsageEvent[];
}

export function createUsageCount(epoch: number, startMs: number, speech: { model: string }): UsageCount {
  let characters = 0;
  let cached = 0;
  return {
    spoken(count, origin) {
      characters += count;
      if (origin !== 'synthesis') cached += count;
    },
    take(turnId, heard, nowMs) {
      const report = turnId ?? `end-${epoch}`;
      const event = (
        component: 'stt' | 'tts' | 'machine',
        model: string,
        unit: 'second' | 'character',
        quantity: number,
        cachedQuantity = 0,
      ): UsageEvent => ({
        id: `edge-${component}-${report}-1-${unit}`,
        turnId,
        attempt: 1,
        component,
        provider: 'embedded',
        model,
        unit,
        quantity,
        cachedQuantity,
      });
      const events = [
        event(
          'stt',
          heard.engine === '' ? 'unknown' : heard.engine,
          'second',
          Math.round(heard.seconds * 1000) / 1000,
        ),
        event('tts', speech.model, 'character', characters, cached),
        ...(turnId === null ? [event('machine', 'edge', 'second', Math.round(nowMs - startMs) / 1000)] : []),
      ].filter(({ quantity }) => quantity > 0);
      characters = 0;
      cached = 0;
      return events;
    },
  };
}
