import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { STORE_TOOLS } from '../../activities/tools/index.ts';
import { parseRoutes } from '../../admin/api/scenarios/routes-file.ts';

/**
 * The tenants of a scenarios folder whose scenario asks a store: the shops that the stack's own store has to serve.
 * Unreadable files count as none; publishing them says what is wrong.
 */
export function shopsOf(scenariosDir: string): string[] {
  try {
    const routes = parseRoutes(readFileSync(join(scenariosDir, 'routes.yaml'), 'utf8'));
    const scenarios = [...new Set(routes.map(({ scenario }) => scenario))];
    const needing = new Set(scenarios.filter((name) => asksStore(join(scenariosDir, name))));
    const tenants = routes.filter(({ scenario }) => needing.has(scenario)).map(({ tenant }) => tenant);
    return [...new Set(tenants)].sort();
  } catch {
    return [];
  }
}

function asksStore(folder: string): boolean {
  try {
    const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
    return files.some((name) => {
      const data: unknown = parse(readFileSync(join(folder, name), 'utf8'));
      const tools = (data as { tools?: object } | null)?.tools ?? {};
      return STORE_TOOLS.some((tool) => tool in tools);
    });
  } catch {
    return false;
  }
}
