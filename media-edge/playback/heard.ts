/** One piece of speech as far as it was played: samples or bytes, both numbers in the same unit. */
export interface PlayedPiece {
  text: string;
  played: number;
  /** length of the whole piece, as far as it has been made */
  whole: number;
}

/** What the caller heard of some pieces: whole words, in proportion to the audio that was played. */
export function heardText(pieces: readonly PlayedPiece[]): { text: string; complete: boolean } {
  const parts = pieces.map((piece) => playedWords(piece));
  return {
    text: parts.filter((part) => part !== '').join(' '),
    complete: pieces.length > 0 && pieces.every(({ played, whole }) => whole > 0 && played >= whole),
  };
}

function playedWords({ text, played, whole }: PlayedPiece): string {
  if (whole <= 0 || played <= 0) return '';
  if (played >= whole) return text;
  const reached = Math.floor((text.length * played) / whole);
  // a word counts when it was played to its end
  const space = /\s/.test(text.charAt(reached)) ? reached : text.slice(0, reached).search(/\s\S*$/);
  return space < 0 ? '' : text.slice(0, space).trimEnd();
}
