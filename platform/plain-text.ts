/**
 * Text from outside without what no database takes: control characters become spaces (tabs and line ends stay), half
 * surrogate pairs become U+FFFD. PostgreSQL refuses U+0000 in text and jsonb, so one such message would keep its call
 * from ever being saved.
 */
export const plainText = (text: string): string =>
  text.toWellFormed().replace(/\p{Cc}/gu, (char) => (char === '\n' || char === '\t' ? char : ' '));
