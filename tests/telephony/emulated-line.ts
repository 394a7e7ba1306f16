import type { Channel, Party } from '../../cli/sim/channel.ts';
import { FRAME_SAMPLES } from '../../cli/sim/channel.ts';
import type { SimulatedSwitch } from '../../cli/sim/switch.ts';
import { everyFrame } from '../../cli/sim/tick.ts';
import type { EmulatedCall } from '../../media-edge/transports/testing/emulated-switch.ts';

/** Brings one call to an edge, as a dialplan does. */
export type Dial = (call: { callId: string; from: string; to: string }) => Promise<EmulatedCall>;

const SILENCE = new Int16Array(FRAME_SAMPLES);
const FRAME_BYTES = FRAME_SAMPLES * 2;

/** A switch of any dialect for the simulated caller: its telephone hears and says 20 ms at a time, at 8 kHz. */
export function emulatedLine(dial: Dial): SimulatedSwitch {
  const channels = new Map<string, Channel>();
  const stops = new Set<() => void>();
  return {
    eslPort: null,
    call(party, { from, to, uuid = '' }) {
      const channel = holdCall(party, { callId: uuid, from, to }, dial, stops);
      channels.set(uuid, channel);
      return channel;
    },
    channel: (uuid) => channels.get(uuid),
    publish: notHere,
    dropControl: notHere,
    async close() {
      for (const stop of stops) stop();
    },
  };
}

function holdCall(
  party: Party,
  facts: { callId: string; from: string; to: string },
  dial: Dial,
  stops: Set<() => void>,
): Channel {
  let call: EmulatedCall | null = null;
  let over = false;
  let heardBytes = 0;

  const finish = (cause: string) => {
    if (over) return;
    over = true;
    stopTicking();
    stops.delete(stopTicking);
    party.hungUp(cause);
  };
  const tick = () => {
    const said = party.speak() ?? SILENCE;
    call?.say(Buffer.from(said.buffer, said.byteOffset, said.byteLength));
    const heard = call?.heard() ?? Buffer.alloc(0);
    const frame = heard.subarray(heardBytes, heardBytes + FRAME_BYTES);
    heardBytes += frame.length;
    party.hear(frame.length < FRAME_BYTES ? SILENCE : samplesOf(frame));
    const fate = call?.fate() ?? null;
    if (fate !== null && 'transferredTo' in fate) party.transferred(fate.transferredTo);
    if (fate !== null || call?.ended === true) finish('NORMAL_CLEARING');
  };
  const stopTicking = everyFrame(tick);
  stops.add(stopTicking);
  dial(facts).then(
    (dialled) => {
      call = dialled;
    },
    (error: unknown) => finish(`not connected: ${error}`),
  );

  return {
    ...{ uuid: facts.callId, from: facts.from, to: facts.to, variables: new Map(), tick },
    application: () => '',
    press: (digit) => call?.press(digit),
    hangUp(cause) {
      call?.hangUp();
      finish(cause);
    },
    ...{ park: notHere, fork: notHere, forkNamed: notHere, stopFork: notHere, transfer: notHere },
    sendAway: notHere,
    ...{ callState: notHere, answer: notHere, enterDialplan: notHere, bridge: notHere, partner: notHere },
    ...{ broadcast: notHere, stopBroadcast: notHere, record: notHere, hold: notHere, said: notHere },
    speak: notHere,
  };
}

const samplesOf = (frame: Buffer): Int16Array =>
  Int16Array.from({ length: FRAME_SAMPLES }, (_, i) => frame.readInt16LE(i * 2));

const notHere = (): never => {
  throw new Error('an Asterisk has no event socket and no forks');
};
