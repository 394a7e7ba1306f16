import { rm } from 'node:fs/promises';
import { takeServers } from './running-servers.ts';

/** Stops what global-setup started and removes its files. */
export default async function globalTeardown(): Promise<void> {
  const servers = takeServers();
  if (!servers) return;
  await Promise.all(servers.stops.map((stop) => stop()));
  await rm(servers.folder, { recursive: true, force: true });
}
