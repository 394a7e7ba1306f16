import { z } from 'zod';

/**
 * What a shop's store answers over HTTP; contracts/store-api.openapi.json is made of these schemas. Any store that keeps
 * to it can stand behind a scenario.
 */
const texts = z
  .object({ uk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
  .describe('as it is said aloud in each language');

const moneySchema = z
  .object({
    amountMinor: z.int().min(0).describe('in hundredths of the currency'),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .meta({ id: 'Money' });
export type Money = z.infer<typeof moneySchema>;

const day = z.iso.date();
export const articleSchema = z.string().regex(/^\d{4,12}$/, 'an article is 4-12 digits');
export const orderNumberSchema = z.string().regex(/^\d{4,12}$/, 'an order number is 4-12 digits');
export const phoneSchema = z.string().regex(/^\+\d{8,15}$/, 'a phone number is E.164, e.g. +380671234567');

export const ORDER_STATUSES = ['new', 'packed', 'shipped', 'arrived', 'delivered', 'cancelled'] as const;

const deliverySchema = z
  .object({
    method: z.enum(['branch', 'courier', 'pickup']).describe('branch: to a carrier’s branch in the city'),
    city: z.string().max(100).optional(),
    place: z.string().max(200).optional().describe('number of the branch, or the address'),
  })
  .meta({ id: 'Delivery' });

export const orderSchema = z
  .object({
    number: orderNumberSchema,
    status: z.enum(ORDER_STATUSES),
    lines: z.array(
      z.object({ article: articleSchema, name: texts, quantity: z.int().min(1), price: moneySchema }),
    ),
    total: moneySchema,
    delivery: deliverySchema,
    expectedOn: day.nullable().describe('when it arrives; null: not known or no more to come'),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof orderSchema>;

const itemSchema = z
  .object({
    article: articleSchema,
    product: z.string().describe('tyres, brake_pads, oil_filter …'),
    brand: z.string(),
    name: texts,
    spoken: texts.describe('the short name that callers use, mostly the brand'),
    size: z.string().nullable(),
    season: z.enum(['winter', 'summer', 'all_season']).nullable(),
    cars: z.array(z.string()).describe('empty: fits any'),
    price: moneySchema,
    inStock: z.int().min(0),
    restockOn: day.nullable(),
  })
  .meta({ id: 'Item' });
export type Item = z.infer<typeof itemSchema>;

export const searchSchema = z.object({
  product: z.string().max(60).optional(),
  size: z.string().max(40).optional().describe('of a tyre, e.g. 205/55 R16'),
  season: z.enum(['winter', 'summer', 'all_season']).optional(),
  car: z.string().max(60).optional().describe('id of a car model, e.g. skoda_octavia'),
  article: articleSchema.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(3),
});
export type Search = z.infer<typeof searchSchema>;

export const foundSchema = z
  .object({
    items: z.array(itemSchema).describe('in stock, cheapest first'),
    alternatives: z.array(itemSchema).describe('when there are none: what comes nearest'),
    sizes: z.array(z.string()).describe('tyre sizes that fit the car'),
  })
  .meta({ id: 'Found' });
export type Found = z.infer<typeof foundSchema>;

export const availabilitySchema = z
  .object({
    item: itemSchema,
    quantity: z.int().min(1),
    isAvailable: z.boolean(),
    total: moneySchema,
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof availabilitySchema>;

export const orderWishSchema = z
  .object({
    revision: z.int().min(0).describe('a later wish for the same key has a higher one and changes the order'),
    customer: z.object({ name: z.string().min(1).max(200), phone: phoneSchema }),
    lines: z
      .array(z.object({ article: articleSchema, quantity: z.int().min(1).max(1000) }))
      .min(1)
      .max(50),
    delivery: deliverySchema,
  })
  .meta({ id: 'OrderWish' });
export type OrderWish = z.infer<typeof orderWishSchema>;

/** What a withdrawal answers; it holds for orders of this key that come late as well. */
export const withdrawnSchema = z
  .object({ status: z.literal('withdrawn'), revision: z.int().min(0) })
  .meta({ id: 'Withdrawn' });
export const revisionSchema = z.coerce
  .number()
  .int()
  .min(0)
  .describe('above that of every wish which it takes back; a wish with a higher one orders anew');

export const idempotencyKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,128}$/, 'a key has 1-128 letters, digits, ".", "_", ":" or "-"');

/** Why an order cannot be as it was wished. `stale`: a later wish stands; `closed`: it has been packed already. */
export const REFUSALS = ['out-of-stock', 'unknown-article', 'stale', 'closed'] as const;
export type Refusal = (typeof REFUSALS)[number];

export const problemSchema = z
  .object({
    code: z.enum([...REFUSALS, 'not-found', 'unknown-shop', 'bad-request', 'unauthorized', 'internal']),
    message: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

export type Placed = { status: 'stored'; order: Order } | { status: 'refused'; reason: Refusal };

/**
 * `unsupported`: the store does not know how, or refuses for a reason of its own, which `message` holds; a person has to
 * see to it, as when the order was `closed`.
 */
export type Withdrawal =
  | { status: 'withdrawn' }
  | { status: 'refused'; reason: 'stale' | 'closed' | 'unsupported'; message: string };

/** A store as the code sees it, over HTTP or in memory. Every method names the shop, and sees nothing of another. */
export interface StoreApi {
  order(shop: string, number: string): Promise<Order | null>;
  /** newest first, at most ten */
  ordersOf(shop: string, phone: string): Promise<Order[]>;
  search(shop: string, search: Search): Promise<Found>;
  availability(shop: string, article: string, quantity: number): Promise<Availability | null>;
  /** states the one order of `key`; the same wish again changes nothing */
  place(shop: string, key: string, wish: OrderWish): Promise<Placed>;
  /**
   * there is to be no order of `key`, whatever was wished with a lower revision, before this or after; safe to repeat, and
   * right where there never was one
   */
  withdraw(shop: string, key: string, revision: number): Promise<Withdrawal>;
}
