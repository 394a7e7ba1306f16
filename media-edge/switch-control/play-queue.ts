/**
 * Playback for modules that only write files (drachtio's mod_audio_fork, mod_audio_stream): each file is played behind
 * the one before it, and all of them go at a barge-in. Pure: event in, commands out.
 */
export interface PlayQueue {
  playing: { file: string; sinceMs: number } | null;
  /** the switch was told to stop what plays; its PLAYBACK_STOP is awaited */
  stopping: boolean;
  waiting: readonly string[];
}

export type PlayEvent =
  | { type: 'file-written'; file: string; atMs: number }
  | { type: 'playback-stopped'; file: string; atMs: number }
  /** the edge clears its playback; `stopped`: the module has stopped what plays by itself */
  | { type: 'playback-cleared'; stopped: boolean };

export type PlayCommand = { type: 'play'; file: string } | { type: 'stop-playing' };

export const EMPTY_QUEUE: PlayQueue = { playing: null, stopping: false, waiting: [] };

/** No file of ours lasts so long: its end was lost with the event socket. */
const LONGEST_FILE_MS = 8000;
/** A switch that was told to stop does so at once; no event means that the file had not begun. */
const STOPS_WITHIN_MS = 500;
const MOST_WAITING = 100;

export function stepPlayQueue(
  queue: PlayQueue,
  event: PlayEvent,
): { queue: PlayQueue; commands: PlayCommand[] } {
  const { playing, stopping, waiting } = queue;
  switch (event.type) {
    case 'file-written': {
      const next = [...waiting, event.file].slice(-MOST_WAITING);
      const forMs = playing === null ? 0 : event.atMs - playing.sinceMs;
      const lost = forMs > (stopping ? STOPS_WITHIN_MS : LONGEST_FILE_MS);
      return playing === null || lost
        ? playNext(next, event.atMs)
        : { queue: { ...queue, waiting: next }, commands: [] };
    }
    case 'playback-stopped':
      return playing?.file === event.file ? playNext(waiting, event.atMs) : { queue, commands: [] };
    case 'playback-cleared':
      if (playing === null) return { queue: EMPTY_QUEUE, commands: [] };
      return {
        queue: { playing, stopping: true, waiting: [] },
        commands: event.stopped || stopping ? [] : [{ type: 'stop-playing' }],
      };
  }
}

function playNext(waiting: readonly string[], atMs: number): { queue: PlayQueue; commands: PlayCommand[] } {
  const [file, ...rest] = waiting;
  if (file === undefined) return { queue: EMPTY_QUEUE, commands: [] };
  return {
    queue: { playing: { file, sinceMs: atMs }, stopping: false, waiting: rest },
    commands: [{ type: 'play', file }],
  };
}
