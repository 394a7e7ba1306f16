import { describe, expect, it } from '@jest/globals';
import { decodeText, encodeDisconnect, encodeTransfer, KILL_AUDIO } from './switch-text.ts';

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
