/** Brands as they are written, and as they are said in Ukrainian and Russian. */
export const BRANDS = {
  michelin: { name: 'Michelin', uk: 'Мішлен', ru: 'Мишлен' },
  nokian: { name: 'Nokian', uk: 'Нокіан', ru: 'Нокиан' },
  premiorri: { name: 'Premiorri', uk: 'Преміоррі', ru: 'Премиорри' },
  continental: { name: 'Continental', uk: 'Континенталь', ru: 'Континенталь' },
  debica: { name: 'Debica', uk: 'Дебіца', ru: 'Дебица' },
  hankook: { name: 'Hankook', uk: 'Ханкук', ru: 'Ханкук' },
  bridgestone: { name: 'Bridgestone', uk: 'Бріджстоун', ru: 'Бриджстоун' },
  brembo: { name: 'Brembo', uk: 'Брембо', ru: 'Брембо' },
  bosch: { name: 'Bosch', uk: 'Бош', ru: 'Бош' },
  trw: { name: 'TRW', uk: 'Ті ар дабл ю', ru: 'Ти ар дабл ю' },
  mann: { name: 'Mann', uk: 'Манн', ru: 'Манн' },
  ngk: { name: 'NGK', uk: 'Ен джи кей', ru: 'Эн джи кей' },
  varta: { name: 'Varta', uk: 'Варта', ru: 'Варта' },
  westa: { name: 'Westa', uk: 'Веста', ru: 'Веста' },
  castrol: { name: 'Castrol', uk: 'Кастрол', ru: 'Кастрол' },
  mobil: { name: 'Mobil', uk: 'Мобіл', ru: 'Мобил' },
  valeo: { name: 'Valeo', uk: 'Валео', ru: 'Валео' },
} as const;

export type Brand = keyof typeof BRANDS;
