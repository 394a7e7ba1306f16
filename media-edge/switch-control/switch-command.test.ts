import { describe, expect, it } from '@jest/globals';
import { FORK_MODULES } from './fork-module.ts';
import { operatorLegId } from './operator-leg.ts';
import * as say from './switch-command.ts';
import { readChannels, readSwitchEvent } from './switch-event.ts';

const id = '0a0b0c0d-1111-2222-3333-444455556666';
/** what the switch would replace by the value of a variable or an API call */
const REFERENCE = `$${'{'}system rm -rf}`;
const HOSTILE_NUMBER = `'|${REFERENCE}\n`;
const URL_OK = `ws://10.0.0.7:8090/fs/${id}/AbC_-9.x`;

const BRIEFING = {
  ...{ say: 'Name: Anna.', title: `Anna'|${REFERENCE}\n`, language: 'uk' as const, ringSeconds: 25 },
};
const transferAsked = (transferId: string, warm: object | null = null) => ({
  type: 'transfer-asked',
  order: { id: transferId, target: '1000', warm },
  legId: operatorLegId(id, transferId),
});
const ring = { callId: id, legId: operatorLegId(id, 't1'), dial: 'user/{target}', ringSeconds: 20 };
const sipDial = 'sofia/external/{target}';

describe('ringing a human', () => {
  it('shows the caller, gives the channel its name and parks whoever answers', () => {
    const command = say.ringOperator({
      ...ring,
      ...{ target: '1000', sipDial, from: '+380441234567', title: 'Анна, МРТ' },
    });
    expect(command).toBe(
      `originate {origination_uuid=${ring.legId},origination_caller_id_number=+380441234567,origination_caller_id_name='Анна МРТ',originate_timeout=20,ignore_early_media=true,send_silence_when_idle=-1,park_timeout=60,sip_h_X-Holdfast-Call=${id},holdfast_for=${id}}user/1000 &park()`,
    );
  });

  it.each([HOSTILE_NUMBER, "Anna', origination_uuid=1", 'a}user/1 &hangup()', 'a\nb', '\\', '"'])(
    'lets nothing of %j end a value or be read as a command',
    (text) => {
      const command = say.ringOperator({ ...ring, target: '1000', sipDial, from: text, title: text });
      const [, list = ''] = /^originate \{([^{}]*)\}user\/1000 &park\(\)$/.exec(command) ?? [];
      expect(list.split(',')).toHaveLength(9);
      expect(list.replace(/'[\p{L}\p{N} .-]*'/u, '')).toMatch(/^[A-Za-z0-9_=,+-]+$/);
    },
  );

  it.each([
    { target: '1000', dials: 'user/1000' },
    { target: 'sip:desk@10.0.0.9:5070', dials: 'sofia/external/sip:desk@10.0.0.9:5070' },
  ])('$target by $dials', ({ target, dials }) => {
    expect(say.ringOperator({ ...ring, target, sipDial, from: '', title: '' })).toContain(
      `}${dials} &park()`,
    );
  });

  it.each(["10'00", '1|2', '', '-x', 'sip:a@b c'])('rings nobody called %j', (target) => {
    expect(() => say.ringOperator({ ...ring, target, sipDial, from: '', title: '' })).toThrow('unsafe');
  });

  it('names the channel by the call and the transfer, in the form of the switch', () => {
    expect(operatorLegId(id, 't1')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(operatorLegId(id, 't1')).not.toBe(operatorLegId(id, 't2'));
    expect(operatorLegId(id, 't1')).toBe(operatorLegId(id, 't1'));
  });
});

describe('a command', () => {
  it.each([
    [
      FORK_MODULES.jambonz.start(id, 2, URL_OK).join(),
      `uuid_audio_fork ^^|${id}|start|${URL_OK}|mono|8000|agent-2|'{"callId":"${id}","epoch":2}'|true|true|8000`,
    ],
    [
      FORK_MODULES.drachtio.start(id, 2, URL_OK).join(),
      `uuid_audio_fork ^^|${id}|start|${URL_OK}|mono|8000|agent-2|'{"callId":"${id}","epoch":2}'`,
    ],
    [
      FORK_MODULES.mod_audio_stream.start(id, 2, URL_OK).at(-1),
      `uuid_audio_stream ${id} start ${URL_OK} mono 8k {"callId":"${id}","epoch":2}`,
    ],
    [FORK_MODULES.jambonz.stop(id, 2).join(), `uuid_audio_fork ${id} stop agent`],
    [
      FORK_MODULES.jambonz.stop(id, 9).join(),
      [6, 7, 8].map((epoch) => `uuid_audio_fork ${id} stop agent-${epoch}`).join(),
    ],
    [FORK_MODULES.mod_audio_stream.stop(id, 2).join(), `uuid_audio_stream ${id} stop`],
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
      expect(() => module.stop(text, 2)).toThrow('unsafe');
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
        event: {
          ...{ type: 'channel-parked', callId: id, from: HOSTILE_NUMBER, to: '1', epoch: 0, silent: false },
          cause: 'NO_ANSWER',
        },
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
      { callId: id, event: { type: 'disconnect-asked', cause: 'NORMAL_CLEARING' } },
    ],
    [
      'a transfer',
      custom('transfer', '{"target":"1000","id":"t1"}'),
      { callId: id, event: transferAsked('t1') },
    ],
    [
      'a transfer with a briefing',
      custom('transfer', JSON.stringify({ target: '1000', id: 't1', warm: BRIEFING })),
      {
        callId: id,
        event: transferAsked('t1', BRIEFING),
      },
    ],
    [
      'a briefing that is none',
      custom('transfer', '{"target":"1000","id":"t1","warm":{"say":1}}'),
      { problem: expect.any(String) },
    ],
    [
      'a human in the call',
      of({ 'Event-Name': 'CHANNEL_BRIDGE', 'Bridge-A-Unique-ID': id, 'Bridge-B-Unique-ID': 'b' }),
      { callId: id, other: 'b', event: { type: 'bridged' } },
    ],
    [
      'a number that nobody has: the cause is the switch’s',
      custom('disconnect', '{"reason":"no-route"}'),
      { callId: id, event: { type: 'disconnect-asked', cause: 'NO_ROUTE_DESTINATION' } },
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
      { callId: id, event: { type: 'disconnect-asked', cause: 'NORMAL_CLEARING' } },
    ],
    [
      'a transfer there',
      stream('json', '{"type":"transfer","data":{"target":"1000"}}'),
      { callId: id, event: transferAsked('transfer') },
    ],
    [
      'a socket that dropped there',
      stream('disconnect', '{"status":"disconnected","message":{"code":1006,"reason":""}}'),
      { callId: id, event: { type: 'fork-dropped', atMs: 9 } },
    ],
    ['words there', stream('json', 'hello'), null],
    ['an unknown subclass', custom('json', '{}'), null],
    ['an event without a channel', readSwitchEvent({ 'Event-Name': 'DTMF', 'Unique-ID': '1 | 2' }, 9), null],
    [
      'a caller who puts the agent on hold',
      readSwitchEvent({ 'Event-Name': 'CHANNEL_HOLD', 'Unique-ID': id }, 9),
      { callId: id, event: { type: 'line-held', held: true } },
    ],
    [
      'a caller who is back',
      readSwitchEvent({ 'Event-Name': 'CHANNEL_UNHOLD', 'Unique-ID': id }, 9),
      { callId: id, event: { type: 'line-held', held: false } },
    ],
  ])('%s', (_, read, expected) => {
    expect(read).toEqual(expected);
  });

  it('an empty list of channels has no rows', () => {
    expect(readChannels('{"row_count":0}\n')).toEqual([]);
    const row = { uuid: id, application: 'park', cid_num: '1', dest: '2', callstate: 'ACTIVE' };
    const rings = { ...row, application: '', callstate: 'RINGING' };
    const waits = { ...row, callstate: 'HELD' };
    const seen = { callId: id, from: '1', to: '2' };
    expect(readChannels(JSON.stringify({ row_count: 3, rows: [row, rings, waits] }))).toEqual([
      { ...seen, parked: true, answered: true, held: false },
      { ...seen, parked: false, answered: false, held: false },
      { ...seen, parked: true, answered: true, held: true },
    ]);
  });
});
