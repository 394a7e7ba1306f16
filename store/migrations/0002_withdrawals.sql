-- Up Migration
-- Keys of which there is to be no order, whatever was wished with a revision up to this one. The order that there was has
-- the status cancelled and this revision; a later wish opens it again.
CREATE TABLE withdrawals (
  shop text NOT NULL,
  key text NOT NULL,
  revision integer NOT NULL,
  PRIMARY KEY (shop, key)
);
-- Down Migration
DROP TABLE withdrawals;
