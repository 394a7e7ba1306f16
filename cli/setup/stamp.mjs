import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What an installed folder was made from. The stamp lies inside the folder, so it goes when the folder goes, and is
 * written last, so an interrupted installation has none.
 * @param {readonly string[]} files the lock files
 * @param {readonly string[]} facts what else the folder depends on
 */
export function fingerprint(files, facts) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.update(JSON.stringify(facts)).digest('hex');
}

/** @param {string} folder */
const stampIn = (folder) => join(folder, '.holdfast-stamp');

/**
 * @param {string} folder
 * @param {string} expected
 */
export function hasStamp(folder, expected) {
  try {
    return readFileSync(stampIn(folder), 'utf8') === expected;
  } catch {
    return false;
  }
}

/**
 * @param {string} folder
 * @param {string} value
 */
export const writeStamp = (folder, value) => writeFileSync(stampIn(folder), value);

/** @param {string} folder */
export const removeStamp = (folder) => rmSync(stampIn(folder), { force: true });
