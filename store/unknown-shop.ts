/** The store has no such shop: a configuration that does not fit, no matter of the call. */
export class UnknownShop extends Error {
  override name = 'UnknownShop';
  constructor(shop: string) {
    super(`no shop "${shop}": add it to STORE_SHOPS`);
  }
}
