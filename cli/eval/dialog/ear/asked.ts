/** What the agent asked: the name whose pattern ends last in the text; of two that end together the longer match. */
export function askedIn(text: string, asked: Readonly<Record<string, readonly RegExp[]>>): string | null {
  const heard = text.replace(/[’ʼ`]/g, "'");
  let best: { name: string; end: number; length: number } | null = null;
  for (const [name, patterns] of Object.entries(asked))
    for (const pattern of patterns)
      for (const match of heard.matchAll(pattern)) {
        const [end, length] = [match.index + match[0].length, match[0].length];
        if (best === null || end > best.end || (end === best.end && length > best.length))
          best = { name, end, length };
      }
  return best?.name ?? null;
}
