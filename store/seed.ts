import type pg from 'pg';
import { inTransaction } from './database.ts';
import { FITMENTS, SEED_ITEMS } from './seed/items.ts';
import { SEED_ORDERS } from './seed/orders.ts';

/** Fills a new shop; one that has been filled before keeps what it has. */
export async function seedShop(pool: pg.Pool, shop: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'INSERT INTO store.shops (shop) VALUES ($1) ON CONFLICT DO NOTHING',
      [shop],
    );
    if (rowCount === 0) return;
    for (const item of SEED_ITEMS) {
      await client.query(
        `INSERT INTO store.items (shop, article, product, brand, name, spoken, size, season, cars, price_minor, currency, in_stock)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          shop,
          item.article,
          item.product,
          item.brand,
          JSON.stringify(item.name),
          JSON.stringify(item.spoken),
          item.size,
          item.season,
          item.cars,
          item.price.amountMinor,
          item.price.currency,
          item.inStock,
        ],
      );
    }
    for (const [car, sizes] of Object.entries(FITMENTS)) {
      for (const size of sizes)
        await client.query('INSERT INTO store.fitments VALUES ($1, $2, $3)', [shop, car, size]);
    }
    for (const { number, status, customer, delivery, lines, arrivesInDays } of SEED_ORDERS) {
      await client.query(
        `INSERT INTO store.orders (shop, number, status, customer_name, customer_phone, delivery, expected_on, placed_at)
         VALUES ($1, $2, $3, $4, $5, $6, current_date + $7::integer, now() - make_interval(mins => 20000 - $8::integer))`,
        [
          shop,
          number,
          status,
          customer.name,
          customer.phone,
          JSON.stringify(delivery),
          arrivesInDays,
          Number(number),
        ],
      );
      for (const [index, { article, quantity }] of lines.entries())
        await client.query(
          `INSERT INTO store.order_lines
           SELECT shop, $2, $3, article, name, $5, price_minor, currency FROM store.items WHERE shop = $1 AND article = $4`,
          [shop, number, index, article, quantity],
        );
    }
  });
}
