import type { Route } from '../../domain/opening.ts';
import type { Database } from './database.ts';

/** Makes `routes` the only ones, in one transaction: a call finds the old table or the new one, never half of it. */
export async function replaceRoutes({ kysely }: Database, routes: readonly Route[]): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    const numbers = routes.map(({ to }) => to);
    const stale = transaction.deleteFrom('routes');
    await (numbers.length === 0 ? stale : stale.where('to_number', 'not in', numbers)).execute();
    for (const { to, tenant, scenario, language } of routes) {
      const route = { tenant, scenario, language };
      await transaction
        .insertInto('routes')
        .values({ to_number: to, ...route })
        .onConflict((conflict) => conflict.column('to_number').doUpdateSet(route))
        .execute();
    }
  });
}
