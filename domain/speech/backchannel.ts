/** Sounds that say "I am listening" in three languages: no turn while the agent speaks. */
const LISTENING = new Set(
  (
    'mhm mm mmm mmhm hm hmm hmmm uh um ah oh uhhuh uh-huh mm-hmm mm-hm ' +
    'угу ага мгм мм ммм гм хм хмм мг а э ем эм е о ну'
  ).split(' '),
);

/** The words of a transcript in lower case, without punctuation. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];

/** True for a transcript that holds nothing but sounds of listening; false for silence. */
export function isBackchannel(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.every((word) => LISTENING.has(word));
}
