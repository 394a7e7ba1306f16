import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells of every change in `directory` and in the folders directly below it, until the returned function is called.
 * Watches folders, never files: Node's recursive watch on Linux loses a file for good once an editor or git has put
 * another in its place. Throws when `directory` cannot be read.
 */
export function watchFolders(directory: string, onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const follow = (): void => {
    const present = foldersIn(directory);
    for (const [key, watcher] of watchers) {
      if (present.has(key)) continue;
      watcher.close();
      watchers.delete(key);
    }
    for (const [key, folder] of present) {
      if (watchers.has(key)) continue;
      const watcher = watch(folder, () => {
        if (folder === directory) tryToFollow();
        onChange();
      });
      // a folder that went away between two looks
      watcher.on('error', () => watcher.close());
      watchers.set(key, watcher);
    }
  };
  // a folder may go away between being listed and being watched; its going is an event too, so the next look comes
  const tryToFollow = (): void => {
    try {
      follow();
    } catch {
      onChange();
    }
  };
  follow();
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** `directory` and its folders, each under a key that changes when another folder takes its place. */
function foldersIn(directory: string): Map<string, string> {
  const below = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name));
  return new Map([directory, ...below].map((folder) => [`${statSync(folder).ino} ${folder}`, folder]));
}
