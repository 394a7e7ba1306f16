-- Up Migration
-- The store's own tables; every row belongs to one shop, and no query crosses shops.
CREATE TABLE items (
  shop text NOT NULL,
  article text NOT NULL,
  product text NOT NULL,
  brand text NOT NULL,
  name jsonb NOT NULL,
  spoken jsonb NOT NULL,
  size text,
  season text CHECK (season IN ('winter', 'summer', 'all_season')),
  cars text[] NOT NULL DEFAULT '{}',
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency char(3) NOT NULL,
  in_stock integer NOT NULL CHECK (in_stock >= 0),
  restock_on date,
  PRIMARY KEY (shop, article)
);
CREATE INDEX items_by_product ON items (shop, product, size);

CREATE TABLE fitments (
  shop text NOT NULL,
  car text NOT NULL,
  size text NOT NULL,
  PRIMARY KEY (shop, car, size)
);

CREATE SEQUENCE order_numbers START 10200;

CREATE TABLE orders (
  shop text NOT NULL,
  number text NOT NULL,
  -- the client's idempotency key, absent for orders that did not come by the API: one key, one order
  key text,
  revision integer NOT NULL DEFAULT 0,
  status text NOT NULL CHECK (status IN ('new', 'packed', 'shipped', 'arrived', 'delivered', 'cancelled')),
  customer_name text NOT NULL,
  customer_phone text NOT NULL,
  delivery jsonb NOT NULL,
  expected_on date,
  placed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (shop, number),
  UNIQUE (shop, key)
);
CREATE INDEX orders_by_phone ON orders (shop, customer_phone, placed_at DESC);

CREATE TABLE order_lines (
  shop text NOT NULL,
  number text NOT NULL,
  line integer NOT NULL,
  article text NOT NULL,
  name jsonb NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  price_minor bigint NOT NULL,
  currency char(3) NOT NULL,
  PRIMARY KEY (shop, number, line),
  FOREIGN KEY (shop, number) REFERENCES orders (shop, number) ON DELETE CASCADE
);

CREATE TABLE shops (shop text PRIMARY KEY, seeded_at timestamptz NOT NULL DEFAULT now());
-- Down Migration
DROP TABLE shops, order_lines, orders, fitments, items;
DROP SEQUENCE order_numbers;
