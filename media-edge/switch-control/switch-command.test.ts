import { describe, expect, it } from '@jest/globals';
import { FORK_MODULES } from './fork-module.ts';
import * as say from './switch-command.ts';
import { readParkedChannels, readSwitchEvent } from './switch-event.ts';

const id = '0a0b0c0d-1111-2222-3333-444455556666';
/** what the switch would replace by the value of a variable or an API call */
const REFERENCE = `$${'{'}system rm -rf}`;
const HOSTILE_NUMBER = `'|${REFERENCE}\n`;
const URL_OK = `ws://10.0.0.7:8090/fs/${id}/AbC_-9.x`;

describe('a command', () => {
  it.each([
    [
      FORK_MODULES.jambonz.start(id, 2, URL_OK).join(),
      `uuid_audio_fork ^^|${id}|start|${URL_OK}|mono|8000|agent|'{"callId":"${id}","epoch":2}'|true|true|8000`,
    ],
    [
      FORK_MODULES.drachtio.start(id, 2, URL_OK).join(),
      `uuid_audio_fork ^^|${id}|start|${URL_OK}|mono|8000|agent|'{"callId":"${id}","epoch":2}'`,
    ],
    [
      FORK_MODULES.mod_audio_stream.start(id, 2, URL_OK).at(-1),
      `uuid_audio_stream ${id} start ${URL_OK} mono 8k {"callId":"${id}","epoch":2}`,
    ],
    [FORK_MODULES.jambonz.stop(id), `uuid_audio_fork ${id} stop agent`],
    [FORK_MODULES.mod_audio_stream.stop(id), `uuid_audio_stream ${id} stop`],
    [say.playFile(id, `/tmp/${id}_1.tmp.r8`), `uuid_broadcast ${id} /tmp/${id}_1.tmp.r8 aleg`],
    [say.stopPlaying(id), `uuid_break ${id} all`],
    [say.killChannel(id, 'NORMAL_CLEARING'), `uuid_kill ${id} NORMAL_CLEARING`],
    [say.transferChannel(id, '1000', 'default'), `uuid_transfer ${id} 1000 XML default`],
    [
      say.transferChannel(id, 'sip:desk@10.0.0.9:5070', 'default'),
      `uuid_deflect ${id} sip:desk@10.0.0.9:5070`,
    ],
    [say.writeEpoch(id, 3), `uuid_setvar ${id} holdfast_epoch 3`],
  ])('%s', (command, expected) => {
    expect(command).toBe(expected);
  });

  const hostile = [
    "x'y",
    'a|b',
    REFERENCE,
    'a\nb',
    'a b',
    'a\\b',
    '"',
    '-both',
    '',
    'sip:a@b c',
    'sip:a@b;x=y',
  ];
  it.each(hostile)('takes nothing like %j for a target, a channel, an URL or a cause', (text) => {
    expect(say.isTransferTarget(text)).toBe(false);
    expect(() => say.transferChannel(id, text, 'default')).toThrow('unsafe');
    expect(() => say.transferChannel(id, '1000', text)).toThrow('unsafe');
    for (const module of Object.values(FORK_MODULES)) {
      expect(() => module.stop(text)).toThrow('unsafe');
      if (!/^(-both)?$/.test(text)) expect(() => module.start(id, 1, `ws://edge/${text}`)).toThrow('unsafe');
    }
    expect(() => say.playFile(id, `/tmp/${id}/${text}/../x`)).toThrow('unsafe');
    expect(() => say.playFile(id, `/tmp/${text}`)).toThrow('unsafe');
    expect(() => say.killChannel(id, text)).toThrow('unsafe');
  });
});

