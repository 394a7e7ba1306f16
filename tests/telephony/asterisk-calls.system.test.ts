import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../cli/stack/free-port.ts';
import { callFromAudioSocket } from '../../media-edge/transports/testing/audio-socket.ts';
import { callFromChannel, startWaitingAsterisk } from '../../media-edge/transports/testing/chan-websocket.ts';
import { type StackUnderFire, startStackUnderFire } from '../chaos/stack-under-fire.ts';
import { openTextLine, type TextLine } from '../chaos/text-caller.ts';
import { callWhile } from '../chaos/voice-caller.ts';
import { type Dial, emulatedLine } from './emulated-line.ts';

let stack: StackUnderFire;
let line: TextLine;
let asterisk: Awaited<ReturnType<typeof startWaitingAsterisk>>;
let audioSocketPort: number;
beforeAll(async () => {
  asterisk = await startWaitingAsterisk();
  audioSocketPort = await freePort();
  stack = await startStackUnderFire({
    EDGE_AUDIOSOCKET_PORT: `${audioSocketPort}`,
    EDGE_ASTERISK_MEDIA_URL: asterisk.mediaUrl,
  });
  line = await openTextLine(stack.state());
}, 120_000);
afterAll(async () => {
  await line?.close();
  await stack?.stop();
  await asterisk?.stop();
}, 60_000);

const internalUrl = () => stack.state().edge.internalUrl;

/** `${CURL(…/calls,callId=…&from=…&to=…)}` of the dialplan. */
async function announce(facts: Record<string, string>): Promise<void> {
  const answer = await fetch(`${internalUrl()}/calls`, { method: 'POST', body: new URLSearchParams(facts) });
  const text = await answer.text();
  if (text !== 'ok') throw new Error(text);
}

const overAudioSocket: Dial = async (facts) => {
  await announce(facts);
  const call = await callFromAudioSocket({
    ...{ port: audioSocketPort, internalUrl: internalUrl(), callId: facts.callId },
    ...{ sampleRateHz: 8000, oldRelease: false, seed: 1 },
  });
  call.sendUuid();
  return call;
};
const overChannel: Dial = (facts) => {
  const { publicUrl } = stack.state().edge;
  return callFromChannel(`${publicUrl}/asterisk/${stack.state().edgeToken}?${new URLSearchParams(facts)}`, {
    ...{ internalUrl: internalUrl(), callId: facts.callId, codec: 'ulaw', format: 'json' },
  });
};
const overWaitingChannel: Dial = async (facts) => {
  const { connectionId, call } = asterisk.channel({
    ...{ internalUrl: internalUrl(), callId: facts.callId, codec: 'alaw', format: 'plain' },
  });
  await announce({ ...facts, mediaConnection: connectionId });
  return call;
};

describe('a whole call of an Asterisk, by voice, ends in one booking and one row', () => {
  it.each([
    { wire: 'AudioSocket', dial: overAudioSocket },
    { wire: 'chan_websocket that connects to us', dial: overChannel },
    { wire: 'chan_websocket that waits for us', dial: overWaitingChannel },
  ])(
    'over $wire',
    async ({ dial }) => {
      const asteriskLine = emulatedLine(dial);
      try {
        const { report } = await callWhile(asteriskLine, []);
        expect(report.ended).not.toBe('gave-up');
        expect(report.transferredTo).toBeNull();
        expect(await line.known(report.callId).outcome()).toMatchObject({
          result: { outcome: 'booked' },
          bookings: 1,
          rows: 1,
        });
      } finally {
        await asteriskLine.close();
      }
    },
    120_000,
  );
});
