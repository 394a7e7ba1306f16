import { createVoice, type Voice, type VoiceParts } from './voice.ts';

/** A voice for each sample rate that calls come with; they share cache and engine. */
export function createVoices(parts: Omit<VoiceParts, 'sampleRateHz'>): (sampleRateHz: number) => Voice {
  const voices = new Map<number, Voice>();
  return (sampleRateHz) => {
    const known = voices.get(sampleRateHz);
    if (known !== undefined) return known;
    const voice = createVoice({ ...parts, sampleRateHz });
    voices.set(sampleRateHz, voice);
    return voice;
  };
}
