import type { ORDER_STATUSES, OrderWish } from '../../contracts/store-api.ts';

/** An order that a new shop has from the start, so that its state can be asked for. */
export interface SeedOrder extends Omit<OrderWish, 'revision'> {
  number: string;
  status: (typeof ORDER_STATUSES)[number];
  /** arrives so many days from the day of seeding; null: nothing more to come */
  arrivesInDays: number | null;
}

const branch = (city: string, place: string) => ({ method: 'branch' as const, city, place });

export const SEED_ORDERS: readonly SeedOrder[] = [
  {
    number: '10101',
    status: 'shipped',
    customer: { name: 'Олена Коваленко', phone: '+380671112233' },
    lines: [{ article: '100101', quantity: 4 }],
    delivery: branch('Київ', '12'),
    arrivesInDays: 1,
  },
  {
    number: '10102',
    status: 'packed',
    customer: { name: 'Іван Шевченко', phone: '+380502223344' },
    lines: [{ article: '200501', quantity: 1 }],
    delivery: branch('Львів', '3'),
    arrivesInDays: 3,
  },
  {
    number: '10103',
    status: 'arrived',
    customer: { name: 'Марина Бондаренко', phone: '+380633334455' },
    lines: [{ article: '200101', quantity: 1 }],
    delivery: branch('Одеса', '25'),
    arrivesInDays: 0,
  },
  {
    number: '10104',
    status: 'delivered',
    customer: { name: 'Петро Мельник', phone: '+380674445566' },
    lines: [{ article: '200201', quantity: 2 }],
    delivery: { method: 'courier', city: 'Київ' },
    arrivesInDays: null,
  },
  {
    number: '10105',
    status: 'cancelled',
    customer: { name: 'Анна Ткаченко', phone: '+380955556677' },
    lines: [{ article: '100203', quantity: 4 }],
    delivery: { method: 'pickup' },
    arrivesInDays: null,
  },
  {
    number: '10106',
    status: 'new',
    customer: { name: 'Олена Коваленко', phone: '+380671112233' },
    lines: [{ article: '200701', quantity: 1 }],
    delivery: { method: 'pickup' },
    arrivesInDays: 2,
  },
];
