import { describe, expect, it } from '@jest/globals';
import { decodeEvent, encodeCommand, mediaCodec } from './chan-websocket-codec.ts';

/** A longer text is ignored by Asterisk. */
const LONGEST_COMMAND_BYTES = 128;

describe('events of chan_websocket', () => {
  it.each([
    {
      rule: 'the start, in words',
      text: 'MEDIA_START connection_id:0a channel:WebSocket/edge1 channel_id:1.2 format:ulaw optimal_frame_size:160 ptime:20',
      event: { type: 'start', format: 'plain', codec: 'ulaw', frameBytes: 160, variables: {} },
    },
    {
      rule: 'the start of the first releases',
      text: 'MEDIA_START connection_id:0a channel:WebSocket/c format:slin optimal_frame_size:320',
      event: { type: 'start', format: 'plain', codec: 'slin', frameBytes: 320, variables: {} },
    },
    {
      rule: 'the start, in JSON',
      text: '{"event":"MEDIA_START","connection_id":"0a","format":"slin16","optimal_frame_size":640,"ptime":20,"channel_variables":{"A":"b"}}',
      event: { type: 'start', format: 'json', codec: 'slin16', frameBytes: 640, variables: { A: 'b' } },
    },
    { rule: 'a start without a frame size', text: 'MEDIA_START format:slin', event: { type: 'unreadable' } },
    {
      rule: 'a key, in words',
      text: 'DTMF_END digit:5 channel_id:1.2',
      event: { type: 'digit', digit: '5' },
    },
    { rule: 'a key of the first releases', text: 'DTMF_END digit:#', event: { type: 'digit', digit: '#' } },
    {
      rule: 'a key, in JSON',
      text: '{"event":"DTMF_END","channel_id":"1.2","digit":"*"}',
      event: { type: 'digit', digit: '*' },
    },
    { rule: 'a key that is none', text: 'DTMF_END digit:55', event: { type: 'unreadable' } },
    { rule: 'a mark, in words', text: 'MEDIA_MARK_PROCESSED m7', event: { type: 'mark', id: 'm7' } },
    {
      rule: 'a mark, in JSON',
      text: '{"event":"MEDIA_MARK_PROCESSED","channel_id":"1.2","correlation_id":"m7"}',
      event: { type: 'mark', id: 'm7' },
    },
    { rule: 'no more, please', text: 'MEDIA_XOFF', event: { type: 'xoff' } },
    { rule: 'go on', text: '{"event":"MEDIA_XON","channel_id":"1.2"}', event: { type: 'xon' } },
    {
      rule: 'an error, whose text holds colons',
      text: 'ERROR channel_id:1.2 error_text:x not supported: digit:5',
      event: { type: 'error', text: 'x not supported: digit:5' },
    },
    { rule: 'what we need not', text: 'QUEUE_DRAINED', event: { type: 'other', name: 'QUEUE_DRAINED' } },
    { rule: 'broken JSON', text: '{"event":', event: { type: 'unreadable' } },
    { rule: 'JSON without an event', text: '{}', event: { type: 'unreadable' } },
    { rule: 'small letters', text: 'media_xoff', event: { type: 'unreadable' } },
    { rule: 'nothing', text: '', event: { type: 'unreadable' } },
  ])('$rule', ({ text, event }) => {
    expect(decodeEvent(text)).toEqual(event);
  });
});

describe('commands', () => {
  it.each([
    { text: encodeCommand('plain', 'FLUSH_MEDIA'), is: 'FLUSH_MEDIA' },
    { text: encodeCommand('plain', 'MARK_MEDIA', 'm12'), is: 'MARK_MEDIA m12' },
    { text: encodeCommand('json', 'HANGUP'), is: '{"command":"HANGUP"}' },
    {
      text: encodeCommand('json', 'MARK_MEDIA', 'm12'),
      is: '{"command":"MARK_MEDIA","correlation_id":"m12"}',
    },
  ])('$is', ({ text, is }) => expect(text).toBe(is));

  it('are never longer than Asterisk reads', () => {
    expect(encodeCommand('json', 'MARK_MEDIA', `m${Number.MAX_SAFE_INTEGER}`).length).toBeLessThan(
      LONGEST_COMMAND_BYTES,
    );
  });
});

it.each(['opus', 'g729', '', '__proto__', 'toString'])('codec "%s" cannot be made', (name) => {
  expect(mediaCodec(name)).toBeNull();
});
