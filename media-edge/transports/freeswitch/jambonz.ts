import type { WebSocketDialect } from '../dialect.ts';
import { openFork } from './fork-dialect.ts';

/**
 * jambonz' mod_audio_fork, bidirectional: the module plays binary L16 by itself.
 * Source: jambonz/freeswitch-modules mod_audio_fork/lws_glue.cpp.
 */
export const jambonz: WebSocketDialect = {
  name: 'jambonz',
  path: 'fs',
  comesBack: true,
  open: (socket, arrival, ready) =>
    openFork(socket, arrival, ready, (sampleRateHz) => ({
      blockBytes: (sampleRateHz * 2 * BLOCK_MS) / 1000,
      encode: avoidMarkers,
    })),
};

/** The module keeps back what does not fill 80 ms; an utterance that ends on such a block is played to its end. */
const BLOCK_MS = 80;

/** The module marks places in its playout buffer with the sample -1; a real -1 would fire a mark. Changes `pcm`. */
export function avoidMarkers(pcm: Buffer): Buffer {
  for (let i = 0; i < pcm.length - 1; i += 2) if (pcm[i] === 0xff && pcm[i + 1] === 0xff) pcm[i] = 0xfe;
  return pcm;
}
