import type { Item } from '../../contracts/store-api.ts';
import { BRANDS, type Brand } from './brands.ts';

type Season = 'winter' | 'summer' | 'all_season';
/** article, brand, model in Latin letters, in Ukrainian, in Russian, size, hryvnias, pieces in stock */
type TyreRow = readonly [string, Brand, string, string, string, string, number, number];
/** article, brand, model, cars, hryvnias, pieces in stock */
type PartRow = readonly [string, Brand, string, readonly string[], number, number];

const WINTER: readonly TyreRow[] = [
  ['100101', 'michelin', 'Alpin 6', 'Альпін 6', 'Альпин 6', '205/55 R16', 4450, 16],
  ['100102', 'nokian', 'WR Snowproof', 'Сноупруф', 'Сноупруф', '205/55 R16', 3980, 12],
  ['100103', 'premiorri', 'Via Maggiore', 'Віа Маджоре', 'Виа Маджоре', '205/55 R16', 2350, 24],
  [
    '100104',
    'continental',
    'WinterContact TS 870',
    'Вінтер Контакт',
    'Винтер Контакт',
    '195/65 R15',
    3720,
    10,
  ],
  ['100105', 'debica', 'Frigo 2', 'Фріго 2', 'Фриго 2', '195/65 R15', 2290, 20],
  ['100106', 'michelin', 'Alpin 6', 'Альпін 6', 'Альпин 6', '225/45 R17', 5900, 4],
  ['100107', 'hankook', 'Winter i*cept RS3', 'Вінтер Айсепт', 'Винтер Айсепт', '225/45 R17', 4480, 8],
  ['100108', 'nokian', 'WR SUV 4', 'Ес ю ві 4', 'Эс ю ви 4', '235/55 R18', 6340, 8],
  ['100109', 'bridgestone', 'Blizzak LM005', 'Бліззак', 'Близзак', '215/65 R16', 5120, 0],
  ['100110', 'hankook', 'Winter i*cept', 'Вінтер Айсепт', 'Винтер Айсепт', '215/65 R16', 4260, 12],
  ['100111', 'premiorri', 'Via Maggiore', 'Віа Маджоре', 'Виа Маджоре', '175/70 R13', 1690, 32],
];
const SUMMER: readonly TyreRow[] = [
  ['100201', 'michelin', 'Primacy 4', 'Прімасі 4', 'Примаси 4', '205/55 R16', 4120, 12],
  ['100202', 'premiorri', 'Solazo', 'Солазо', 'Солазо', '205/55 R16', 2180, 28],
  ['100203', 'continental', 'EcoContact 6', 'Еко Контакт 6', 'Эко Контакт 6', '195/65 R15', 3390, 8],
  ['100204', 'debica', 'Presto HP 2', 'Престо', 'Престо', '195/65 R15', 2150, 16],
  ['100205', 'bridgestone', 'Turanza 6', 'Туранза 6', 'Туранза 6', '225/45 R17', 4890, 8],
  ['100206', 'hankook', 'Ventus Prime 4', 'Вентус Прайм', 'Вентус Прайм', '235/55 R18', 5540, 4],
  ['100207', 'bridgestone', 'Turanza 6', 'Туранза 6', 'Туранза 6', '215/65 R16', 4710, 6],
];
const ALL_SEASON: readonly TyreRow[] = [
  ['100301', 'michelin', 'CrossClimate 2', 'Крос Клаймат 2', 'Кросс Клаймат 2', '205/55 R16', 5230, 8],
  ['100302', 'debica', 'Navigator 3', 'Навігатор 3', 'Навигатор 3', '195/65 R15', 2540, 12],
  ['100303', 'michelin', 'CrossClimate 2 SUV', 'Крос Клаймат 2', 'Кросс Клаймат 2', '215/65 R16', 6180, 4],
];
const EVERY_CAR: readonly string[] = [];
const PARTS: Readonly<Record<string, readonly PartRow[]>> = {
  brake_pads: [
    ['200101', 'brembo', 'P 85 020', ['skoda_octavia', 'vw_golf', 'vw_passat'], 1890, 7],
    ['200102', 'bosch', 'BP 959', ['skoda_octavia', 'vw_golf', 'vw_passat'], 1320, 11],
    ['200103', 'bosch', 'BP 1170', ['toyota_corolla', 'toyota_rav4'], 1540, 6],
    ['200104', 'trw', 'GDB 3331', ['renault_duster'], 1180, 9],
    ['200105', 'trw', 'GDB 3494', ['kia_sportage', 'hyundai_tucson'], 1460, 5],
    ['200106', 'trw', 'GDB 1044', ['daewoo_lanos'], 690, 14],
  ],
  oil_filter: [
    ['200201', 'mann', 'W 719/45', ['skoda_octavia', 'vw_golf', 'vw_passat'], 390, 30],
    ['200202', 'mann', 'W 68/3', ['toyota_corolla', 'toyota_rav4'], 340, 22],
    ['200203', 'bosch', 'F 026', ['renault_duster', 'ford_focus'], 280, 18],
    ['200204', 'mann', 'W 811/80', ['kia_sportage', 'hyundai_tucson'], 320, 25],
  ],
  air_filter: [
    ['200301', 'mann', 'C 35 154', ['skoda_octavia', 'vw_golf'], 620, 12],
    ['200302', 'bosch', 'S 0391', ['toyota_corolla'], 540, 10],
    ['200303', 'mann', 'C 25 118', ['ford_focus', 'renault_duster'], 580, 0],
  ],
  spark_plugs: [
    ['200401', 'ngk', 'BKR6E', ['daewoo_lanos', 'renault_duster'], 190, 60],
    ['200402', 'ngk', 'ILZKR7B', ['toyota_corolla', 'toyota_rav4', 'ford_focus'], 520, 24],
    ['200403', 'bosch', 'FR7', ['skoda_octavia', 'vw_golf', 'vw_passat'], 310, 36],
  ],
  battery: [
    ['200501', 'varta', 'Blue 60', EVERY_CAR, 4350, 9],
    ['200502', 'bosch', 'S4 74', EVERY_CAR, 5190, 6],
    ['200503', 'westa', 'Premium 60', EVERY_CAR, 3290, 15],
  ],
  engine_oil: [
    ['200601', 'castrol', '5W-30, 4 l', EVERY_CAR, 1980, 20],
    ['200602', 'mobil', '5W-40, 4 l', EVERY_CAR, 1790, 18],
  ],
  wipers: [
    ['200701', 'bosch', 'Aerotwin', EVERY_CAR, 1240, 13],
    ['200702', 'valeo', 'Silencio', EVERY_CAR, 980, 10],
  ],
};
const PART_NAMES: Readonly<Record<string, { uk: string; ru: string; en: string }>> = {
  brake_pads: { uk: 'гальмівні колодки', ru: 'тормозные колодки', en: 'brake pads' },
  oil_filter: { uk: 'масляний фільтр', ru: 'масляный фильтр', en: 'oil filter' },
  air_filter: { uk: 'повітряний фільтр', ru: 'воздушный фильтр', en: 'air filter' },
  spark_plugs: { uk: 'свічка', ru: 'свеча', en: 'spark plug' },
  battery: { uk: 'акумулятор', ru: 'аккумулятор', en: 'battery' },
  engine_oil: { uk: 'моторна олива', ru: 'моторное масло', en: 'engine oil' },
  wipers: { uk: 'двірники', ru: 'дворники', en: 'wipers' },
};

