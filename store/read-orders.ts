import type pg from 'pg';
import type { Order } from '../contracts/store-api.ts';

const ORDER = `o.number, o.status, o.delivery, to_char(o.expected_on, 'YYYY-MM-DD') AS "expectedOn",
  coalesce(jsonb_agg(jsonb_build_object('article', l.article, 'name', l.name, 'quantity', l.quantity,
    'price', jsonb_build_object('amountMinor', l.price_minor, 'currency', l.currency)) ORDER BY l.line)
    FILTER (WHERE l.article IS NOT NULL), '[]') AS lines,
  jsonb_build_object('amountMinor', coalesce(sum(l.price_minor * l.quantity), 0), 'currency', coalesce(min(l.currency), 'UAH')) AS total
  FROM store.orders o LEFT JOIN store.order_lines l ON l.shop = o.shop AND l.number = o.number`;

/** Orders of a shop that meet a condition on `o`, newest first. */
export async function readOrders(
  client: Pick<pg.ClientBase, 'query'>,
  shop: string,
  condition: 'o.number = $2' | 'o.customer_phone = $2',
  value: string,
): Promise<Order[]> {
  const { rows } = await client.query<Order>(
    `SELECT ${ORDER} WHERE o.shop = $1 AND ${condition} GROUP BY o.shop, o.number
     ORDER BY o.placed_at DESC, o.number DESC LIMIT 10`,
    [shop, value],
  );
  return rows;
}
