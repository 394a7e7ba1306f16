import type { Item, Money, Order, OrderWish, Placed, StoreApi, Withdrawal } from '../contracts/store-api.ts';
import { choose } from './choose.ts';
import { FITMENTS, SEED_ITEMS } from './seed/items.ts';
import { SEED_ORDERS } from './seed/orders.ts';
import { UnknownShop } from './unknown-shop.ts';
import { refusal } from './withdrawal-refused.ts';

const FIRST_NUMBER = 10_200;

type StoredOrder = { order: Order; phone: string; key: string; revision: number };
type Shelf = Map<string, Item>;
interface Shop {
  items: Shelf;
  orders: StoredOrder[];
  nextNumber: number;
  /** key → revision of its withdrawal */
  withdrawn: Map<string, number>;
}

/** A store in memory with the seed of a new one, for tests and conversations without a server. */
export interface MemoryStore extends StoreApi {
  /** orders placed since the start, in order */
  placed(shop: string): readonly Order[];
}

/** `today` is the day of seeding, YYYY-MM-DD. */
export function createMemoryStore({
  shops,
  today,
}: {
  shops: readonly string[];
  today: string;
}): MemoryStore {
  const all = new Map(shops.map((shop) => [shop, newShop(today)]));
  const at = (shop: string): Shop => {
    const found = all.get(shop);
    if (found === undefined) throw new UnknownShop(shop);
    return found;
  };
  return {
    placed: (shop) =>
      at(shop)
        .orders.filter(({ key, order }) => key !== '' && order.status !== 'cancelled')
        .map(({ order }) => order),
    order: async (shop, number) =>
      at(shop).orders.find(({ order }) => order.number === number)?.order ?? null,
    ordersOf: async (shop, phone) =>
      at(shop)
        .orders.filter((one) => one.phone === phone)
        .map(({ order }) => order)
        .reverse()
        .slice(0, 10),
    search: async (shop, search) => choose([...at(shop).items.values()], FITMENTS, search),
    async availability(shop, article, quantity) {
      const item = at(shop).items.get(article);
      if (item === undefined) return null;
      const isAvailable = item.inStock >= quantity;
      return { item, quantity, isAvailable, total: times(item.price, quantity) };
    },
    place: async (shop, key, wish) => place(at(shop), key, wish, today),
    withdraw: async (shop, key, revision) => withdraw(at(shop), key, revision),
  };
}

function place(shop: Shop, key: string, wish: OrderWish, today: string): Placed {
  const before = shop.orders.find((one) => one.key === key);
  const withdrawnAt = shop.withdrawn.get(key) ?? -1;
  if (withdrawnAt >= wish.revision || (before !== undefined && before.revision > wish.revision))
    return { status: 'refused', reason: 'stale' };
  if (before?.revision === wish.revision) return { status: 'stored', order: before.order };
  const isOpen = before?.order.status === 'new' || before?.revision === withdrawnAt;
  if (before !== undefined && !isOpen) return { status: 'refused', reason: 'closed' };
  const shelf: Shelf = new Map(shop.items);
  const take = (article: string, quantity: number): boolean => {
    const item = shelf.get(article);
    if (item === undefined || item.inStock < quantity) return false;
    shelf.set(article, { ...item, inStock: item.inStock - quantity });
    return true;
  };
  if (before?.order.status === 'new')
    for (const { article, quantity } of before.order.lines) take(article, -quantity);
  for (const { article, quantity } of wish.lines) {
    if (!shelf.has(article)) return { status: 'refused', reason: 'unknown-article' };
    if (!take(article, quantity)) return { status: 'refused', reason: 'out-of-stock' };
  }
  shop.items = shelf;
  const number = before?.order.number ?? `${shop.nextNumber++}`;
  const order = orderOf(shelf, { number, wish, status: 'new', expectedOn: dayAfter(today, 2) });
  shop.orders = [
    ...shop.orders.filter((one) => one !== before),
    { order, phone: wish.customer.phone, key, revision: wish.revision },
  ];
  return { status: 'stored', order };
}

function withdraw(shop: Shop, key: string, revision: number): Withdrawal {
  const before = shop.orders.find((one) => one.key === key);
  const withdrawnAt = shop.withdrawn.get(key) ?? -1;
  if (withdrawnAt >= revision) return { status: 'withdrawn' };
  if (before !== undefined && before.revision >= revision) return refusal('stale');
  const isWithdrawn = before === undefined || before.revision === withdrawnAt;
  if (!isWithdrawn && before.order.status !== 'new') return refusal('closed');
  shop.withdrawn.set(key, revision);
  if (before === undefined) return { status: 'withdrawn' };
  for (const { article, quantity } of isWithdrawn ? [] : before.order.lines) {
    const item = shop.items.get(article);
    if (item !== undefined) shop.items.set(article, { ...item, inStock: item.inStock + quantity });
  }
  const order: Order = { ...before.order, status: 'cancelled', expectedOn: null };
  shop.orders = shop.orders.map((one) => (one === before ? { ...before, order, revision } : one));
  return { status: 'withdrawn' };
}

function orderOf(
  shelf: Shelf,
  made: {
    number: string;
    wish: Pick<OrderWish, 'lines' | 'delivery'>;
    status: Order['status'];
    expectedOn: string | null;
  },
): Order {
  const lines = made.wish.lines.flatMap(({ article, quantity }) => {
    const item = shelf.get(article);
    return item === undefined ? [] : [{ article, name: item.name, quantity, price: item.price }];
  });
  const amountMinor = lines.reduce((sum, { price, quantity }) => sum + price.amountMinor * quantity, 0);
  return {
    number: made.number,
    status: made.status,
    lines,
    total: { amountMinor, currency: lines[0]?.price.currency ?? 'UAH' },
    delivery: made.wish.delivery,
    expectedOn: made.expectedOn,
  };
}

const times = (price: Money, quantity: number): Money => ({
  ...price,
  amountMinor: price.amountMinor * quantity,
});

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function newShop(today: string): Shop {
  const items: Shelf = new Map(SEED_ITEMS.map((item) => [item.article, item]));
  const orders = SEED_ORDERS.map(({ number, status, customer, arrivesInDays, ...wish }) => {
    const expectedOn = arrivesInDays === null ? null : dayAfter(today, arrivesInDays);
    return {
      order: orderOf(items, { number, wish, status, expectedOn }),
      phone: customer.phone,
      key: '',
      revision: 0,
    };
  });
  return { items, orders, nextNumber: FIRST_NUMBER, withdrawn: new Map() };
}
