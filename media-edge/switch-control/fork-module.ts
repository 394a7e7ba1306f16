import { must } from './switch-command.ts';

/** A module of FreeSWITCH that forks audio: how it is told to, and what the edge calls its dialect. */
export interface ForkModule {
  /** first segment of the edge's path; absent: the usual one */
  dialect?: string;
  /** Commands in their order; the last one answers +OK when the fork runs. Throws for what may not go into a command. */
  start(callId: string, epoch: number, url: string): string[];
  /** Commands that take away the forks of lower epochs than `below`; -ERR where there is none. */
  stop(callId: string, below: number): string[];
}

const CHANNEL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FORK_URL = /^wss?:\/\/[A-Za-z0-9.-]{1,255}(:\d{1,5})?\/[A-Za-z0-9._~/=-]{0,2000}$/;
/**
 * Name of the media bug; a second one of this name is refused by the module. One name per epoch: of two controllers that
 * replace a broken fork at once, one is refused, and neither can take the other's away.
 */
const bugOf = (epoch: number) => (epoch <= 1 ? 'agent' : `agent-${Number(epoch)}`);
/** a fork of an older epoch than that was taken away when its successor was made */
const EPOCHS_BACK = 3;
/** mod_audio_fork plays only where this is also the codec's rate, Hz (marks and prebuffer need it) */
const RATE_HZ = 8000;
/** seconds between pings of mod_audio_stream */
const HEART_BEAT_S = 15;

const channel = (callId: string) => must(CHANNEL, 'channel id', callId);
const address = (url: string) => must(FORK_URL, 'fork URL', url);
/** nothing but what we know: caller data goes to the edge by HTTP */
const metadata = (callId: string, epoch: number) =>
  `{"callId":"${channel(callId)}","epoch":${Number(epoch)}}`;
const audioFork = (callId: string, epoch: number, url: string) =>
  `uuid_audio_fork ^^|${channel(callId)}|start|${address(url)}|mono|${RATE_HZ}|${bugOf(epoch)}|'${metadata(callId, epoch)}'`;
const stopAudioFork = (callId: string, below: number) =>
  Array.from({ length: EPOCHS_BACK }, (_, i) => below - EPOCHS_BACK + i)
    .filter((epoch) => epoch >= 1)
    .map((epoch) => `uuid_audio_fork ${channel(callId)} stop ${bugOf(epoch)}`);

/** By the value of FREESWITCH_MODULE. */
export const FORK_MODULES: Readonly<Record<'jambonz' | 'drachtio' | 'mod_audio_stream', ForkModule>> = {
  /** plays what the edge sends; `^^|` allows any field but `|` */
  jambonz: {
    start: (callId, epoch, url) => [`${audioFork(callId, epoch, url)}|true|true|${RATE_HZ}`],
    stop: stopAudioFork,
  },
  /** writes files that are played from here */
  drachtio: {
    dialect: 'fork',
    start: (callId, epoch, url) => [audioFork(callId, epoch, url)],
    stop: stopAudioFork,
  },
  /** writes files that are played from here; without the two variables its behaviour is undefined */
  mod_audio_stream: {
    dialect: 'stream',
    start: (callId, epoch, url) => [
      `uuid_setvar ${channel(callId)} STREAM_MESSAGE_DEFLATE true`,
      `uuid_setvar ${channel(callId)} STREAM_HEART_BEAT ${HEART_BEAT_S}`,
      `uuid_audio_stream ${channel(callId)} start ${address(url)} mono 8k ${metadata(callId, epoch)}`,
    ],
    stop: (callId) => [`uuid_audio_stream ${channel(callId)} stop`],
  },
};
