/** `<process>@<host>-<id>`: the name of a worker's own queue */
const STICKY_QUEUE = /^\d+@.+-[0-9a-f]{32}$/;

/** An exported history without what belongs to the recording machine: paths in stack traces, host and process. */
export function scrubHistory(json: string): string {
  const kept = JSON.stringify(JSON.parse(json), (key, value) => {
    if (key === 'stackTrace') return '';
    if (key === 'identity') return 'recorder';
    return typeof value === 'string' && STICKY_QUEUE.test(value) ? 'recorder-sticky' : value;
  });
  return kept.replaceAll('{"eventId"', '\n{"eventId"'); // an event per line, so that a difference can be read
}
