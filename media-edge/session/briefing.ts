import type { PlaceRequest } from '../../contracts/edge-api.ts';
import type { Ticker } from '../playback/ticker.ts';
import type { Voice } from '../speech/voice.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import { createMouth } from './mouth.ts';

/** No briefing takes longer: whoever waits for its end is not held up by a voice that does not come. */
const LONGEST_MS = 30_000;
/** The switch ends the connection once it was told; else it is closed from here. */
const CLOSES_WITHIN_MS = 3000;

/**
 * Tells a human, on a connection of their own, what the call is about that waits for them; then asks the switch to end
 * the connection, which is the sign to put the caller through.
 */
export function startBriefing(parts: {
  leg: MediaTransport;
  briefing: NonNullable<PlaceRequest['briefing']>;
  voice: Voice;
  ticker: Ticker;
  now: () => number;
}): void {
  const { leg, briefing, voice, ticker, now } = parts;
  let told = false;
  const end = () => {
    if (told) return;
    told = true;
    clearTimeout(limit);
    mouth.close();
    leg.hangUp('told');
    setTimeout(() => leg.close(1000, 'all was said'), CLOSES_WITHIN_MS).unref();
  };
  const mouth = createMouth({
    ...{ leg, ticker, now, voice: voice.say },
    listener: {
      started: () => undefined,
      drained: end,
      sent: () => undefined,
      cleared: () => undefined,
      underrun: () => undefined,
    },
  });
  const limit = setTimeout(end, LONGEST_MS);
  limit.unref();
  leg.listen({ audio: () => undefined, digit: () => end(), closed: () => end() });
  mouth.speak(briefing.say, 'briefing', briefing.language);
  mouth.finish();
}