/** Which tyre sizes fit which car. */
export const FITMENTS: Readonly<Record<string, readonly string[]>> = {
  skoda_octavia: ['205/55 R16', '195/65 R15', '225/45 R17'],
  vw_golf: ['205/55 R16', '195/65 R15', '225/45 R17'],
  vw_passat: ['205/55 R16', '215/55 R16'],
  toyota_corolla: ['205/55 R16', '195/65 R15'],
  toyota_rav4: ['235/55 R18', '225/65 R17'],
  renault_duster: ['215/65 R16'],
  kia_sportage: ['235/55 R18', '215/65 R16'],
  hyundai_tucson: ['235/55 R18', '215/65 R16'],
  ford_focus: ['205/55 R16', '195/65 R15'],
  daewoo_lanos: ['175/70 R13'],
};

const hryvnias = (amount: number) => ({ amountMinor: amount * 100, currency: 'UAH' });

function tyre(season: Season, [article, brand, en, uk, ru, size, price, inStock]: TyreRow): Item {
  const { name, uk: brandUk, ru: brandRu } = BRANDS[brand];
  return {
    article,
    product: 'tyres',
    brand: name,
    name: { uk: `${brandUk} ${uk}`, ru: `${brandRu} ${ru}`, en: `${name} ${en}` },
    spoken: { uk: brandUk, ru: brandRu, en: name },
    size,
    season,
    cars: [],
    price: hryvnias(price),
    inStock,
    restockOn: null,
  };
}

function part(product: string, [article, brand, model, cars, price, inStock]: PartRow): Item {
  const { name, uk, ru } = BRANDS[brand];
  const noun = PART_NAMES[product] ?? { uk: product, ru: product, en: product };
  return {
    article,
    product,
    brand: name,
    // a code of letters and digits is of no use to an ear
    name: { uk: `${noun.uk} ${uk}`, ru: `${noun.ru} ${ru}`, en: `${name} ${noun.en}` },
    spoken: { uk, ru, en: name },
    size: product === 'engine_oil' ? model : null,
    season: null,
    cars: [...cars],
    price: hryvnias(price),
    inStock,
    restockOn: null,
  };
}

/** The catalogue of a new shop: what such shops sell, at prices of late 2026. */
export const SEED_ITEMS: readonly Item[] = [
  ...WINTER.map((row) => tyre('winter', row)),
  ...SUMMER.map((row) => tyre('summer', row)),
  ...ALL_SEASON.map((row) => tyre('all_season', row)),
  ...Object.entries(PARTS).flatMap(([product, rows]) => rows.map((row) => part(product, row))),
];
