import { describe, expect, it } from '@jest/globals';
import type { PlaceRequest } from '../../contracts/edge-api.ts';
import { createControl } from './control.ts';
import { FORK_MODULES, type ForkModule } from './fork-module.ts';

const id = '0a0b0c0d-1111-2222-3333-444455556666';
const FILE = (n: number) => `/tmp/${id}_${n}.tmp.r8`;

/** A controller of a switch that says +OK to everything but what `answer` knows better. */
function lab(module: ForkModule, answer: (command: string) => Promise<string> | undefined = () => undefined) {
  const commands: string[] = [];
  const places: PlaceRequest[] = [];
  const quiet = () => undefined;
  const api = async (command: string) => {
    commands.push(command);
    if (command === 'show channels as json')
      return answer(command) ?? JSON.stringify({ rows: [{ uuid: id, application: 'park' }] });
    if (command.endsWith('bridge_uuid')) return '_undef_';
    return answer(command) ?? '+OK Success\n';
  };
  const control = createControl({
    esl: { api, bgapi: api },
    edges: {
      async place(request) {
        places.push(request);
        return { type: 'granted', url: `ws://edge:8090/x/${request.callId}/t` };
      },
      connectedEpoch: async () => 0,
      sendDigit: async () => 'ok',
      tellHeld: async () => 'ok',
      claimTransfer: async () => 'ok',
      reportTransfer: async () => 'ok',
      callsOn: () => [],
      forget: quiet,
      views: () => [],
      stop: quiet,
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    transfers: {
      ...{ context: 'default', dial: 'user/{target}', sipDial: 'sofia/external/{target}', music: '' },
    },
    module,
  });
  let sequence = 0;
  return {
    control,
    places,
    async tell(name: string, fields: Record<string, string> = {}) {
      const [event, subclass] = name.includes('::') ? ['CUSTOM', name] : [name, ''];
      control.handle({
        ...{ 'Unique-ID': id, 'Event-Name': event, 'Event-Subclass': subclass },
        ...{ 'Event-Sequence': `${++sequence}`, ...fields },
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
    /** commands since the last look */
    said: () => commands.splice(0),
    parked: { variable_holdfast_epoch: '0', variable_send_silence_when_idle: '-1' },
  };
}

describe('a module that only writes files', () => {
  it('drachtio’s: files are played one after another, and none behind a barge-in', async () => {
    const { tell, said, parked, places } = lab(FORK_MODULES.drachtio);
    await tell('CHANNEL_PARK', parked);
    expect(places).toMatchObject([{ callId: id, dialect: 'fork' }]);
    expect(said().at(-1)).toContain(
      `uuid_audio_fork ^^|${id}|start|ws://edge:8090/x/${id}/t|mono|8000|agent|`,
    );
    await tell('mod_audio_fork::connect');
    for (const n of [0, 1, 2]) await tell('mod_audio_fork::play_audio', { _body: `{"file":"${FILE(n)}"}` });
    expect(said()).toEqual([`uuid_broadcast ${id} ${FILE(0)} aleg`]);
    await tell('PLAYBACK_STOP', { 'Playback-File-Path': FILE(0) });
    expect(said()).toEqual([`uuid_broadcast ${id} ${FILE(1)} aleg`]);
    // the module breaks the playback by itself
    await tell('mod_audio_fork::kill_audio');
    await tell('PLAYBACK_STOP', { 'Playback-File-Path': FILE(1) });
    expect(said()).toEqual([]);
    await tell('mod_audio_fork::play_audio', { _body: `{"file":"${FILE(3)}"}` });
    expect(said()).toEqual([`uuid_broadcast ${id} ${FILE(3)} aleg`]);
  });

  it('mod_audio_stream: its variables are set, and a barge-in is broken from here', async () => {
    const { tell, said, parked } = lab(FORK_MODULES.mod_audio_stream);
    await tell('CHANNEL_PARK', parked);
    expect(said().slice(-3)).toEqual([
      `uuid_setvar ${id} STREAM_MESSAGE_DEFLATE true`,
      `uuid_setvar ${id} STREAM_HEART_BEAT 15`,
      `uuid_audio_stream ${id} start ws://edge:8090/x/${id}/t mono 8k {"callId":"${id}","epoch":1}`,
    ]);
    await tell('mod_audio_stream::connect', { _body: '{"status":"connected"}' });
    await tell('mod_audio_stream::play', { _body: `{"file":"${FILE(0)}"}` });
    await tell('mod_audio_stream::json', { _body: '{"type":"killAudio"}' });
    expect(said()).toEqual([`uuid_broadcast ${id} ${FILE(0)} aleg`, `uuid_break ${id} all`]);
    await tell('mod_audio_stream::json', { _body: '{"type":"transfer","data":{"target":"1000"}}' });
    await tell('nothing');
    // the agent stays until a human is there
    expect(said().slice(-1)).toEqual([`uuid_transfer ${id} 1000 XML default`]);
    await tell('CHANNEL_BRIDGE', { 'Bridge-A-Unique-ID': id, 'Bridge-B-Unique-ID': 'other' });
    await tell('nothing');
    expect(said()).toEqual([`uuid_audio_stream ${id} stop`]);
  });

  it('plays nothing for a call that is not under control, and no file of another one', async () => {
    const { tell, said, parked } = lab(FORK_MODULES.drachtio);
    await tell('mod_audio_fork::play_audio', { _body: `{"file":"${FILE(0)}"}` });
    await tell('CHANNEL_PARK', parked);
    said();
    await tell('mod_audio_fork::play_audio', { _body: '{"file":"/etc/passwd"}' });
    expect(said()).toEqual([]);
  });
});

describe('a look at all channels', () => {
  it('places no call a second time that parks while the switch is being asked', async () => {
    const channels = Promise.withResolvers<string>();
    const { control, tell, parked, places } = lab(FORK_MODULES.jambonz, (command) => {
      if (command === 'show channels as json') return channels.promise;
      return command.startsWith('uuid_getvar') ? Promise.resolve('0') : undefined;
    });
    const looked = control.resync();
    await tell('CHANNEL_PARK', parked);
    channels.resolve(
      JSON.stringify({ rows: [{ uuid: id, application: 'park', cid_num: '100', dest: '200' }] }),
    );
    await looked;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(places.map(({ epoch }) => epoch)).toEqual([1]);
  });
});
