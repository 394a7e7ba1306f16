import type { WebSocketDialect } from '../dialect.ts';
import { throughFiles } from './files.ts';
import { openFork } from './fork-dialect.ts';

/**
 * drachtio's mod_audio_fork, capture only: `playAudio` is written to a file and told as the event
 * `mod_audio_fork::play_audio`; switch-control plays it. Binary frames from us would be discarded.
 * Source: drachtio/drachtio-freeswitch-modules mod_audio_fork/lws_glue.cpp.
 */
export const drachtio: WebSocketDialect = {
  name: 'drachtio',
  path: 'fork',
  comesBack: true,
  open: (socket, arrival, ready) =>
    openFork(socket, arrival, ready, (sampleRateHz) =>
      throughFiles(sampleRateHz, (pcm) => encodePlayAudio(pcm, sampleRateHz)),
    ),
};

/** A missing audioContentType would crash the module. */
const encodePlayAudio = (pcm: Buffer, sampleRateHz: number): string =>
  JSON.stringify({
    type: 'playAudio',
    data: { audioContentType: 'raw', sampleRate: sampleRateHz, audioContent: pcm.toString('base64') },
  });
