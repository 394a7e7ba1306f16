import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { SpeechRequest } from '../../contracts/speech.ts';
import type { Language } from '../../domain/language.ts';

/** What is spoken, and how. Equal values give equal audio. */
export interface Utterance {
  text: string;
  language: Language;
  model: string;
  voice: string;
  sampleRateHz: number;
}
/** Makes audio; calls `onAudio` as it comes. Rejects when the engine refuses, breaks off or is too slow. */
export type Synthesize = (utterance: Utterance, onAudio: (pcm: Buffer) => void) => Promise<void>;

/** No byte for so long: the engine hangs. */
const SILENCE_LIMIT_MS = 5000;

/** Speech by `POST {url}/v1/audio/speech` (OpenAI's shape), PCM16, streamed. One try: the voice decides on more. */
export function createSynthesizer(url: string, apiKey = ''): Synthesize {
  const target = new URL('/v1/audio/speech', url);
  const secure = target.protocol === 'https:';
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: 64 })
    : new HttpAgent({ keepAlive: true, maxSockets: 64 });
  const open = secure ? httpsRequest : httpRequest;
  return ({ text, language, model, voice, sampleRateHz }, onAudio) =>
    new Promise((resolve, reject) => {
      const wanted: SpeechRequest = {
        model,
        input: text,
        voice,
        response_format: 'pcm',
        sample_rate: sampleRateHz,
        language,
      };
      const body = JSON.stringify(wanted);
      const request = open(
        target,
        {
          method: 'POST',
          agent,
          timeout: SILENCE_LIMIT_MS,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
          },
        },
        (response) => {
          if (response.statusCode !== 200) {
            response.resume();
            reject(
              new Error(
                `${target.href} answered ${response.statusCode} for voice ${voice}: check the speech worker`,
              ),
            );
            return;
          }
          response.on('data', onAudio);
          response.on('end', resolve);
          response.on('error', reject);
        },
      );
      request.on('timeout', () =>
        request.destroy(new Error(`${target.href} was silent for ${SILENCE_LIMIT_MS} ms`)),
      );
      request.on('error', reject);
      request.end(body);
    });
}
