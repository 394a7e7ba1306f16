import type { EslEvent } from './esl/client.ts';
import { EMPTY_QUEUE, type PlayEvent, type PlayQueue, stepPlayQueue } from './play-queue.ts';
import * as say from './switch-command.ts';
import { readSwitchEvent } from './switch-event.ts';

/** A file that its controller does not begin to play within this is played by another one, ms. */
const OTHERS_PLAY_WITHIN_MS = 400;
const MOST_STARTED = 500;

/** Plays the files that a module has written for an edge, where it does not play by itself. */
export interface FilePlayer {
  play(channelId: string, event: PlayEvent): void;
  /** a file has begun to play, whoever asked for it */
  played(channelId: string, file: string): void;
  /** an event of an operator's channel, which hears files as callers do */
  operator(event: EslEvent, atMs: number): void;
  forget(channelId: string): void;
  stop(): void;
}

export interface FilePlayerParts {
  /** whether this controller plays into the channel; null: nobody here knows it */
  isOwner(channelId: string): boolean | null;
  run(channelId: string, command: string, name: string): void;
}

/** All controllers of a switch see the same files: the one that made the fork plays them, another where it does not. */
export function createFilePlayer({ isOwner, run }: FilePlayerParts): FilePlayer {
  const queues = new Map<string, PlayQueue>();
  /** channels whose own controller has failed to play */
  const inherited = new Set<string>();
  const started = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();

  const step = (channelId: string, event: PlayEvent) => {
    const { queue, commands } = stepPlayQueue(queues.get(channelId) ?? EMPTY_QUEUE, event);
    queues.set(channelId, queue);
    for (const command of commands)
      run(
        channelId,
        command.type === 'play' ? say.playFile(channelId, command.file) : say.stopPlaying(channelId),
        command.type,
      );
  };

  const player: FilePlayer = {
    play(channelId, event) {
      const owner = isOwner(channelId);
      if (owner === null) return;
      if (owner || inherited.has(channelId)) return step(channelId, event);
      if (event.type !== 'file-written') return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (started.has(event.file) || isOwner(channelId) === null) return;
        inherited.add(channelId);
        step(channelId, event);
      }, OTHERS_PLAY_WITHIN_MS);
      timers.add(timer);
    },
    played(_channelId, file) {
      started.add(file);
      for (const oldest of started) {
        if (started.size <= MOST_STARTED) break;
        started.delete(oldest);
      }
    },
    operator(event, atMs) {
      const read = readSwitchEvent(event, atMs);
      if (read === null) return;
      if ('play' in read) player.play(read.callId, read.play);
      else if ('played' in read) player.played(read.callId, read.played);
    },
    forget(channelId) {
      queues.delete(channelId);
      inherited.delete(channelId);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
  return player;
}
