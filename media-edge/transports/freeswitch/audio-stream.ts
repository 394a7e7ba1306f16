import type { WebSocketDialect } from '../dialect.ts';
import { throughFiles } from './files.ts';
import { openFork } from './fork-dialect.ts';

/**
 * amigniter's mod_audio_stream. `playback` of the URL says what the module does with our audio:
 * `files` (default; the open edition): JSON that becomes a file and the event `mod_audio_stream::play`, which
 * switch-control plays; `json`: the same JSON, played by the closed 1.0.3 (STREAM_PLAYBACK=true); `binary`: L16 frames,
 * played by the closed 1.0.3 (STREAM_PLAYBACK=true and STREAM_SAMPLE_RATE=rate).
 * Source: amigniter/mod_audio_stream audio_streamer_glue.cpp; 1.0.3 by its issues 72, 87, 93 and 110.
 */
export const audioStream: WebSocketDialect = {
  name: 'mod_audio_stream',
  path: 'stream',
  comesBack: true,
  open: (socket, arrival, ready) =>
    openFork(socket, arrival, ready, (sampleRateHz, query) => {
      const playback = query.get('playback') ?? 'files';
      const encode = (pcm: Buffer) => encodeStreamAudio(pcm, sampleRateHz);
      const blockBytes = (sampleRateHz * 2 * 20) / 1000;
      if (playback === 'files') return throughFiles(sampleRateHz, encode);
      if (playback === 'json') return { blockBytes, leastBytes: blockBytes * JSON_BLOCKS, encode };
      if (playback === 'binary') return { blockBytes, encode: (pcm) => pcm };
      return `playback=${playback} is not possible: use files, json or binary`;
    }),
};

/** A message of base64 for every 20 ms would cost more than the audio. */
const JSON_BLOCKS = 8;

const encodeStreamAudio = (pcm: Buffer, sampleRateHz: number): string =>
  JSON.stringify({
    type: 'streamAudio',
    data: { audioDataType: 'raw', sampleRate: sampleRateHz, audioData: pcm.toString('base64') },
  });
