/** How long recordings are kept, in days; null: for ever. */
export interface Retention {
  usual: number | null;
  byTenant: Readonly<Record<string, number | null>>;
}

const DAY_MS = 24 * 60 * 60_000;

/** Reads `90,clinic=30,shop=forever`; answers what is wrong with it as a sentence. */
export function parseRetention(text: string): Retention | string {
  const byTenant: Record<string, number | null> = {};
  let usual: number | null | undefined;
  for (const part of text.split(',').map((each) => each.trim())) {
    const [, tenant, value = ''] = /^(?:([^=\s]+)=)?(\d{1,5}|forever)$/.exec(part) ?? [];
    if (value === '')
      return `"${part}" is neither days nor TENANT=days: write e.g. 90,clinic=30,shop=forever`;
    const days = value === 'forever' ? null : Number(value);
    if (tenant !== undefined) byTenant[tenant] = days;
    else if (usual === undefined) usual = days;
    else return `"${part}" is a second number for every tenant: name the tenant, e.g. clinic=${part}`;
  }
  if (usual === undefined) return 'the days for every other tenant are missing: write e.g. 90,clinic=30';
  return { usual, byTenant };
}

/** Recordings of calls that ended before this are to go, ISO 8601; null: none of the tenant's. */
export function keptSince({ usual, byTenant }: Retention, tenant: string, nowMs: number): string | null {
  const days = Object.hasOwn(byTenant, tenant) ? (byTenant[tenant] ?? null) : usual;
  return days === null ? null : new Date(nowMs - days * DAY_MS).toISOString();
}
