import type { DialogEvent, Understanding } from '../domain/dialog/types.ts';

/** The server refuses a summary of more than 400 bytes; a line of a list needs less. */
const LONGEST = 80;

/** What was heard, as a line of the history. */
export const quoted = (text: string): string =>
  `“${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}”`;

/** What happened, in a word or two, as a line of the history. */
export function summaryOf(event: DialogEvent): string {
  switch (event.type) {
    case 'started':
      return 'the call begins';
    case 'understood':
      return understood(event.understanding);
    case 'keys':
      return `keys ${event.digits}`;
    case 'silence':
      return 'silence';
    case 'tool-finished':
      return `${event.result.name} ${event.result.status}`;
    case 'resumed':
      return 'the line is back';
    case 'returned':
      return 'the caller is back from hold';
    case 'transfer-failed':
      return 'no human answered';
  }
}

/** What the caller's words were taken for: "no, date", "repeat", "age, weight". */
function understood({ intents, slots }: Understanding): string {
  const named = [...new Set([...intents, ...slots.map(({ slot }) => slot)])];
  return named.length === 0 ? 'nothing understood' : named.join(', ').slice(0, LONGEST);
}
