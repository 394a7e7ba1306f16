import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../cli/setup/chromium.mjs';
import { createVoices } from '../../cli/sim/caller/voice.ts';
import { encodeWav } from '../../cli/sim/wav.ts';

const RATE_HZ = 8000;

/** What the microphone hears: silence, a line of speech, silence. */
export interface Spoken {
  /** s before the words, from when the page opens the microphone */
  afterS: number;
  text: string;
}

/** A headless Chromium whose microphone plays speech. */
export interface TestBrowser {
  /** a person of their own, who allows the microphone or not */
  visitor(allows: boolean): Promise<Page>;
  close(): Promise<void>;
}

export async function startBrowser(spoken: Spoken): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium: sudo apt-get install chromium, or name one by CHROMIUM');
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-microphone-'));
  const speech = join(folder, 'speech.wav');
  await writeFile(speech, await speechFile(spoken));
  let browser: Browser;
  try {
    // an empty profile of its own comes with every start
    browser = await chromium.launch({
      executablePath,
      headless: true,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
        ...['--disable-background-networking', '--disable-component-update'],
        ...['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${speech}%noloop`],
      ],
    });
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  return {
    async visitor(allows) {
      const context = await browser.newContext({ permissions: allows ? ['microphone'] : [] });
      const page = await context.newPage();
      await page.addInitScript(keepConnections);
      return page;
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function speechFile({ afterS, text }: Spoken): Promise<Buffer> {
  const words = await createVoices()('flite:rms', text);
  const before = afterS * RATE_HZ;
  const samples = new Int16Array(before + words.length + 60 * RATE_HZ);
  samples.set(words, before);
  return encodeWav({ rateHz: RATE_HZ, channels: 1, samples });
}

interface KeptConnections {
  connections: RTCPeerConnectionLike[];
}
interface RTCPeerConnectionLike {
  getStats(): Promise<Map<string, { type: string; totalAudioEnergy?: number; packetsLost?: number }>>;
}

/** Runs in the page: its connections can be asked later what they heard. */
function keepConnections() {
  const here = globalThis as unknown as KeptConnections & {
    RTCPeerConnection: new () => RTCPeerConnectionLike;
  };
  here.connections = [];
  here.RTCPeerConnection = class extends here.RTCPeerConnection {
    constructor(...given: []) {
      super(...given);
      here.connections.push(this);
    }
  };
}

/** What the page's last connection has played. */
export const heardBy = (page: Page): Promise<{ energy: number; lost: number }> =>
  page.evaluate(async () => {
    const { connections } = globalThis as unknown as KeptConnections;
    for (const entry of (await connections.at(-1)?.getStats())?.values() ?? [])
      if (entry.type === 'inbound-rtp')
        return { energy: entry.totalAudioEnergy ?? 0, lost: entry.packetsLost ?? 0 };
    return { energy: 0, lost: 0 };
  });
