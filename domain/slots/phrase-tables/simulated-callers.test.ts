import { holds } from './harness.ts';

// what simulated callers said before a rule understood it

holds('uk', {
  agreed: [['вже не вперше', 'agreed=true yes']],
  age: [['шістдесят один один', 'age=61']],
  name: [
    ["прізвище Литвиненко, ім'я Анна", 'name=Анна Литвиненко'],
    ["ні, прізвище Литвин, ім'я Зоя", 'correction name=Зоя Литвин no'],
    ["прізвище та ім'я Олена Шевченко", 'name=Олена Шевченко'],
    ["Юлія Петренко моє ім'я, тільки швидше", 'name=Юлія Петренко'],
    ['вірно', 'yes'],
    ['підкажіть адресу вашу', ''],
    ['запишіть Оксана Довгопол', 'name=Оксана Довгопол'],
  ],
  implant: [
    ["так от не ім'я анна", 'correction implant=false name=Анна no'],
    ['добре, неправильно, Олена Шевченко', 'unsure'],
    ['ага ви знаєте неправильно', 'unsure'],
    ['та ви знаєте, так', 'implant=true yes'],
    ['слухайте сюди, ні', 'implant=false no'],
    ['добре, ні', 'implant=false no'],
    ['ні, нема, так мені чоловік порадив', 'implant=false no'],
    ['е-е ой як вам сказати так', 'implant=true yes'],
  ],
  none: [
    ['ні скасуйте запис будь ласка', 'cancel no'],
    ['та звідки мені знати', 'unsure'],
    ['лікар нічого не сказав', 'unsure'],
  ],
});

holds('ru', {
  agreed: [['не в первый раз', 'agreed=true yes']],
  weight: [['нет тридцать четыре года', 'age=34 correction no']],
  name: [
    ['фамилия Пономарёва, имя Ольга', 'name=Ольга Пономарёва'],
    ['нет фамилия белоусов имя харитон', 'correction name=Харитон Белоусов no'],
    ['запишите Оксана Полевая', 'name=Оксана Полевая'],
    ['верно', 'yes'],
    ['это Харитон Белоусов', 'name=Харитон Белоусов'],
    ['Харитон Белоусов моё имя', 'name=Харитон Белоусов'],
    ['именно так', 'yes'],
  ],
  implant: [
    ['так вот, неправильно, Оксана Павлова', 'implant=false no'],
    ['да какие там импланты', 'unsure'],
    ['да упаси бог', 'implant=false no'],
    ['хорошо неправильно', 'unsure'],
    ['хорошо, нет', 'implant=false no'],
    ['э-э так, не спасибо', 'unsure'],
    ['да вы нету исключено', 'unsure'],
    ['это самое угу', 'implant=true yes'],
    ['хорошо, нету', 'implant=false no'],
    ['да вы знаете, да', 'implant=true yes'],
  ],
  none: [
    ['нет отмените запись пожалуйста', 'cancel no'],
    ['хорошо нет отмените запись', 'cancel no'],
    ['врач ничего не сказал', 'unsure'],
  ],
});

holds('en', {
  agreed: [['not for the first time', 'agreed=true yes']],
  weight: [['no i twenty nine years', 'age=29 correction no']],
  day: [['how about tuesday', 'day=2026-11-24']],
  name: [
    ['Julia Peters', 'name=Julia Peters'],
    ['my first name is Robert, last name Miller', 'name=Robert Miller'],
    ['no, first name Walter, last name Owens', 'correction name=Walter Owens no'],
    ['put down Victoria Evans', 'name=Victoria Evans'],
    ['exactly', 'yes'],
    ["I'm Walter Owens", 'name=Walter Owens'],
    ['this is Nicholas Hughes', 'name=Nicholas Hughes'],
    ['Walter Owens is my name', 'name=Walter Owens'],
    ['this is very urgent', ''],
    ['my name is Rachel Price', 'name=Rachel Price'],
    ['sure', 'yes'],
    ['yeah', 'yes'],
  ],
  implant: [
    ['okay, no', 'implant=false no'],
    ['let me see yes', 'implant=true yes'],
    ['okay know definitely not', 'unsure'],
    ['right, yes it is', 'implant=true yes'],
    ["okay, that's wrong", 'correction implant=false no'],
    ["you know, I don't know", 'unsure'],
  ],
  none: [
    ['no cancel my appointment please', 'cancel'],
    ['hmm no cancel appointment please', 'cancel'],
    ['no cancel let me see my appointment', 'cancel'],
    ['no i weigh one sixty five kilos', 'correction no weight=165'],
    ["let me see you know yes that's correct", 'yes'],
    ['no chest pain', 'no'],
    ["the doctor didn't say", 'unsure'],
  ],
});
