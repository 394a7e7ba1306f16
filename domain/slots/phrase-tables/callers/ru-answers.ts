/** What callers say, written down before any rule for it. `= what was asked`, then `said → understood` (../spoken.ts). */
export const russianAnswers = `
= agreed
я не против → agreed=true
не возражаю → agreed=true
не откажусь → agreed=true
не отказался бы → agreed=true
не помешало бы → agreed=true
не повредит → agreed=true
а почему бы и нет → agreed=true
да давайте уже → agreed=true
пусть уже → agreed=true
ну если надо то да → agreed=true
тогда записывайте → agreed=true
ну да ну да → agreed=true
а то → agreed=true
само собой → agreed=true
ясное дело → agreed=true
канеш → agreed=true
ладно → agreed=true
да да → agreed=true
пожалуй да → agreed=true
был был → agreed=true
да ну его → agreed=false
да ну нет → agreed=false
ни в коем случае → agreed=false
ни за что → agreed=false
обойдусь → agreed=false
мне оно не надо → agreed=false
не стоит → agreed=false
не вижу смысла → agreed=false
да не надо → agreed=false
лучше не надо → agreed=false
я бы не хотела → agreed=false
зачем оно мне → agreed=false
в другой раз → agreed=false
такого не было → agreed=false
нет не против → agreed=true
не сказал бы → agreed=false
да а зачем → unsure
не то чтобы да → 
и да и нет → unsure
может и да → unsure
да вроде было → unsure
надо с мужем посоветоваться → unsure
а вы как думаете → unsure
мне все равно → unsure
а сколько это стоит → 
= confirm
нет не так → no
не так записали → no
неправильно → no
все так → yes
так точно → yes
да вы что какой Тарас → no
да все верно → yes
нет ошибка → no
вы ошиблись → no
ага → yes
не совсем так → no
нет все правильно → yes
= study
мрт головы ой нет колена → study=mri-knee
мрт колена и мрт головы → 
и колено и голову → 
хочу и узи и мрт колена сделать → 
узи → study=ultrasound
третье → study=ultrasound
первое что назвали → study=mri-knee
ультразвуковое → study=ultrasound
колено мрт → study=mri-knee
врач на голову направил → study=mri-brain
что-то для головы → study=mri-brain
= symptoms
третий день температура держится → symptoms=…
спину прихватило разогнуться не могу → symptoms=…
сердце колет и дышать тяжело → emergency
голова кружится и тошнит → symptoms=…
да ничего не болит просто провериться → symptoms=…
с прошлой недели кашляю → symptoms=…
лет пять уже мучаюсь → symptoms=…
= none
позовите кого-нибудь живого → operator
хочу поговорить с человеком а не с роботом → operator
переведите на оператора → operator
соедините с регистратурой → operator
дайте старшего → operator
шо шо → repeat
еще раз а то не разобрала → repeat
говорите громче → repeat
можно помедленнее → repeat
подождите я ручку возьму → wait
секундочку → wait
обождите немного → wait
вы робот или человек → robot
это автоответчик → robot
я с компьютером разговариваю → robot
говорите на украинском → speak-uk
давайте на английском → speak-en
а по-русски можно → speak-ru
отмените мою запись → cancel
снимите меня с записи → cancel
отказываюсь от записи → cancel
я не приду отмените → cancel
перенесите мою запись на пятницу → correction day=2026-11-27
хочу перезаписаться → correction
я ошибся номером → goodbye
ой я не туда попала → goodbye
извините ошибка не тот номер → goodbye
спасибо это все до свидания → goodbye
все спасибо пока → goodbye
у мужа сердце прихватило вызовите скорую → emergency
маме плохо она упала и не отвечает → emergency
кровь не останавливается → emergency
у папы инсульт кажется → emergency
с каких пор вы стали роботами → robot
не надо скорой → 
не отменяйте ничего → 
я не робот → 
не переключайте меня на оператора → 
быстро мне скажите цену → 
я еще не закончил → 
не прощаюсь → 
это не та дата → correction
я не так сказала → correction
вы меня не так поняли → correction
исправьте фамилию → correction
идите вы лесом → upset
`;
