import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  articleSchema,
  availabilitySchema,
  foundSchema,
  idempotencyKeySchema,
  orderNumberSchema,
  orderSchema,
  orderWishSchema,
  phoneSchema,
  problemSchema,
  type Refusal,
  revisionSchema,
  type StoreApi,
  searchSchema,
  withdrawnSchema,
} from '../contracts/store-api.ts';

const shop = z.string().regex(/^[a-z0-9-]{1,40}$/, 'a shop has small letters, digits and -');
const problems = { 400: problemSchema, 401: problemSchema, 404: problemSchema, 500: problemSchema };

const REFUSED: Readonly<Record<Refusal, string>> = {
  'out-of-stock': 'there are not so many in stock: look at /availability and order fewer',
  'unknown-article': 'the shop has no such article: look at /catalogue',
  stale: 'a wish with a higher revision stands: nothing was changed',
  closed: 'the order has been packed: it can no longer be changed',
};

/** The paths of the store. */
export const storeRoutes =
  (store: StoreApi): FastifyPluginAsyncZod =>
  async (server) => {
    server.get(
      '/shops/:shop/orders/:number',
      {
        schema: {
          operationId: 'getOrder',
          summary: 'One order by its number',
          params: z.object({ shop, number: orderNumberSchema }),
          response: { 200: orderSchema, ...problems },
        },
      },
      async ({ params }, reply) => {
        const order = await store.order(params.shop, params.number);
        return order ?? reply.code(404).send({ code: 'not-found', message: `no order ${params.number}` });
      },
    );

    server.get(
      '/shops/:shop/orders',
      {
        schema: {
          operationId: 'listOrders',
          summary: 'The orders of a phone number, newest first, at most ten',
          params: z.object({ shop }),
          querystring: z.object({ phone: phoneSchema }),
          response: { 200: z.object({ orders: z.array(orderSchema) }), ...problems },
        },
      },
      async ({ params, query }) => ({ orders: await store.ordersOf(params.shop, query.phone) }),
    );

    server.get(
      '/shops/:shop/catalogue',
      {
        schema: {
          operationId: 'searchCatalogue',
          summary: 'Items by product, tyre size, season, car or article',
          params: z.object({ shop }),
          querystring: searchSchema,
          response: { 200: foundSchema, ...problems },
        },
      },
      async ({ params, query }) => store.search(params.shop, query),
    );

    server.get(
      '/shops/:shop/availability/:article',
      {
        schema: {
          operationId: 'getAvailability',
          summary: 'Whether so many of an article are in stock, and what they cost together',
          params: z.object({ shop, article: articleSchema }),
          querystring: z.object({ quantity: z.coerce.number().int().min(1).max(1000).default(1) }),
          response: { 200: availabilitySchema, ...problems },
        },
      },
      async ({ params, query }, reply) => {
        const found = await store.availability(params.shop, params.article, query.quantity);
        return found ?? reply.code(404).send({ code: 'not-found', message: `no article ${params.article}` });
      },
    );

    server.post(
      '/shops/:shop/orders',
      {
        schema: {
          operationId: 'placeOrder',
          summary:
            'States the one order of an idempotency key: repeating it is safe, a higher revision changes it',
          params: z.object({ shop }),
          headers: z.object({ 'idempotency-key': idempotencyKeySchema }),
          body: orderWishSchema,
          response: { 200: orderSchema, ...problems, 409: problemSchema },
        },
      },
      async ({ params, headers, body }, reply) => {
        const placed = await store.place(params.shop, headers['idempotency-key'], body);
        if (placed.status === 'stored') return placed.order;
        return reply.code(409).send({ code: placed.reason, message: REFUSED[placed.reason] });
      },
    );

    server.delete(
      '/shops/:shop/orders',
      {
        schema: {
          operationId: 'withdrawOrder',
          summary:
            'States that there is to be no order of an idempotency key: repeating it is safe, and it holds for wishes that come late',
          params: z.object({ shop }),
          headers: z.object({ 'idempotency-key': idempotencyKeySchema }),
          querystring: z.object({ revision: revisionSchema }),
          response: { 200: withdrawnSchema, ...problems, 409: problemSchema },
        },
      },
      async ({ params, headers, query: { revision } }, reply) => {
        const done = await store.withdraw(params.shop, headers['idempotency-key'], revision);
        if (done.status === 'withdrawn') return { ...done, revision };
        const code = done.reason === 'unsupported' ? 'closed' : done.reason;
        return reply.code(409).send({ code, message: done.message });
      },
    );
  };
