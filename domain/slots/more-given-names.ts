import type { Language } from '../language.ts';

const words = (names: string): readonly string[] => names.trim().split(/\s+/);

/**
 * Given names and short forms that are understood, beside those of names.ts, and not listened for: a recogniser's grammar stays
 * small. Only words that mean nothing else in the language ("Will" and "Rose" are left out).
 */
export const moreGivenNames: Readonly<Record<Language, readonly string[]>> = {
  uk: words(`
Сашко Сашка Олесь Олеся Леся Галя Ганнуся Віка Настя Катя Оля Юля Таня Наталка Наталя Надійка Люда Люба Любов Зоя Раїса Тамара
Тамила Жанна Лілія Ілона Мирослава Ярослава Богдана Соломія Злата Єва Вероніка Маргарита Рита Світланка Інга Емілія Уляна
Зіна Зінаїда Клавдія Антоніна Тоня Стефанія Євгенія Женя Василина Мар'яна Орися Роксолана Влада Владислава Єлизавета Ліза
Саша Сергійко Льоша Олексій Микита Кирило Данило Гліб Гнат Федір Захар Тимофій Матвій Марк Лука Юрко Петрик Дмитрик
Андрійко Мирослав Святослав Ростислав В'ячеслав Станіслав Владислав Борис Едуард Артур Георгій Григорій Гриша Вадик Валерій
Валера Геннадій Гена Ілля Йосип Костя Левко Любомир Остап Орест Северин Семен Тарасик Тихон Федя Ярема Аркадій Давид`),
  ru: words(`
Саша Наташа Маша Настя Катя Оля Юля Таня Света Лена Ира Вика Люда Люба Любовь Зоя Раиса Тамара Жанна Лилия Илона Вероника
Маргарита Рита Инга Эмилия Зина Зинаида Клавдия Антонина Тоня Евгения Женя Елизавета Лиза Ева Злата Ксения Ксюша Алёна
Алексей Лёша Никита Кирилл Данила Даниил Глеб Фёдор Захар Тимофей Матвей Марк Юра Дима Миша Коля Вова Володя Серёжа Паша
Вячеслав Слава Станислав Владислав Борис Эдуард Артур Георгий Григорий Гриша Вадик Валерий Валера Геннадий Гена Илья Костя
Семён Тихон Федя Аркадий Давид Тимур Рустам Альберт`),
  en: words(`
Dorothy Margaret Elizabeth Jennifer Barbara Jessica Karen Nancy Betty Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda
Melissa Deborah Stephanie Rebecca Sharon Cynthia Kathleen Amy Angela Shirley Brenda Pamela Nicole Samantha Catherine Christine
Rachel Carolyn Janet Maria Heather Diane Olivia Julie Joyce Victoria Kelly Joan Evelyn Lauren Judith Megan Cheryl Andrea Hannah
Jacqueline Martha Gloria Teresa Sara Janice Ann Kathryn Abigail Sophia Frances Jean Alice Judy Isabella Denise Marilyn Danielle
Beverly Charlotte Diana Brittany Kayla Alexis Lori Jane Fiona Siobhan Nigel Graham Gareth Alan Keith Derek Trevor Neil Ian
William Richard Charles Christopher Matthew Anthony Donald Steven Stephen Kenneth Joshua Kevin Brian Edward Ronald Timothy Jason
Jeffrey Ryan Jacob Nicholas Gary Eric Jonathan Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Jack
Dennis Jerry Tyler Aaron Jose Henry Adam Douglas Nathan Zachary Kyle Walter Harold Jeremy Ethan Carl Roger
Lawrence Sean Albert Jesse Willie Bryan Joe Louis Philip Ralph Bobby Russell Vincent Eugene Sam Tom Bob Jim Mike Dave Steve`),
};
