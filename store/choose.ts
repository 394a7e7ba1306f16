import type { Found, Item, Search } from '../contracts/store-api.ts';

const cheapestFirst = (a: Item, b: Item): number => a.price.amountMinor - b.price.amountMinor;

/**
 * What of a shop's items a search finds: those in stock that fit, cheapest first; where there are none, what comes
 * nearest: the same thing for another season, then of another size that fits the same car.
 */
export function choose(
  items: readonly Item[],
  fitments: Readonly<Record<string, readonly string[]>>,
  { product, size, season, car, article, limit }: Search,
): Found {
  const sizes = car === undefined ? [] : [...(fitments[car] ?? [])];
  const fits = (item: Item): boolean => {
    if (article !== undefined) return item.article === article;
    if (product !== undefined && item.product !== product) return false;
    if (size !== undefined) return item.size === size;
    if (item.product === 'tyres') return car === undefined || sizes.includes(item.size ?? '');
    return car === undefined || item.cars.length === 0 || item.cars.includes(car);
  };
  const inSeason = (item: Item): boolean =>
    season === undefined || article !== undefined || item.season === season;
  const inStock = items.filter(({ inStock }) => inStock > 0).sort(cheapestFirst);
  const exact = inStock.filter((item) => fits(item) && inSeason(item));
  if (exact.length > 0) return { items: exact.slice(0, limit), alternatives: [], sizes };
  const wanted = items.find((item) => article !== undefined && item.article === article);
  const nearest =
    wanted === undefined
      ? inStock.filter((item) => fits(item) && item.season !== null && item.season !== season)
      : inStock.filter(
          (item) =>
            item.product === wanted.product &&
            item.size === wanted.size &&
            (wanted.cars.length === 0 || wanted.cars.some((one) => item.cars.includes(one))),
        );
  const otherSize = inStock.filter(
    (item) => item.product === 'tyres' && inSeason(item) && sizes.includes(item.size ?? ''),
  );
  const alternatives = [...new Set([...nearest, ...otherSize])];
  return { items: [], alternatives: alternatives.slice(0, limit), sizes };
}
