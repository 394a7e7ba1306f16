/** What callers say, written down before any rule for it. `= what was asked`, then `said → understood` (../spoken.ts). */
export const ukrainianAnswers = `
= agreed
я не проти → agreed=true
не заперечую → agreed=true
не відмовлюся → agreed=true
не завадило б → agreed=true
не зашкодить → agreed=true
а чому б і ні → agreed=true
та давайте вже → agreed=true
хай вже → agreed=true
ну якщо треба то так → agreed=true
то записуйте → agreed=true
ото ж бо так → agreed=true
еге ж → agreed=true
ато → agreed=true
канєшно → agreed=true
ладно → agreed=true
так так → agreed=true
пожалуй так → agreed=true
був був → agreed=true
та ну його → agreed=false
та ну ні → agreed=false
ні в якому разі → agreed=false
нізащо → agreed=false
обійдусь → agreed=false
мені воно не треба → agreed=false
не варто → agreed=false
не бачу сенсу → agreed=false
та не треба → agreed=false
краще не треба → agreed=false
я б не хотіла → agreed=false
навіщо воно мені → agreed=false
іншим разом → agreed=false
такого не було → agreed=false
ні не проти → agreed=true
не сказав би → agreed=false
так а навіщо → unsure
не те щоб так → 
і так і ні → unsure
може й так → unsure
та наче було → unsure
треба з чоловіком порадитись → unsure
а ви як думаєте → unsure
мені все одно → unsure
а скільки це коштує → 
= confirm
ні не так → no
не так записали → no
неправильно → no
все так → yes
так точно → yes
та ви шо який Тарас → no
так усе вірно → yes
ні помилка → no
ви помилилися → no
ага → yes
отож → yes
не зовсім так → no
ні все правильно → yes
= study
мрт голови ой ні коліна → study=mri-knee
мрт коліна і мрт голови → 
і коліно і голову → 
хочу й узд і мрт коліна зробити → 
узд → study=ultrasound
третє → study=ultrasound
перше що назвали → study=mri-knee
ультразвукове → study=ultrasound
коліно мрт → study=mri-knee
лікар на голову направив → study=mri-brain
щось для голови → study=mri-brain
= symptoms
третій день температура тримається → symptoms=…
спину прихопило розігнутися не можу → symptoms=…
серце коле і дихати важко → emergency
голова крутиться і нудить → symptoms=…
та нічого не болить просто перевіритись → symptoms=…
з минулого тижня кашляю → symptoms=…
років п'ять уже мучаюсь → symptoms=…
= none
покличте когось живого → operator
хочу поговорити з людиною а не з роботом → operator
переведіть на оператора → operator
з'єднайте з реєстратурою → operator
дайте старшого → operator
шо шо → repeat
ще раз бо не розібрала → repeat
говоріть голосніше → repeat
можна повільніше → repeat
почекайте я ручку візьму → wait
секундочку → wait
заждіть трохи → wait
ви робот чи людина → robot
це автовідповідач → robot
я з комп'ютером розмовляю → robot
говоріть російською → speak-ru
давайте англійською → speak-en
а українською можна → speak-uk
скасуйте мій запис → cancel
зніміть мене із запису → cancel
відмовляюсь від запису → cancel
я не прийду скасуйте → cancel
перенесіть мій запис на п'ятницю → correction day=2026-11-27
хочу перезаписатися → correction
я помилився номером → goodbye
ой я не туди попала → goodbye
вибачте помилка не той номер → goodbye
дякую це все до побачення → goodbye
все дякую бувайте → goodbye
у чоловіка серце прихопило викличте швидку → emergency
мамі погано вона впала і не відповідає → emergency
кров не зупиняється → emergency
у тата інсульт здається → emergency
відколи ви стали роботами → robot
не треба швидкої → 
не скасовуйте нічого → 
я не робот → 
не перемикайте мене на оператора → 
швидко мені скажіть ціну → 
я ще не закінчив → 
не прощаюсь → 
це не та дата → correction
я не так сказала → correction
ви мене не так зрозуміли → correction
виправте прізвище → correction
ідіть ви лісом → upset
`;
