import type { Check } from './conversation.ts';
import { featuresOf } from './features.ts';
import { createMemory, cutOut, type PhraseMemory } from './phrase-memory.ts';

/** Tells whether the agent said a value as the caller meant it. */
export interface ValueEar {
  hear(heard: Float32Array, frame: number): void;
  /** names of the checks whose value was heard since the last `forget` */
  heard(): string[];
  forget(): void;
}

/** espeak-ng over PCMU: a value in its own sentence came to 3.4 at most (names), 3.9 with another date behind it */
const NEAR_ENOUGH = 4;

/** How a value and what it might be taken for sound, alone and within the agent's sentences. Each at 8 kHz. */
export interface ValueSounds {
  own: Float32Array[][];
  unlike: Float32Array[][];
}

/** Renders what is to be remembered, in the agent's voice. */
export async function rememberValue(
  { value, within, unlike }: Pick<Check, 'value' | 'within' | 'unlike'>,
  render: (text: string) => Promise<Int16Array>,
): Promise<ValueSounds> {
  const remember = async (text: string) => {
    const alone = featuresOf(await render(text));
    const cut = within.map(async (sentence) =>
      cutOut(featuresOf(await render(sentence.replace('…', text))), alone),
    );
    return [alone, ...(await Promise.all(cut)).filter((sound) => sound.length > 0)];
  };
  const own = await remember(value);
  const others: Float32Array[][] = [];
  const left = [...unlike];
  const work = async () => {
    for (let other = left.pop(); other !== undefined; other = left.pop())
      others.push(...(await remember(other)));
  };
  await Promise.all([work(), work()]);
  return { own, unlike: others };
}

export function createValueEar(sounds: ReadonlyMap<string, ValueSounds>): ValueEar {
  const values = [...sounds].map(([name, { own, unlike }]) => ({
    name,
    own: own.map(createMemory),
    unlike: unlike.map(createMemory),
  }));
  const memories = values.flatMap(({ own, unlike }) => [...own, ...unlike]);
  return {
    hear(heard, frame) {
      for (const memory of memories) memory.hear(heard, frame);
    },
    heard: () =>
      values
        .filter(({ own, unlike }) => {
          const distance = nearest(own);
          return distance <= NEAR_ENOUGH && distance < nearest(unlike);
        })
        .map(({ name }) => name),
    forget() {
      for (const memory of memories) memory.forget();
    },
  };
}

const nearest = (memories: readonly PhraseMemory[]): number =>
  Math.min(...memories.map((memory) => memory.best().distance));
