import { withFreshNumber } from '../../demo/fresh-number.ts';
import { startControlledSwitch } from '../../demo/switch-and-control.ts';
import { createVoices } from '../../sim/caller/voice.ts';
import { loadConversation } from '../../sim/place-call.ts';
import { seededRandom } from '../../sim/random.ts';
import type { StackState } from '../../stack/state.ts';
import { type Figure, median } from '../figures.ts';
import { shareFigures } from '../shares.ts';
import { interrupt, listenThrough } from './telephone.ts';

const CALLS = 50;
const AT_ONCE = 2;
/** as people interrupt; the detector hears a voice, and an s or an h before it only afterwards */
const WORDS = [
  'no wait please can you say that again',
  'excuse me i only have a question',
  'hello can you hear me',
  'yes yes i know all that',
  'sorry i need an appointment on monday please',
];
/** the moment of the interruption, frames of greeting heard by then */
const EARLIEST_FRAMES = 40;
const LATEST_FRAMES = 110;
/** −25 dB, 60 to 260 ms later */
const ECHO_GAIN = 10 ** (-25 / 20);
/** the greeting was spoken whole when it sounded for as long as without an echo */
const SAME_LENGTH_MS = 60;
/** the edge speaks every fixed phrase ahead when it has started */
const SPOKEN_AHEAD_MS = 15_000;

/** Callers who speak into the greeting, and lines that only bring the agent's own voice back; the embedded VAD decides. */
export async function bargeIn(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const template = await loadConversation('clinic-booking.en');
  const render = createVoices();
  const words = await Promise.all(WORDS.map((text) => render('flite:rms', text)));
  const random = seededRandom(1);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  await new Promise((resolve) => setTimeout(resolve, SPOKEN_AHEAD_MS));
  // the line's own jitter is not ours
  const line = await startControlledSwitch(stack, 1, { even: true });
  const parties = () => withFreshNumber(template);
  try {
    progress('barge-in: the greeting, undisturbed');
    const whole = median(await many(5, () => listenThrough(line.switch, parties(), null)));
    progress(`barge-in: ${CALLS} callers who speak into the greeting`);
    const interruptions = await many(CALLS, (call) =>
      interrupt(line.switch, parties(), {
        words: words[call % words.length] ?? new Int16Array(),
        afterFrames: between(EARLIEST_FRAMES, LATEST_FRAMES),
      }),
    );
    progress(`barge-in: ${CALLS} lines with an echo of -25 dB`);
    const echoed = await many(CALLS, () =>
      listenThrough(line.switch, parties(), { delayFrames: between(3, 13), gain: ECHO_GAIN }),
    );
    const count = (name: string, value: number, unit = 'count'): Figure => ({
      suite: 'barge-in',
      name,
      value,
      baseline: null,
      unit,
      goal: { limit: 0 },
    });
    return [
      ...shareFigures({
        suite: 'barge-in',
        name: `the caller begins to speak → silence at the telephone, ${CALLS} calls`,
        unit: 'ms',
        samples: interruptions.map(({ stopMs }) => stopMs),
        goals: { p95: { limit: 200 } },
      }),
      count('audio after it, longest', Math.max(...interruptions.map(({ staleMs }) => staleMs)), 'ms'),
      count(
        `greetings that an echo of -25 dB disturbed, of ${CALLS}`,
        echoed.filter((ms) => Math.abs(ms - whole) > SAME_LENGTH_MS).length,
      ),
    ];
  } finally {
    await line.stop();
  }
}

/** Some at a time, in order. */
async function many<T>(count: number, call: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const waiting = Array.from({ length: count }, (_, n) => n).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const n of waiting) results.push(await call(n));
    }),
  );
  return results;
}
