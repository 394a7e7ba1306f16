import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RECORDING_HEADER_BYTES, readRecordingHeader } from '../contracts/recording-wav.ts';
import { type EdgeLab, startEdgeLab, until } from './lab/edge-lab.ts';
import { anyAnswer, outcomeOf } from './lab/fake-calls.ts';

let lab: EdgeLab;
beforeEach(async () => {
  lab = await startEdgeLab();
});
afterEach(() => lab.stop());

const bytes = (audio: Buffer[]) => audio.reduce((sum, pcm) => sum + pcm.length, 0);

describe('a call through the edge', () => {
  it('greets at once, also while the workflow does not answer', async () => {
    lab.calls.onOpen = () => new Promise(() => undefined);
    const leg = await lab.call('c1');
    await until(() => leg.audio.length > 0);
    expect(lab.calls.opens).toMatchObject([
      {
        callId: 'c1',
        epoch: 1,
        from: '+380441234567',
        to: '100',
        opening: { tenant: 'clinic', language: 'en' },
      },
    ]);
    leg.socket.terminate();
  });

  it('takes a turn: what was said goes to the workflow, its reply to the caller', async () => {
    const leg = await lab.call('c2');
    const ears = await until(() => lab.speech.listeners[0]);
    await until(() => leg.audio.length > 0);
    leg.frames(10);
    await until(() => ears.bytes >= 3200);
    ears.say('monday please');
    const turn = await until(() => lab.calls.turns[0]);
    expect(turn).toMatchObject({ turnId: 't1-1', kind: 'speech', text: 'monday please', language: 'en' });
    expect(turn.heard).toMatchObject({ turnId: 'greeting', complete: false });
    await until(() => lab.speech.spoken.includes('You said monday please.'));
    expect(leg.texts).toContain('{"type":"killAudio"}');
    leg.socket.close(1000);
    const { end } = await until(() => lab.calls.ends[0]);
    expect(end).toMatchObject({
      reason: 'caller-hung-up',
      epoch: 1,
      recording: { key: 'c2/1', channels: 2, segments: 1 },
    });
    expect(end.usage.map(({ component }) => component)).toEqual(expect.arrayContaining(['machine']));
    const ids = [...turn.usage, ...end.usage].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const path = join(lab.recordings, 'c2', '1-0.wav');
    await until(() => existsSync(path));
    const wav = await readFile(path);
    expect(readRecordingHeader(wav)).toMatchObject({
      channels: 2,
      dataBytes: wav.length - RECORDING_HEADER_BYTES,
    });
    expect(lab.calls.opens.at(-1)).toMatchObject({ callId: 'c2', records: true });
  });

  it('sends audio in whole blocks, half a second ahead at most, without the marker sample', async () => {
    const leg = await lab.call('c3');
    await until(() => leg.audio.length > 0);
    const lead = bytes(leg.audio);
    expect(lead).toBeLessThanOrEqual(8000);
    for (const pcm of leg.audio) {
      expect(pcm.length % 1280).toBe(0);
      for (let i = 0; i < pcm.length; i += 2) expect(pcm.readInt16LE(i)).not.toBe(-1);
    }
    leg.socket.terminate();
  });

  it('configures the ears with the hints of the open question', async () => {
    lab.calls.onOpen = async () => ({
      ...{ language: 'en', greeting: '', state: 'X', noInputMs: 60_000, maxCallMs: 600_000 },
      expects: { ...anyAnswer, slot: 'day', hints: ['monday'], completeWhen: 'monday' },
    });
    await lab.call('c4');
    const ears = await until(() => lab.speech.listeners[0]);
    await until(() =>
      ears.commands.find((command) => command.type === 'Configure' && command.x.hints.length > 0),
    );
    expect(ears.commands.at(-1)).toEqual({
      type: 'Configure',
      x: { hints: ['monday'], language: 'en', completeWhen: 'monday' },
    });
  });

  it('hangs up and transfers by the dialect, after the last sentence was heard', async () => {
    lab.calls.onTurn = async ({ turnId }) =>
      outcomeOf(turnId, 'Bye.', { action: { type: 'transfer', target: '200' } });
    const leg = await lab.call('c5');
    const ears = await until(() => lab.speech.listeners[0]);
    ears.say('operator');
    await until(() => leg.texts.find((text) => text.includes('transfer')));
    expect(leg.texts.at(-1)).toBe('{"type":"transfer","data":{"target":"200"}}');
    leg.socket.close(1000);
    expect((await until(() => lab.calls.ends[0])).end.reason).toBe('transferred');
  });

  it('submits keys that the switch reports, each once', async () => {
    await lab.call('c6');
    const press = (digit: string, sequence: string) =>
      fetch(`${lab.edge.internalUrl}/calls/c6/dtmf`, {
        method: 'POST',
        body: JSON.stringify({ digit, sequence }),
      });
    expect((await press('4', 'a')).status).toBe(202);
    await press('4', 'a');
    await press('2', 'b');
    await press('#', 'c');
    expect(await until(() => lab.calls.turns[0])).toMatchObject({ kind: 'dtmf', text: '42' });
  });

  it('replays the open utterance to a recogniser that comes back', async () => {
    const leg = await lab.call('c7');
    const ears = await until(() => lab.speech.listeners[0]);
    leg.frames(50);
    await until(() => ears.bytes >= 16_000);
    ears.started();
    leg.frames(50);
    await until(() => ears.bytes >= 32_000);
    ears.socket.terminate();
    const back = await until(() => lab.speech.listeners[1]);
    await until(() => back.bytes >= 16_000);
    expect(back.commands[0]).toMatchObject({ type: 'Configure' });
    leg.socket.terminate();
  });

  it('ends with the call going on when synthesis fails', async () => {
    lab.speech.failWith(500);
    await lab.call('c8');
    const ears = await until(() => lab.speech.listeners[0]);
    ears.say('hello');
    await until(() => lab.calls.turns[0]);
    lab.speech.failWith(200);
    await until(() => lab.speech.spoken.length > 0 || lab.calls.turns.length > 0);
    expect(lab.errors).toContain('a piece was not spoken');
  });
});
