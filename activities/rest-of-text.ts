/**
 * What is left to say of the scenario's text when a model broke off: nothing spoken, all of it; a beginning of it
 * spoken, the rest; other words spoken, the last sentence, since that is where the question stands.
 */
export function restOfText(text: string, spoken: string): string {
  const said = spoken.trim();
  if (said === '') return text;
  if (text.startsWith(said)) return text.slice(said.length);
  const sentences = text.match(/[^.!?…]+[.!?…]*/g) ?? [text];
  return ` ${(sentences.findLast((sentence) => sentence.trim() !== '') ?? text).trim()}`;
}
