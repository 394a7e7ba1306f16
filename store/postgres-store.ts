import type pg from 'pg';
import type { Item, StoreApi } from '../contracts/store-api.ts';
import { choose } from './choose.ts';
import { placeOrder } from './place-order.ts';
import { readOrders } from './read-orders.ts';
import { UnknownShop } from './unknown-shop.ts';
import { withdrawOrder } from './withdraw-order.ts';

const ITEM = `article, product, brand, name, spoken, size, season, cars,
  jsonb_build_object('amountMinor', price_minor, 'currency', currency) AS price,
  in_stock AS "inStock", to_char(restock_on, 'YYYY-MM-DD') AS "restockOn"`;

/** The store on PostgreSQL. `shops` are those that it serves. */
export function createPostgresStore(pool: pg.Pool, shops: readonly string[]): StoreApi {
  const known = (shop: string): string => {
    if (!shops.includes(shop)) throw new UnknownShop(shop);
    return shop;
  };
  const items = async (shop: string, product: string | null): Promise<Item[]> => {
    const { rows } = await pool.query<Item>(
      `SELECT ${ITEM} FROM store.items WHERE shop = $1 AND ($2::text IS NULL OR product = $2)`,
      [shop, product],
    );
    return rows;
  };
  return {
    async order(shop, number) {
      return (await readOrders(pool, known(shop), 'o.number = $2', number))[0] ?? null;
    },
    ordersOf: async (shop, phone) => readOrders(pool, known(shop), 'o.customer_phone = $2', phone),
    async search(shop, search) {
      const { rows } = await pool.query<{ car: string; size: string }>(
        'SELECT car, size FROM store.fitments WHERE shop = $1 AND car = $2 ORDER BY size',
        [known(shop), search.car ?? ''],
      );
      const fitments = search.car === undefined ? {} : { [search.car]: rows.map(({ size }) => size) };
      return choose(await items(shop, search.product ?? null), fitments, search);
    },
    async availability(shop, article, quantity) {
      const { rows } = await pool.query<Item>(
        `SELECT ${ITEM} FROM store.items WHERE shop = $1 AND article = $2`,
        [known(shop), article],
      );
      const item = rows[0];
      if (item === undefined) return null;
      const total = { ...item.price, amountMinor: item.price.amountMinor * quantity };
      return { item, quantity, isAvailable: item.inStock >= quantity, total };
    },
    place: async (shop, key, wish) => placeOrder(pool, known(shop), key, wish),
    withdraw: async (shop, key, revision) => withdrawOrder(pool, known(shop), key, revision),
  };
}
