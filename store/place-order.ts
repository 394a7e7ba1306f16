import type pg from 'pg';
import type { OrderWish, Placed, Refusal } from '../contracts/store-api.ts';
import { inTransaction } from './database.ts';
import { lockKey, putBack, readKey, type StoredOrder } from './order-of-key.ts';
import { readOrders } from './read-orders.ts';

/** Ends the transaction without a trace. */
class Refused extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(reason);
    this.reason = reason;
  }
}

/** Days from an order to its arrival. */
const DELIVERY_DAYS = 2;

/**
 * States the order of a key: makes it, changes it for a later revision, or leaves it as it is for the same one. Stock
 * moves with it in the same transaction, so that neither a repeat nor a failure half-way sells anything twice.
 */
export async function placeOrder(pool: pg.Pool, shop: string, key: string, wish: OrderWish): Promise<Placed> {
  try {
    return await inTransaction(pool, async (client) => {
      await lockKey(client, shop, key);
      const { before, withdrawnAt } = await readKey(client, shop, key);
      if (withdrawnAt >= wish.revision) throw new Refused('stale');
      if (before !== undefined && before.revision > wish.revision) throw new Refused('stale');
      let number = before?.number;
      const isOpen = before?.status === 'new' || before?.revision === withdrawnAt;
      if (before !== undefined && before.revision !== wish.revision && !isOpen) throw new Refused('closed');
      if (before?.revision !== wish.revision) number = await write(client, shop, key, wish, before);
      const [order] = await readOrders(client, shop, 'o.number = $2', number ?? '');
      if (order === undefined) throw new Error(`order ${number} of ${shop} has vanished`);
      return { status: 'stored', order };
    });
  } catch (error) {
    if (error instanceof Refused) return { status: 'refused', reason: error.reason };
    throw error;
  }
}

async function write(
  client: pg.PoolClient,
  shop: string,
  key: string,
  wish: OrderWish,
  before: StoredOrder | undefined,
): Promise<string> {
  if (before !== undefined) {
    // what was withdrawn has been put back already
    if (before.status === 'new') await putBack(client, shop, before.number);
    await client.query('DELETE FROM store.order_lines WHERE shop = $1 AND number = $2', [
      shop,
      before.number,
    ]);
  }
  const { rows } = await client.query<{ number: string }>(
    `INSERT INTO store.orders (shop, number, key, revision, status, customer_name, customer_phone, delivery, expected_on)
     VALUES ($1, coalesce($2, nextval('store.order_numbers')::text), $3, $4, 'new', $5, $6, $7, current_date + $8::integer)
     ON CONFLICT (shop, key) DO UPDATE SET revision = excluded.revision, status = 'new',
       expected_on = coalesce(orders.expected_on, excluded.expected_on), customer_name = excluded.customer_name,
       customer_phone = excluded.customer_phone, delivery = excluded.delivery
     RETURNING number`,
    [
      shop,
      before?.number ?? null,
      key,
      wish.revision,
      wish.customer.name,
      wish.customer.phone,
      JSON.stringify(wish.delivery),
      DELIVERY_DAYS,
    ],
  );
  const number = rows[0]?.number ?? '';
  // in one order for everybody, so that two orders of the same things never wait for each other
  const lines = [...wish.lines.entries()].sort(([, a], [, b]) => a.article.localeCompare(b.article));
  for (const [line, { article, quantity }] of lines) {
    const taken = await client.query(
      `WITH taken AS (UPDATE store.items SET in_stock = in_stock - $5
         WHERE shop = $1 AND article = $4 AND in_stock >= $5 RETURNING *)
       INSERT INTO store.order_lines
       SELECT shop, $2, $3, article, name, $5, price_minor, currency FROM taken`,
      [shop, number, line, article, quantity],
    );
    if (taken.rowCount !== 1) throw new Refused(await reasonOf(client, shop, article));
  }
  return number;
}

async function reasonOf(client: pg.PoolClient, shop: string, article: string): Promise<Refusal> {
  const { rowCount } = await client.query('SELECT 1 FROM store.items WHERE shop = $1 AND article = $2', [
    shop,
    article,
  ]);
  return rowCount === 0 ? 'unknown-article' : 'out-of-stock';
}
