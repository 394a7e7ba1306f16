/** A text as words alone, in lower case, one space before, between and behind: ` so tuesday `. */
export const plainWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[’ʼ`]/g, "'")
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim()} `;

/** Whether a text holds these words in this order, side by side. */
export const holdsWords = (text: string, words: string): boolean =>
  plainWords(text).includes(plainWords(words));
