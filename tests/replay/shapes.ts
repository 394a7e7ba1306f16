import { type OpenCall, submitTurn } from '../../contracts/call-messages.ts';
import { type CallLab, type LabCall, turnOf, wait } from '../calls/call-lab.ts';

/** One way in which a call can go; played once on a live server, its history is then replayed for ever. */
export interface CallShape {
  name: string;
  scenarioHash?: string;
  silenceLimitMs?: number;
  /** what differs in its openCall */
  opens?: Partial<OpenCall>;
  play(call: LabCall, lab: CallLab): Promise<unknown>;
}

const heard = (turnId: string, text: string, complete = false) => ({ turnId, text, complete });

/** Every shape of call. A new path through the workflow is a new entry here and one more recording. */
export const SHAPES: readonly CallShape[] = [
  { name: 'greeting-hangup', play: (call) => call.end() },
  {
    name: 'slot-fill-booking',
    async play(call) {
      await call.say('set name Anna');
      await call.say('go ASK_TIME');
      await call.say('book 10:00');
      await call.say('bye');
      await call.end({ reason: 'agent-hung-up', recording: { key: 'a.wav', durationMs: 1000, channels: 2 } });
    },
  },
  {
    name: 'correction',
    async play(call) {
      await call.say('book 10:00');
      await call.say('book 11:00');
      await call.end();
    },
  },
  {
    name: 'known-and-moved',
    scenarioHash: 'known',
    async play(call) {
      await call.say('move 10:00', { heard: heard('resume-1', 'is this anna?', true) });
      await call.say('move 11:00');
      await call.say('go NEXT', { supersedes: 't2' });
      await call.say('move 12:00');
      await call.end();
    },
  },
  {
    name: 'barge-in',
    scenarioHash: 'model',
    async play(call) {
      await call.say('one');
      await call.say('two', { heard: heard('t1', 'model: you') });
      await call.end({ heard: heard('t2', 'model') });
    },
  },
  {
    name: 'superseded',
    async play(call) {
      const lost = call.say('tool slow');
      await wait(200);
      await call.say('go NEXT', { supersedes: 't1' });
      await lost;
      await call.say('book 10:00');
      await call.say('set name Anna', { supersedes: 't3' });
      await call.end();
    },
  },
  {
    name: 'superseded-in-queue',
    async play(call) {
      const running = call.say('tool steady');
      await wait(50);
      const waiting = call.say('go WRONG');
      await wait(50);
      await call.say('go RIGHT', { supersedes: 't2' });
      await Promise.all([running, waiting]);
      await call.end();
    },
  },
  {
    name: 'reply-retry',
    scenarioHash: 'model',
    async play(call) {
      await call.say('edge flickers');
      await call.say('edge away');
      await call.end();
    },
  },
  {
    name: 'reply-lost',
    scenarioHash: 'model',
    async play(call) {
      const lost = call.say('slowly one');
      await wait(200);
      await call.say('one', { supersedes: 't1', heard: heard('t1', 'you said') });
      await lost;
      await call.end();
    },
  },
  {
    name: 'hang-up-in-reply',
    scenarioHash: 'model',
    async play(call) {
      const speaking = call.say('slowly');
      await wait(200);
      await call.end();
      await speaking;
    },
  },
  {
    name: 'hang-up-in-tool',
    async play(call) {
      const booking = call.say('tool steady');
      await wait(100);
      await call.end();
      await booking;
    },
  },
  {
    name: 'edge-replaced',
    scenarioHash: 'model',
    async play(call) {
      const turn = turnOf('t1', 'slowly');
      const send = () => call.handle.executeUpdate(submitTurn, { args: [turn], updateId: 't1' });
      const lost = send();
      await wait(200);
      await call.open({ epoch: 2 });
      await Promise.all([lost, send()]);
      await call.end({ epoch: 2 });
    },
  },
  {
    name: 'transfer',
    async play(call) {
      await call.say('transfer');
      await call.end({ reason: 'transferred' });
    },
  },
  {
    name: 'transfer-failed',
    async play(call) {
      await call.say('transfer');
      await call.say('transfer-failed', { kind: 'event' });
      await call.say('set name Anna');
      await call.end();
    },
  },
  { name: 'edge-lost', silenceLimitMs: 400, play: (call) => call.say('hello') },
  { name: 'time-limit', scenarioHash: 'short', play: (call) => call.say('hello') },
  {
    name: 'export-retry',
    async play(call, lab) {
      lab.world.sheetDown.add(call.callId);
      await call.say('book 10:00');
      await call.end();
      await wait(1_200);
      lab.world.sheetDown.delete(call.callId);
    },
  },
  {
    name: 'tool-late-and-failed',
    async play(call) {
      await call.say('tool slow');
      await call.say('tool broken');
      await call.say('tool taken');
      await call.say('tool fine 6');
      await call.end();
    },
  },
  {
    name: 'turn-failed',
    async play(call) {
      await call.say('break').catch(() => undefined);
      await call.say('go NEXT');
      await call.end();
    },
  },
  { name: 'opening-delayed', scenarioHash: 'away', play: (call) => call.end() },
  {
    name: 'text-channel',
    scenarioHash: 'model',
    opens: { channel: 'text', edge: null },
    async play(call) {
      await call.say('hello');
      await call.say('bye');
    },
  },
  {
    name: 'silence-and-keys',
    async play(call) {
      await call.say('', { kind: 'silence' });
      await call.say('12#', { kind: 'dtmf' });
      await call.end();
    },
  },
];
