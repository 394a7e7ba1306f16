/** An exported history without what belongs to the recording machine: paths in stack traces, host and process. */
export function scrubHistory(json: string): string {
  const kept = JSON.stringify(JSON.parse(json), (key, value) => {
    if (key === 'stackTrace') return '';
    return key === 'identity' ? 'recorder' : value;
  });
  return kept.replaceAll('{"eventId"', '\n{"eventId"'); // an event per line, so that a difference can be read
}
