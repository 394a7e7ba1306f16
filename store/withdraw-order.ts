import type pg from 'pg';
import type { Withdrawal } from '../contracts/store-api.ts';
import { inTransaction } from './database.ts';
import { lockKey, putBack, readKey } from './order-of-key.ts';
import { refusal } from './withdrawal-refused.ts';

/**
 * States that there is no order of a key: cancels the one that there is, its stock goes back in the same transaction, and
 * refuses wishes of a lower revision that come late. The same again changes nothing.
 */
export async function withdrawOrder(
  pool: pg.Pool,
  shop: string,
  key: string,
  revision: number,
): Promise<Withdrawal> {
  return inTransaction(pool, async (client): Promise<Withdrawal> => {
    await lockKey(client, shop, key);
    const { before, withdrawnAt } = await readKey(client, shop, key);
    if (withdrawnAt >= revision) return { status: 'withdrawn' };
    if (before !== undefined && before.revision >= revision) return refusal('stale');
    const isWithdrawn = before === undefined || before.revision === withdrawnAt;
    if (!isWithdrawn && before.status !== 'new') return refusal('closed');
    await client.query(
      `INSERT INTO store.withdrawals VALUES ($1, $2, $3)
       ON CONFLICT (shop, key) DO UPDATE SET revision = excluded.revision`,
      [shop, key, revision],
    );
    if (before === undefined) return { status: 'withdrawn' };
    if (!isWithdrawn) await putBack(client, shop, before.number);
    await client.query(
      `UPDATE store.orders SET status = 'cancelled', revision = $3, expected_on = NULL WHERE shop = $1 AND number = $2`,
      [shop, before.number, revision],
    );
    return { status: 'withdrawn' };
  });
}
