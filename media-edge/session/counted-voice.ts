import type { SpokenAudio } from '../playback/spoken-audio.ts';
import type { Voice } from '../speech/voice.ts';
import type { UsageCount } from './usage-count.ts';

/** A voice that is paid for when it is asked for, whether or not the caller lets the agent finish. */
export function countedVoice(voice: Voice, usage: Pick<UsageCount, 'spoken'>): Voice['say'] {
  return (text, language): SpokenAudio => {
    const audio = voice.say(text, language);
    const count = () => usage.spoken(text.length, audio.origin ?? 'synthesis');
    if (audio.state !== 'growing') count();
    else {
      const unlisten = audio.onChange(() => {
        if (audio.state === 'growing') return;
        unlisten();
        count();
      });
    }
    return audio;
  };
}