describe('an event of the switch', () => {
  const of = (fields: Record<string, string>) => readSwitchEvent({ 'Unique-ID': id, ...fields }, 9);
  const custom = (name: string, _body = '') =>
    of({ 'Event-Name': 'CUSTOM', 'Event-Subclass': `mod_audio_fork::${name}`, _body });
  const stream = (name: string, _body = '') =>
    of({ 'Event-Name': 'CUSTOM', 'Event-Subclass': `mod_audio_stream::${name}`, _body });
  const park = {
    'Event-Name': 'CHANNEL_PARK',
    'Caller-Caller-ID-Number': HOSTILE_NUMBER,
    'Caller-Destination-Number': '1',
    variable_send_silence_when_idle: '-1',
  };
  it.each([
    [
      'a park of ours',
      of({ ...park, variable_holdfast_epoch: '0' }),
      {
        callId: id,
        event: { type: 'channel-parked', callId: id, from: HOSTILE_NUMBER, to: '1', epoch: 0, silent: false },
      },
    ],
    ['a park of another application', of(park), null],
    [
      'a hang-up',
      of({ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE' }),
      { callId: id, event: { type: 'channel-gone' } },
    ],
    [
      'a key',
      of({ 'Event-Name': 'DTMF', 'DTMF-Digit': '#', 'Event-Sequence': '4' }),
      { callId: id, event: { type: 'digit-pressed', digit: '#', sequence: '4' } },
    ],
    [
      'no key of a telephone',
      of({ 'Event-Name': 'DTMF', 'DTMF-Digit': '12' }),
      { problem: expect.any(String) },
    ],
    ['the socket dropped', custom('disconnect'), { callId: id, event: { type: 'fork-dropped', atMs: 9 } }],
    [
      'the edge asks to hang up',
      custom('disconnect', '{}'),
      { callId: id, event: { type: 'disconnect-asked' } },
    ],
    [
      'a transfer',
      custom('transfer', '{"target":"1000"}'),
      { callId: id, event: { type: 'transfer-asked', target: '1000' } },
    ],
    ['a transfer to nowhere', custom('transfer', '{"target":"1|2"}'), { problem: expect.any(String) }],
    ['a transfer that is no JSON', custom('transfer', '{'), { problem: expect.any(String) }],
    ['a transfer of null', custom('transfer', 'null'), { problem: expect.any(String) }],
    [
      'a file of drachtio’s',
      custom('play_audio', `{"audioContentType":"raw","file":"/tmp/${id}_0.tmp.r8"}`),
      { callId: id, play: { type: 'file-written', file: `/tmp/${id}_0.tmp.r8`, atMs: 9 } },
    ],
    [
      'a file of somebody else',
      custom('play_audio', '{"file":"/etc/passwd"}'),
      { problem: expect.any(String) },
    ],
    ['a barge-in', custom('kill_audio'), { callId: id, play: { type: 'playback-cleared', stopped: true } }],
    [
      'the end of a file',
      of({ 'Event-Name': 'PLAYBACK_STOP', 'Playback-File-Path': '/x' }),
      { callId: id, play: { type: 'playback-stopped', file: '/x', atMs: 9 } },
    ],
    [
      'a file of mod_audio_stream',
      stream('play', `{"file":"/tmp/${id}_0.tmp.r8"}`),
      { callId: id, play: { type: 'file-written', file: `/tmp/${id}_0.tmp.r8`, atMs: 9 } },
    ],
    [
      'a barge-in there',
      stream('json', '{"type":"killAudio"}'),
      { callId: id, play: { type: 'playback-cleared', stopped: false } },
    ],
    [
      'a hang-up there',
      stream('json', '{"type":"disconnect","data":{"reason":"x"}}'),
      { callId: id, event: { type: 'disconnect-asked' } },
    ],
    [
      'a transfer there',
      stream('json', '{"type":"transfer","data":{"target":"1000"}}'),
      { callId: id, event: { type: 'transfer-asked', target: '1000' } },
    ],
    [
      'a socket that dropped there',
      stream('disconnect', '{"status":"disconnected","message":{"code":1006,"reason":""}}'),
      { callId: id, event: { type: 'fork-dropped', atMs: 9 } },
    ],
    ['words there', stream('json', 'hello'), null],
    ['an unknown subclass', custom('json', '{}'), null],
    ['an event without a channel', readSwitchEvent({ 'Event-Name': 'DTMF', 'Unique-ID': '1 | 2' }, 9), null],
  ])('%s', (_, read, expected) => {
    expect(read).toEqual(expected);
  });

  it('an empty list of channels has no rows', () => {
    expect(readParkedChannels('{"row_count":0}\n')).toEqual([]);
    const row = { uuid: id, application: 'park', cid_num: '1', dest: '2' };
    expect(
      readParkedChannels(JSON.stringify({ row_count: 2, rows: [row, { ...row, application: 'bridge' }] })),
    ).toEqual([{ callId: id, from: '1', to: '2' }]);
  });
});
