import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConversation } from './caller/conversation.ts';
import { createListener } from './caller/listener.ts';
import { createVoices } from './caller/voice.ts';
import { type FakeLeg, startFakeEdge } from './fake-edge.ts';
import { type CallReport, placeCall } from './place-call.ts';
import { startSwitch } from './switch.ts';
import { decodeWav } from './wav.ts';

const render = createVoices();
const FRAME = 160;

/** An agent that says its lines one after another, each when the caller has been silent for a while, and is stopped by a caller who speaks into it. */
function speakingAgent(lines: Int16Array[], { stopsForCaller = true } = {}) {
  const said: number[] = [];
  const interrupted: number[] = [];
  return {
    said,
    interrupted,
    onLeg({ socket }: FakeLeg) {
      const listener = createListener();
      let next = 0;
      let callerSpoke = true;
      let playingUntilMs = 0;
      let rest = Buffer.alloc(0);
      const speak = () => {
        const line = lines[next];
        if (!line) return socket.send('{"type":"disconnect","data":{}}');
        said.push(next++);
        callerSpoke = false;
        const samples = new Int16Array(Math.ceil(line.length / 640) * 640);
        samples.set(line);
        playingUntilMs = listener.nowMs() + (line.length / 8_000) * 1000 + 160;
        socket.send(Buffer.from(samples.buffer));
      };
      socket.on('message', (data, binary) => {
        if (!binary) return;
        rest = Buffer.concat([rest, data as Buffer]);
        for (; rest.length >= FRAME * 2; rest = rest.subarray(FRAME * 2)) {
          const frame = new Int16Array(rest.buffer.slice(rest.byteOffset, rest.byteOffset + FRAME * 2));
          listener.hear(frame);
          const playing = listener.nowMs() < playingUntilMs;
          if (listener.speakingMs() > 300) {
            callerSpoke = true;
            if (playing && stopsForCaller) {
              socket.send('{"type":"killAudio"}');
              interrupted.push(next - 1);
              playingUntilMs = 0;
            }
          }
          if (callerSpoke && !playing && (next === 0 || listener.silentMs() > 500)) speak();
        }
      });
    },
  };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-sim-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function call(
  agentLines: string[],
  yaml: string,
  seed = 1,
): Promise<{ report: CallReport; agent: ReturnType<typeof speakingAgent> }> {
  const lines = await Promise.all(agentLines.map((text) => render('espeak:en-us', text)));
  const agent = speakingAgent(lines);
  const edge = await startFakeEdge(agent.onLeg);
  const simulated = await startSwitch({
    dialplan: { type: 'dialplan-only', edgeUrl: edge.wsUrl, token: 't' },
  });
  try {
    const report = await placeCall({
      switch: simulated,
      conversation: readConversation('test', yaml),
      seed,
      recordingPath: join(folder, 'call.wav'),
      maxMs: 60_000,
    });
    return { report, agent };
  } finally {
    await simulated.close();
    await edge.close();
  }
}

const HEAD = 'title: t\nlanguage: en\nfrom: "1"\nto: "2"\nvoices: ["flite:rms"]\n';
const said = ({ events }: CallReport) =>
  events.flatMap((event) => (event.type === 'said' ? [event.text] : []));

describe('a caller', () => {
  it('answers what it is asked, whatever the order, and hangs up', async () => {
    const { report } = await call(
      [
        'Good morning. This call is recorded. How can I help you?',
        'Thank you. How old are you, and what is your weight?',
        'I see. What is your name?',
        'It is all done. Thank you for calling. Goodbye.',
      ],
      `${HEAD}
variables: { name: [peter] }
answers:
  - { asked: [what is your name], do: { say: 'my name is {name}' } }
  - { asked: [how can i help you], do: { say: i need an appointment } }
  - { asked: [how old are you and what is your weight], do: { say: i am thirty } }
  - { asked: [thank you for calling goodbye, goodbye], do: { hang-up: true } }
`,
    );
    expect(said(report)).toEqual(['i need an appointment', 'i am thirty', 'my name is peter']);
    expect(report.ended).toBe('caller');
    const wav = decodeWav(await readFile(join(folder, 'call.wav')));
    expect(wav.channels).toBe(2);
    expect(Math.abs(wav.samples.length / 16 - report.durationMs)).toBeLessThan(200);
    const loudest = (side: number) =>
      wav.samples.reduce(
        (most, sample, at) => (at % 2 === side ? Math.max(most, Math.abs(sample)) : most),
        0,
      );
    expect([loudest(0) > 3_000, loudest(1) > 3_000]).toEqual([true, true]);
  }, 60_000);

  it('interrupts, mumbles, keeps silent and presses keys', async () => {
    const { report, agent } = await call(
      [
        'Hello.',
        'This is a very long sentence that nobody would like to hear up to its end, as it tells nothing new to anybody.',
        'Pardon me?',
        'Please go on.',
        'And now?',
      ],
      `${HEAD}
steps:
  - say: hello there
    interrupt: { afterMs: 800, say: stop please }
  - mumble: { ms: 900 }
  - say: sorry
  - hang-up: true
`,
    );
    expect(said(report)).toEqual(['hello there', 'stop please', 'sorry']);
    expect(report.events.filter((event) => event.type === 'said' && event.barge)).toHaveLength(1);
    expect(agent.interrupted).toEqual([1]);
    expect(report.ended).toBe('caller');
  }, 60_000);
});
