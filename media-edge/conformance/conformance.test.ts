import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect } from '@jest/globals';
import { sideBySide } from '../../tests/runner/side-by-side.ts';
import { type EdgeLab, startEdgeLab, until } from '../lab/edge-lab.ts';
import { outcomeOf } from '../lab/fake-calls.ts';
import { fakeSample } from '../lab/fake-speech.ts';
import { heardText } from '../playback/heard.ts';
import { createResampler } from '../speech/resample.ts';
import { startWaitingAsterisk } from '../transports/testing/chan-websocket.ts';
import { type EmulatedCall, seededRandom } from '../transports/testing/emulated-switch.ts';
import { EDGE_FOR_ALL, FROM, TO, VARIANTS, type Variant } from './variants.ts';

/** Calls that run side by side: each mostly waits, but more of them would hold each other up. */
const itBeside = sideBySide(2);

interface Bench {
  lab: EdgeLab;
  dialled: () => Promise<EmulatedCall>;
  /** what may be on its way between edge and switch, ms: two frames, and as long as this machine stood still */
  onItsWayMs: () => number;
}

/** Each call has an edge of its own. */
async function onAnEdge(dial: Variant['dial'], test: (bench: Bench) => Promise<void>) {
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();
  const asterisk = await startWaitingAsterisk();
  const lab = await startEdgeLab({
    ...EDGE_FOR_ALL,
    asteriskMediaUrl: asterisk.mediaUrl,
  });
  try {
    await test({ lab, dialled: () => dial(lab, asterisk), onItsWayMs: () => 100 + 2 * (stalls.max / 1e6) });
  } finally {
    await lab.stop();
    await asterisk.stop();
    stalls.disable();
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const bytesPerMs = ({ sampleRateHz }: EmulatedCall) => (sampleRateHz * 2) / 1000;
const earsOf = async (lab: EdgeLab, { callId }: EmulatedCall) => {
  const ears = await until(() => lab.speech.listeners.find(({ key }) => key === callId));
  await until(() => ears.commands.length > 0);
  return ears;
};
/** What the fake voice says first: a tone. */
const tone = (samples: number) => Int16Array.from({ length: samples }, (_, i) => fakeSample(i));
const samplesOf = (pcm: Buffer, count: number) =>
  Int16Array.from({ length: count }, (_, i) => pcm.readInt16LE(i * 2));

/** What of the greeting, whose pieces last 20 ms a letter, was heard after so much audio. */
const greetingUntil = (lab: EdgeLab, ms: number): string => {
  let before = 0;
  const pieces = lab.speech.spoken.map((text) => {
    const whole = text.length * 20;
    const played = Math.max(0, Math.min(whole, ms - before));
    before += whole;
    return { text, language: 'en' as const, played, whole };
  });
  return heardText(pieces).text;
};

itBeside.each(VARIANTS)(
  '$name: who calls is known, the greeting is heard, the caller’s words arrive, and we keep our pace',
  ({ dial, exact, mostHeldMs }) =>
    onAnEdge(dial, async ({ dialled, lab }) => {
      const call = await dialled();
      expect(await until(() => lab.calls.opens[0])).toMatchObject({
        callId: call.callId,
        from: FROM,
        to: TO,
      });
      const ears = await earsOf(lab, call);
      const before = ears.bytes;

      const random = seededRandom(1);
      const said = Buffer.alloc(40 * 20 * bytesPerMs(call));
      // no two stretches are alike, and none hisses as the beginning of a word does
      let level = 0;
      for (let at = 0; at < said.length; at += 2) {
        level = 0.98 * level + (random() - 0.5) * 2_000;
        said.writeInt16LE(Math.round(level), at);
      }
      const startMs = performance.now();
      call.say(said);
      const wanted = call.sampleRateHz === 24_000 ? createResampler(24_000, 16_000)(said) : said;
      await until(() => ears.bytes - before >= wanted.length);
      const arrived = Buffer.concat(ears.audio);
      if (!exact) expect(arrived.length).toBeGreaterThanOrEqual(before + wanted.length);
      else if (call.sampleRateHz === 24_000) expect(arrived.includes(wanted)).toBe(true);
      else expect(arrived.subarray(before, before + wanted.length).equals(wanted)).toBe(true);

      const count = Math.floor((100 * bytesPerMs(call)) / 2);
      await until(() => call.heard().length >= count * 2);
      const heard = samplesOf(call.heard(), count);
      const off = tone(count).map((sample, i) => Math.abs(sample - (heard[i] ?? 0)));
      expect(Math.max(...off)).toBeLessThanOrEqual(exact ? 1 : 400);

      for (let i = 0; i < 20; i++) {
        expect(call.heldMs()).toBeLessThanOrEqual(mostHeldMs);
        await sleep(20);
      }
      // never faster than it sounds
      const heardMs = call.heard().length / bytesPerMs(call);
      expect(heardMs).toBeLessThanOrEqual(performance.now() - startMs + 1500);
      expect(call.faults).toEqual([]);
    }),
);

itBeside.each(VARIANTS)(
  '$name: an interruption silences the switch, and we know what was heard',
  ({ dial }) =>
    onAnEdge(dial, async ({ dialled, lab, onItsWayMs }) => {
      const call = await dialled();
      const ears = await earsOf(lab, call);
      await until(() => call.heard().length > 700 * bytesPerMs(call));
      ears.started();
      await until(() => call.heldMs() === 0);
      await sleep(60);
      const stopped = call.heard().length;
      await sleep(120);
      expect(call.heard().length).toBe(stopped);
      ears.say('monday please');
      const turn = await until(() => lab.calls.turns[0]);
      expect(turn).toMatchObject({ text: 'monday please', heard: { turnId: 'greeting', complete: false } });
      const ms = stopped / bytesPerMs(call);
      const [least, most] = [greetingUntil(lab, ms - onItsWayMs()), greetingUntil(lab, ms + onItsWayMs())];
      expect(turn.heard?.text.length).toBeGreaterThanOrEqual(least.length);
      expect(turn.heard?.text.length).toBeLessThanOrEqual(most.length);
      // and the reply comes behind it
      await until(() => call.heard().length > stopped);
      expect(call.faults).toEqual([]);
    }),
);

itBeside.each(VARIANTS)(
  '$name: keys arrive, the last sentence is heard in full, then the call ends',
  ({ dial }) =>
    onAnEdge(dial, async ({ dialled, lab }) => {
      const call = await dialled();
      let before = 0;
      lab.calls.onTurn = async ({ turnId }) => {
        before = call.heard().length;
        return outcomeOf(turnId, 'Bye.', { action: { type: 'hang-up' } });
      };
      await earsOf(lab, call);
      for (const key of '42#') call.press(key);
      expect(await until(() => lab.calls.turns[0])).toMatchObject({ kind: 'dtmf', text: '42' });
      expect(await until(() => call.fate())).toEqual({ hungUp: true });
      expect((call.heard().length - before) / bytesPerMs(call)).toBeGreaterThanOrEqual(60);
      expect((await until(() => lab.calls.ends[0])).end.reason).toBe('agent-hung-up');
      expect(call.faults).toEqual([]);
    }),
);

itBeside.each(VARIANTS)('$name: a transfer goes where the scenario says', ({ dial }) =>
  onAnEdge(dial, async ({ dialled, lab }) => {
    lab.calls.onTurn = async ({ turnId }) =>
      outcomeOf(turnId, '', { action: { type: 'transfer', target: '2007' } });
    const call = await dialled();
    const ears = await earsOf(lab, call);
    ears.say('operator');
    expect(await until(() => call.fate())).toEqual({ transferredTo: '2007' });
    expect((await until(() => lab.calls.ends[0])).end.reason).toBe('transferred');
  }),
);

itBeside.each(VARIANTS)('$name: a caller who hangs up ends the call, last words included', ({ dial }) =>
  onAnEdge(dial, async ({ dialled, lab }) => {
    const call = await dialled();
    const ears = await earsOf(lab, call);
    ears.started();
    call.hangUp();
    expect((await until(() => lab.calls.ends[0])).end).toMatchObject({
      reason: 'caller-hung-up',
      recording: { channels: 2 },
    });
    expect(lab.errors).toEqual([]);
  }),
);
