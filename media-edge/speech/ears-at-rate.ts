import type { Ears, EarsEvent } from './ears.ts';
import { createListenClient, type ListenOptions } from './listen-client.ts';
import { createResampler } from './resample.ts';

/** What recognisers take, Hz. */
const RECOGNISER_RATES_HZ = [8000, 16_000];

/** Ears for a call of any rate: audio of another rate than recognisers take is brought to 16 kHz. */
export function createEarsAtRate(
  { sampleRateHz, ...options }: Omit<ListenOptions, 'onEvent'>,
  onEvent: (event: EarsEvent) => void,
): Ears {
  if (RECOGNISER_RATES_HZ.includes(sampleRateHz))
    return createListenClient({ ...options, sampleRateHz, onEvent });
  const rateHz = 16_000;
  const ears = createListenClient({ ...options, sampleRateHz: rateHz, onEvent });
  const resample = createResampler(sampleRateHz, rateHz);
  return {
    hear: (pcm) => ears.hear(resample(pcm)),
    configure: ears.configure,
    finalize: ears.finalize,
    takeHeardSeconds: ears.takeHeardSeconds,
    get engine() {
      return ears.engine;
    },
    close: ears.close,
  };
}
