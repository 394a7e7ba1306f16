import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../../platform/sha256.ts';

/** Made once per home folder, readable by its owner only; variables of the environment go before. */
export interface StackSecrets {
  edgeSecret: string;
  edgeToken: string;
  adminToken: string;
}

/** The kept ones, and what follows from them: homes made before there was a store or a web call have no more. */
export function stackSecrets(
  home: string,
  env: NodeJS.ProcessEnv,
): StackSecrets & { storeToken: string; webCallSecret: string } {
  const kept = keptSecrets(join(home, 'secrets.json'));
  return {
    edgeSecret: env.EDGE_SECRET || kept.edgeSecret,
    edgeToken: env.EDGE_TOKEN || kept.edgeToken,
    adminToken: env.ADMIN_TOKEN || kept.adminToken,
    storeToken: env.STORE_TOKEN || sha256(`store ${kept.edgeSecret}`).slice(0, 32),
    webCallSecret: env.WEB_CALL_SECRET || sha256(`web call ${kept.edgeSecret}`).slice(0, 32),
  };
}

function keptSecrets(path: string): StackSecrets {
  const random = () => randomBytes(24).toString('base64url');
  mkdirSync(dirname(path), { recursive: true });
  const made = JSON.stringify({ edgeSecret: random(), edgeToken: random(), adminToken: random() });
  try {
    writeFileSync(path, made, { flag: 'wx', mode: 0o600 });
  } catch {
    // they were made earlier
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StackSecrets;
  } catch {
    throw new Error(`${path} is not readable JSON: delete it, new secrets are made`);
  }
}
