import { join } from 'node:path';
import { aptInstall, debianPackages } from './debian-packages.mjs';
import { findOnPath } from './tool-paths.mjs';

/** Names of the browser, and of others that the tests take as well. */
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * The browser that the tests drive: CHROMIUM, else on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export const findChromium = (env = process.env) =>
  env.CHROMIUM || PROGRAMS.map((name) => findOnPath(name, env)).find((path) => path !== undefined);

/**
 * For `npm test` only. Who may not install it can run everything else: its tests then fail and say this, too.
 * @type {import('./part.d.mts').SetupPart}
 */
export const chromium = {
  name: 'Chromium',
  isReady: ({ env }) => findChromium(env) !== undefined,
  async install({ logFolder, env, signal, say, after }) {
    // two apt-get at once hold each other up
    await after(debianPackages);
    try {
      await aptInstall(['chromium'], { log: join(logFolder, 'setup-chromium.log'), env, signal });
    } catch (error) {
      signal.throwIfAborted();
      say(
        `no Chromium, so the tests of calls from a page will fail: ${error instanceof Error ? error.message : error}`,
      );
    }
  },
};
