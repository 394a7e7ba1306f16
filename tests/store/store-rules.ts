import { describe, expect, it } from '@jest/globals';
import type { OrderWish, StoreApi } from '../../contracts/store-api.ts';

/** A store that serves the shops `parts` and `other`, both as they are when new. */
export type OpenStore = () => Promise<StoreApi>;

const PHONE = '+380671234567';
const wish = (change: Partial<OrderWish> = {}): OrderWish => ({
  revision: 3,
  customer: { name: 'Марія Лисенко', phone: PHONE },
  lines: [{ article: '100106', quantity: 2 }],
  delivery: { method: 'branch', city: 'Київ', place: '12' },
  ...change,
});
let keys = 0;
const newKey = () => `call-${process.pid}-${keys++}-1`;

/** What every store keeps to, wherever it keeps its rows and however it is reached. */
export function storeRules(name: string, open: OpenStore): void {
  describe(name, () => {
    const inStock = async (store: StoreApi, article: string, shop = 'parts') =>
      (await store.availability(shop, article, 1))?.item.inStock;

    it('an order is found by its number, with its lines and total', async () => {
      expect(await (await open()).order('parts', '10101')).toMatchObject({
        number: '10101',
        status: 'shipped',
        lines: [{ article: '100101', quantity: 4, name: { uk: 'Мішлен Альпін 6' } }],
        total: { amountMinor: 1_780_000, currency: 'UAH' },
        delivery: { method: 'branch', city: 'Київ' },
        expectedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      });
      expect(await (await open()).order('parts', '99999')).toBeNull();
    });

    it('the orders of a phone come newest first', async () => {
      const store = await open();
      expect((await store.ordersOf('parts', '+380671112233')).map(({ number }) => number)).toEqual([
        '10106',
        '10101',
      ]);
      expect(await store.ordersOf('parts', '+380999999999')).toEqual([]);
    });

    it.each([
      [{ product: 'tyres', size: '205/55 R16', season: 'winter' }, ['100103', '100102', '100101'], 'items'],
      [{ product: 'tyres', car: 'daewoo_lanos', season: 'winter' }, ['100111'], 'items'],
      [{ product: 'tyres', car: 'daewoo_lanos', season: 'summer' }, ['100111'], 'alternatives'],
      [{ product: 'tyres', size: '215/65 R16', season: 'winter' }, ['100110'], 'items'],
      [{ article: '100109' }, ['100110', '100207', '100303'], 'alternatives'],
      [{ product: 'brake_pads', car: 'toyota_corolla' }, ['200103'], 'items'],
      [{ product: 'battery', car: 'toyota_corolla' }, ['200503', '200501', '200502'], 'items'],
      [{ product: 'brake_pads', car: 'lada' }, [], 'items'],
    ] as const)('%o finds %p', async (search, articles, where) => {
      const found = await (await open()).search('parts', { limit: 3, ...search });
      expect(found[where].map(({ article }) => article)).toEqual(articles);
      if (where === 'alternatives') expect(found.items).toEqual([]);
    });

    it('availability counts what is left and adds up the price', async () => {
      const store = await open();
      expect(await store.availability('parts', '200601', 3)).toMatchObject({
        isAvailable: true,
        total: { amountMinor: 594_000 },
      });
      expect(await store.availability('parts', '200601', 21)).toMatchObject({ isAvailable: false });
      expect(await store.availability('parts', '999999', 1)).toBeNull();
    });

    it('one key is one order: the same wish again changes nothing, at the same moment neither', async () => {
      const store = await open();
      const key = newKey();
      const before = (await inStock(store, '100106')) ?? 0;
      const placed = await Promise.all([1, 2, 3].map(() => store.place('parts', key, wish())));
      const numbers = new Set(placed.map((one) => (one.status === 'stored' ? one.order.number : 'none')));
      expect([...numbers]).toEqual([expect.stringMatching(/^\d{5}$/)]);
      expect(await inStock(store, '100106')).toBe(before - 2);
      expect(
        await store.place('parts', newKey(), wish({ lines: [{ article: '200701', quantity: 1 }] })),
      ).toEqual({
        status: 'stored',
        order: expect.objectContaining({ status: 'new', delivery: wish().delivery }),
      });
    });

    it('a later wish changes the order, an older one is refused', async () => {
      const store = await open();
      const key = newKey();
      const before = (await inStock(store, '200501')) ?? 0;
      const lines = (quantity: number) => ({ lines: [{ article: '200501', quantity }] });
      const first = await store.place('parts', key, wish(lines(2)));
      const second = await store.place('parts', key, wish({ revision: 4, ...lines(1) }));
      expect(await store.place('parts', key, wish({ revision: 2, ...lines(5) }))).toEqual({
        status: 'refused',
        reason: 'stale',
      });
      if (first.status !== 'stored' || second.status !== 'stored') throw new Error('not stored');
      expect(second.order).toMatchObject({ number: first.order.number, total: { amountMinor: 435_000 } });
      expect(await inStock(store, '200501')).toBe(before - 1);
      expect(await store.order('parts', first.order.number)).toEqual(second.order);
    });

    it('a withdrawn order is cancelled and its stock is back, however often it is withdrawn', async () => {
      const store = await open();
      const key = newKey();
      const before = (await inStock(store, '200503')) ?? 0;
      const placed = await store.place('parts', key, wish({ lines: [{ article: '200503', quantity: 2 }] }));
      if (placed.status !== 'stored') throw new Error('not stored');
      expect(await inStock(store, '200503')).toBe(before - 2);
      const withdraw = (revision: number) => store.withdraw('parts', key, revision);
      expect(await withdraw(3)).toMatchObject({ status: 'refused', reason: 'stale' });
      expect(await Promise.all([withdraw(7), withdraw(7), withdraw(8)])).toEqual(
        [1, 2, 3].map(() => ({ status: 'withdrawn' })),
      );
      expect(await inStock(store, '200503')).toBe(before);
      expect(await store.order('parts', placed.order.number)).toMatchObject({ status: 'cancelled' });
    });

    it('a wish that comes late finds its key withdrawn, a newer one orders anew', async () => {
      const store = await open();
      const key = newKey();
      const before = (await inStock(store, '200503')) ?? 0;
      const lines = [{ article: '200503', quantity: 1 }];
      expect(await store.withdraw('parts', key, 7)).toEqual({ status: 'withdrawn' });
      const late = { status: 'refused', reason: 'stale' };
      expect(await store.place('parts', key, wish({ lines }))).toEqual(late);
      expect(await store.place('parts', key, wish({ revision: 7, lines }))).toEqual(late);
      const newer = await store.place('parts', key, wish({ revision: 8, lines }));
      expect(newer).toMatchObject({ status: 'stored', order: { status: 'new' } });
      expect(await store.withdraw('parts', key, 7)).toEqual({ status: 'withdrawn' });
      expect(await inStock(store, '200503')).toBe(before - 1);
      expect(await store.withdraw('parts', key, 9)).toEqual({ status: 'withdrawn' });
      const again = await store.place('parts', key, wish({ revision: 10, lines }));
      if (newer.status !== 'stored' || again.status !== 'stored') throw new Error('not stored');
      expect(again.order).toMatchObject({
        number: newer.order.number,
        status: 'new',
        lines: [{ quantity: 1 }],
      });
      expect(again.order.expectedOn).not.toBeNull();
      expect(await inStock(store, '200503')).toBe(before - 1);
    });

    it('an order of one shop is not withdrawn by another', async () => {
      const store = await open();
      const key = newKey();
      const placed = await store.place('parts', key, wish({ lines: [{ article: '200702', quantity: 1 }] }));
      expect(await store.withdraw('other', key, 9)).toEqual({ status: 'withdrawn' });
      expect(placed.status === 'stored' && (await store.order('parts', placed.order.number))?.status).toBe(
        'new',
      );
    });

    it('what is not there is not sold, and a refused order leaves nothing behind', async () => {
      const store = await open();
      const before = await inStock(store, '200502');
      const refused = async (article: string, quantity: number) =>
        store.place('parts', newKey(), {
          ...wish(),
          lines: [
            { article: '200502', quantity: 1 },
            { article, quantity },
          ],
        });
      expect(await refused('100109', 1)).toEqual({ status: 'refused', reason: 'out-of-stock' });
      expect(await refused('999999', 1)).toEqual({ status: 'refused', reason: 'unknown-article' });
      expect(await inStock(store, '200502')).toBe(before);
    });

    it('the last piece is sold once, whoever asks at the same moment', async () => {
      const store = await open();
      const left = (await inStock(store, '100303')) ?? 0;
      const buy = () =>
        store.place('parts', newKey(), { ...wish(), lines: [{ article: '100303', quantity: left }] });
      const placed = await Promise.all([buy(), buy(), buy()]);
      expect(placed.map(({ status }) => status).sort()).toEqual(['refused', 'refused', 'stored']);
      expect(await inStock(store, '100303')).toBe(0);
    });

    it('nothing of one shop is visible to another', async () => {
      const store = await open();
      const key = newKey();
      const lines = [{ article: '200702', quantity: 1 }];
      const placed = await store.place('parts', key, wish({ lines }));
      if (placed.status !== 'stored') throw new Error('not stored');
      expect(await store.order('other', placed.order.number)).toBeNull();
      expect(await store.ordersOf('other', PHONE)).toEqual([]);
      expect(await inStock(store, '200702', 'other')).toBe(10);
      // the key of one shop is free in another
      const elsewhere = await store.place('other', key, wish({ lines }));
      expect(elsewhere.status === 'stored' && elsewhere.order.number).not.toBe(placed.order.number);
      await expect(store.order('nowhere', '10101')).rejects.toThrow('no shop "nowhere"');
    });
  });
}
