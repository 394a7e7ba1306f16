import type { Language } from '../language.ts';

/*
 * Common names of callers in Ukraine and of visitors: one a line, in English spelling, Ukrainian and Russian. They are
 * the grammar of the embedded recogniser and the list against which a heard name is checked; add yours.
 */
const givenTable = `
olena Олена Елена
natalia Наталія Наталья
iryna Ірина Ирина
oksana Оксана Оксана
tetiana Тетяна Татьяна
svitlana Світлана Светлана
maria Марія Мария
anna Анна Анна
hanna Ганна Анна
kateryna Катерина Екатерина
yulia Юлія Юлия
victoria Вікторія Виктория
liudmyla Людмила Людмила
halyna Галина Галина
valentina Валентина Валентина
nadia Надія Надежда
vera Віра Вера
larysa Лариса Лариса
olha Ольга Ольга
alina Аліна Алина
daria Дарія Дарья
sofia Софія София
polina Поліна Полина
nina Ніна Нина
marina Марина Марина
lidia Лідія Лидия
inna Інна Инна
alla Алла Алла
anastasia Анастасія Анастасия
diana Діана Диана
christina Христина Кристина
oleksandra Олександра Александра
ivan Іван Иван
petro Петро Пётр
andriy Андрій Андрей
oleksandr Олександр Александр
serhiy Сергій Сергей
volodymyr Володимир Владимир
mykola Микола Николай
dmytro Дмитро Дмитрий
oleh Олег Олег
yuri Юрій Юрий
vasyl Василь Василий
mykhailo Михайло Михаил
viktor Віктор Виктор
maksym Максим Максим
artem Артем Артём
bohdan Богдан Богдан
taras Тарас Тарас
roman Роман Роман
ihor Ігор Игорь
denys Денис Денис
vadym Вадим Вадим
pavlo Павло Павел
anton Антон Антон
stepan Степан Степан
ruslan Руслан Руслан
yaroslav Ярослав Ярослав
vitaliy Віталій Виталий
kostiantyn Костянтин Константин
yevhen Євген Евгений
anatoliy Анатолій Анатолий
leonid Леонід Леонид
nazar Назар Назар
john Джон Джон
peter Пітер Питер
mary Мері Мэри
david Девід Дэвид
michael Майкл Майкл
elena Єлена Елена
helen Гелен Хелен
sarah Сара Сара
james Джеймс Джеймс
robert Роберт Роберт
linda Лінда Линда
susan Сьюзан Сьюзан
thomas Томас Томас
laura Лаура Лаура
martin Мартін Мартин
julia Джулія Джулия
natalie Наталі Натали
andrew Ендрю Эндрю
alexander Александр Александр
kate Кейт Кейт
paul Пол Пол
george Джордж Джордж
emma Емма Эмма
daniel Даніель Даниэль
`;

const familyTable = `
kovalenko Коваленко Коваленко
shevchenko Шевченко Шевченко
bondarenko Бондаренко Бондаренко
tkachenko Ткаченко Ткаченко
kravchenko Кравченко Кравченко
oliynyk Олійник Олейник
koval Коваль Коваль
kovalchuk Ковальчук Ковальчук
polishchuk Поліщук Полищук
shevchuk Шевчук Шевчук
boyko Бойко Бойко
tkachuk Ткачук Ткачук
melnyk Мельник Мельник
bondar Бондар Бондарь
marchenko Марченко Марченко
lysenko Лисенко Лысенко
savchenko Савченко Савченко
rudenko Руденко Руденко
petrenko Петренко Петренко
moroz Мороз Мороз
klymenko Клименко Клименко
pavlenko Павленко Павленко
kravchuk Кравчук Кравчук
levchenko Левченко Левченко
karpenko Карпенко Карпенко
savchuk Савчук Савчук
ivanenko Іваненко Иваненко
ponomarenko Пономаренко Пономаренко
vasylenko Василенко Василенко
kharchenko Харченко Харченко
sydorenko Сидоренко Сидоренко
havrylenko Гавриленко Гавриленко
nazarenko Назаренко Назаренко
didenko Діденко Диденко
hrytsenko Гриценко Гриценко
romanenko Романенко Романенко
fedorenko Федоренко Федоренко
lytvyn Литвин Литвин
lytvynenko Литвиненко Литвиненко
panchenko Панченко Панченко
stepanenko Степаненко Степаненко
mazur Мазур Мазур
kozak Козак Козак
kuzmenko Кузьменко Кузьменко
tymoshenko Тимошенко Тимошенко
zinchenko Зінченко Зинченко
yurchenko Юрченко Юрченко
zaytsev Зайцев Зайцев
hnatiuk Гнатюк Гнатюк
bilyk Білик Билык
honchar Гончар Гончар
honcharenko Гончаренко Гончаренко
palamarchuk Паламарчук Паламарчук
dmytrenko Дмитренко Дмитренко
yakovenko Яковенко Яковенко
prokopenko Прокопенко Прокопенко
kolesnyk Колесник Колесник
demchenko Демченко Демченко
stetsenko Стеценко Стеценко
doroshenko Дорошенко Дорошенко
hordienko Гордієнко Гордиенко
chornovil Чорновіл Чорновил
franko Франко Франко
zelenko Зеленко Зеленко
ivanchuk Іванчук Иванчук
ivanov Іванов Иванов
ivanova Іванова Иванова
petrov Петров Петров
petrova Петрова Петрова
popov Попов Попов
popova Попова Попова
sokolov Соколов Соколов
sokolova Соколова Соколова
volkova Волкова Волкова
novikov Новіков Новиков
novikova Новікова Новикова
morozova Морозова Морозова
kuznetsov Кузнецов Кузнецов
kuznetsova Кузнецова Кузнецова
smirnov Смірнов Смирнов
smirnova Смірнова Смирнова
kovalska Ковальська Ковальская
kovalskyi Ковальський Ковальский
lewis Льюїс Льюис
smith Сміт Смит
brown Браун Браун
taylor Тейлор Тейлор
wilson Вілсон Уилсон
miller Міллер Миллер
johnson Джонсон Джонсон
williams Вільямс Уильямс
jones Джонс Джонс
davis Девіс Дэвис
baker Бейкер Бейкер
walker Вокер Уокер
clark Кларк Кларк
cooper Купер Купер
carter Картер Картер
parker Паркер Паркер
anderson Андерсон Андерсон
`;

function column(table: string, language: Language): string[] {
  const index = { en: 0, uk: 1, ru: 2 }[language];
  const names = table
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[index] ?? '');
  return [...new Set(names.map((name) => name.slice(0, 1).toUpperCase() + name.slice(1)))];
}

const perLanguage = (table: string): Readonly<Record<Language, readonly string[]>> => ({
  en: column(table, 'en'),
  uk: column(table, 'uk'),
  ru: column(table, 'ru'),
});

/** Given names per language, capitalised. */
export const givenNames = perLanguage(givenTable);
/** Family names per language, capitalised. */
export const familyNames = perLanguage(familyTable);
