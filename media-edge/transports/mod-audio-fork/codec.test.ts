import { describe, expect, it } from '@jest/globals';
import {
  avoidMarkers,
  createSampleFramer,
  decodeText,
  encodeDisconnect,
  encodeTransfer,
  KILL_AUDIO,
} from './codec.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('audio from the switch', () => {
  it.each([
    { rule: 'whole samples pass', frames: ['0102 0304'], out: ['01020304'] },
    {
      rule: 'an odd byte waits for the next frame',
      frames: ['0102 03', '04 0506'],
      out: ['0102', '03040506'],
    },
    { rule: 'a lone byte gives nothing yet', frames: ['01', '02'], out: [null, '0102'] },
    {
      rule: 'odd after odd is whole again',
      frames: ['01 0203', '04 0506', '0708'],
      out: ['0102', '03040506', '0708'],
    },
    { rule: 'an empty frame gives nothing', frames: [''], out: [null] },
  ])('$rule', ({ frames, out }) => {
    const frame = createSampleFramer();
    expect(frames.map((bytes) => frame(hex(bytes))?.toString('hex') ?? null)).toEqual(out);
  });
});

describe('audio to the switch', () => {
  it.each([
    { rule: 'the marker sample becomes its neighbour', pcm: 'ffff', sent: 'feff' },
    { rule: 'all of them do', pcm: '0100 ffff ffff 0200', sent: '0100feff feff0200' },
    { rule: 'bytes of two samples are no marker', pcm: '00ff ff00', sent: '00ffff00' },
    { rule: 'other samples stay', pcm: 'feff 0080 ff7f', sent: 'feff0080ff7f' },
  ])('$rule', ({ pcm, sent }) => {
    expect(avoidMarkers(hex(pcm))).toEqual(hex(sent));
  });
});

describe('text from the switch', () => {
  it.each([
    {
      rule: 'metadata',
      text: '{"callId":"c1","from":"+380"}',
      messages: [{ type: 'metadata', data: { callId: 'c1', from: '+380' } }],
    },
    {
      rule: 'a mark, with the spacing of the module',
      text: '{"type": "mark", "data": {"name":"m1", "event": "playout"}}',
      messages: [{ type: 'mark', name: 'm1', event: 'playout' }],
    },
    {
      rule: 'a cleared mark',
      text: '{"type": "mark", "data": {"name":"m1", "event": "cleared"}}',
      messages: [{ type: 'mark', name: 'm1', event: 'cleared' }],
    },
    {
      rule: 'two objects in one frame',
      text: '{"a":"}{"}{"type":"dtmf","data":{"digit":"5"}}',
      messages: [
        { type: 'metadata', data: { a: '}{' } },
        { type: 'dtmf', digit: '5' },
      ],
    },
    {
      rule: 'text before an object',
      text: 'hello {"a":1}',
      messages: [
        { type: 'unreadable', text: 'hello ' },
        { type: 'metadata', data: { a: 1 } },
      ],
    },
    { rule: 'an escaped quote', text: '{"a":"\\"}"}', messages: [{ type: 'metadata', data: { a: '"}' } }] },
    { rule: 'a broken object', text: '{"a":', messages: [{ type: 'unreadable', text: '{"a":' }] },
    { rule: 'an array', text: '[1]', messages: [{ type: 'unreadable', text: '[1]' }] },
    { rule: 'nothing', text: ' ', messages: [] },
    {
      rule: 'a digit that is none',
      text: '{"type":"dtmf","data":{"digit":"55"}}',
      messages: [{ type: 'metadata', data: { type: 'dtmf', data: { digit: '55' } } }],
    },
  ])('$rule', ({ text, messages }) => {
    expect(decodeText(text)).toEqual(messages);
  });
});

it.each([
  { rule: 'clear', text: KILL_AUDIO, json: { type: 'killAudio' } },
  {
    rule: 'hang-up',
    text: encodeDisconnect('agent-hung-up'),
    json: { type: 'disconnect', data: { reason: 'agent-hung-up' } },
  },
  {
    rule: 'transfer',
    text: encodeTransfer('1"0\n0'),
    json: { type: 'transfer', data: { target: '1"0\n0' } },
  },
])('text to the switch: $rule', ({ text, json }) => {
  expect(JSON.parse(text)).toEqual(json);
});
