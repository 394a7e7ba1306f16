import type pg from 'pg';

/** The order that a key has. */
export interface StoredOrder {
  number: string;
  revision: number;
  status: string;
}

type Client = Pick<pg.ClientBase, 'query'>;

/** Two statements about one key at once: the second waits, then finds what the first one did. */
export async function lockKey(client: Client, shop: string, key: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`order ${shop} ${key}`]);
}

/** What is known of a key; `withdrawnAt` is the revision up to which there is to be no order, -1: none was withdrawn. */
export async function readKey(
  client: Client,
  shop: string,
  key: string,
): Promise<{ before: StoredOrder | undefined; withdrawnAt: number }> {
  const orders = await client.query<StoredOrder>(
    'SELECT number, revision, status FROM store.orders WHERE shop = $1 AND key = $2 FOR UPDATE',
    [shop, key],
  );
  const withdrawals = await client.query<{ revision: number }>(
    'SELECT revision FROM store.withdrawals WHERE shop = $1 AND key = $2',
    [shop, key],
  );
  return { before: orders.rows[0], withdrawnAt: withdrawals.rows[0]?.revision ?? -1 };
}

/** Puts what an order had taken back on the shelf. */
export async function putBack(client: Client, shop: string, number: string): Promise<void> {
  await client.query(
    `UPDATE store.items i SET in_stock = in_stock + l.quantity
     FROM (SELECT article, sum(quantity)::integer AS quantity FROM store.order_lines
           WHERE shop = $1 AND number = $2 GROUP BY article) l
     WHERE i.shop = $1 AND i.article = l.article`,
    [shop, number],
  );
}
