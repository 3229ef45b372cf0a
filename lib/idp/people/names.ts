/** Names of one language: `written`, or `written/latin` where the login cannot be spelled from the name itself. */
export type NameList = { locale: string; given: string; family: string }

export const NAMES: readonly NameList[] = [
  {
    locale: 'en-GB',
    given: 'Grace, Ada, Oliver, Amelia, George, Isla, Harry, Poppy, Edith, Alan',
    family: 'Hopper, Lovelace, Turing, Whitfield, Okafor-Smith, Hughes, Fairbairn, Clarke, Thornton, Bell',
  },
  {
    locale: 'en-US',
    given: 'Mary Jo, Tyrone, Katherine, Dwight, Jada, Wyatt, Annie, Marcus, Dorothy, Leroy',
    family: "O'Brien, Johnson, Vaughan, Washington, McAllister, Reyes, Van Dyke, Easley, Jackson, Ng",
  },
  {
    locale: 'de-DE',
    given: 'Jürgen, Käthe, Björn, Anneliese, Lukas, Gisela, Matthias, Sönke, Heike, Till',
    family: 'Müller, Weiß, Schröder, von der Heide, Großmann, Böhm, Krüger, Schäfer, Lorenz, Zeiß',
  },
  {
    locale: 'fr-FR',
    given: 'Jean-Pierre, Zoé, Aurélie, François, Maëlle, Étienne, Chloé, Benoît, Anaïs, Théo',
    family: "Lefèvre, D'Aubigné, Hervé, Garçon, Dupont, de La Fontaine, Beaulieu, Gaël, Mercier, Noël",
  },
  {
    locale: 'es-ES',
    given: 'José María, Begoña, Íñigo, Lucía, Andrés, Nuria, Álvaro, Inés, Joaquín, Rocío',
    family: 'García Márquez, Muñoz, Ibáñez, Peña, Núñez de Balboa, Ortega, Gutiérrez, Sáenz, Vega, Lluís',
  },
  {
    locale: 'pt-BR',
    given: 'João, Conceição, Thaís, Antônio, Letícia, Luís, Márcia, Vinícius, Débora, Caio',
    family: 'Gonçalves, da Conceição, Araújo, Simões, dos Santos, Magalhães, Falcão, Brandão, Leitão, Paixão',
  },
  {
    locale: 'it-IT',
    given: 'Niccolò, Giulia, Andrea, Beatrice, Matteo, Chiara, Pasquale, Noemi, Elio, Ludovica',
    family: "D'Angelo, Esposito, Bonfà, De Luca, Cantù, Zanotti, Dell'Acqua, Russo, Forlì, Marchetti",
  },
  {
    locale: 'pl-PL',
    given: 'Łukasz, Małgorzata, Zbigniew, Świętosława, Grażyna, Michał, Bożena, Jędrzej, Zofia, Kacper',
    family: 'Wójcik, Żółtowski, Dąbrowska, Śliwiński, Błaszczyk, Kowalska, Chrząszcz, Nowak, Piątek, Ćwik',
  },
  {
    locale: 'cs-CZ',
    given: 'Jiří, Božena, Ondřej, Zdeněk, Růžena, Tomáš, Kateřina, Vojtěch, Šárka, Luděk',
    family: 'Dvořák, Nováková, Říha, Šťastný, Černá, Kučera, Němec, Pospíšil, Žižka, Hrdý',
  },
  {
    locale: 'sv-SE',
    given: 'Åsa, Göran, Märta, Björn, Linnéa, Sören, Ingrid, Örjan, Elsa, Håkan',
    family: 'Bergström, Åkesson, Sjögren, Lindqvist, Östlund, Nyström, Hägg, Ekström, Löfgren, Wallin',
  },
  {
    locale: 'da-DK',
    given: 'Søren, Mette, Jørgen, Freja, Rasmus, Kirsten, Øjvind, Astrid, Mads, Åge',
    family: 'Kierkegaard, Østergaard, Nygård, Sørensen, Mølgaard, Kjær, Bæk, Holm, Høj, Ravn',
  },
  {
    locale: 'is-IS',
    given: 'Þóra, Guðmundur, Sigríður, Ásgeir, Ragnheiður, Björk, Óðinn, Hrafnhildur, Jökull, Ýmir',
    family:
      'Guðmundsdóttir, Þorsteinsson, Sigurðardóttir, Jónsson, Ásgeirsdóttir, Einarsson, Hallgrímsson, Briem',
  },
  {
    locale: 'tr-TR',
    given: 'Çağla, Işıl, İbrahim, Ömer, Şebnem, Tuğba, Gökhan, Yağmur, Ülkü, Barış',
    family: 'Yıldırım, Öztürk, Şahin, Çelik, Kılıç, Güneş, Doğan, Aydın, Özdemir, Işık',
  },
  {
    locale: 'vi-VN',
    given: 'Thị Ngọc, Văn Đức, Hữu Phước, Thùy Dương, Minh Châu, Quốc Bảo, Bích Hằng, Xuân Trường',
    family: 'Nguyễn, Trần, Phạm, Đặng, Bùi, Võ, Đỗ, Hoàng, Lý, Ngô',
  },
  {
    locale: 'ja-JP',
    given: '美咲/misaki, 健太/kenta, さくら/sakura, 翔/sho, 陽菜/hina, 大輔/daisuke, 葵/aoi, 一郎/ichiro',
    family:
      '佐藤/sato, 鈴木/suzuki, 高橋/takahashi, 渡辺/watanabe, 小林/kobayashi, 山本/yamamoto, 斎藤/saito',
  },
  {
    locale: 'zh-CN',
    given: '伟/wei, 秀英/xiuying, 子涵/zihan, 建国/jianguo, 晓明/xiaoming, 丽/li, 志强/zhiqiang, 雨桐/yutong',
    family: '王/wang, 李/li, 欧阳/ouyang, 陈/chen, 刘/liu, 诸葛/zhuge, 赵/zhao, 吕/lyu',
  },
  {
    locale: 'ko-KR',
    given: '민준/minjun, 서연/seoyeon, 지훈/jihun, 하은/haeun, 도윤/doyun, 수빈/subin, 예은/yeeun',
    family: '김/kim, 이/lee, 박/park, 최/choi, 정/jung, 강/kang, 황보/hwangbo',
  },
  {
    locale: 'el-GR',
    given: 'Γιώργος/giorgos, Ελένη/eleni, Νίκος/nikos, Σοφία/sofia, Κώστας/kostas, Ευαγγελία/evangelia',
    family: 'Παπαδόπουλος/papadopoulos, Ιωάννου/ioannou, Γεωργίου/georgiou, Βασιλείου/vasileiou, Μακρή/makri',
  },
  {
    locale: 'uk-UA',
    given: 'Олена/olena, Тарас/taras, Оксана/oksana, Юрій/yurii, Соломія/solomiia, Богдан/bohdan',
    family: 'Шевченко/shevchenko, Ковальчук/kovalchuk, Бондаренко/bondarenko, Їжак/yizhak, Мельник/melnyk',
  },
  {
    locale: 'ar-EG',
    given: 'محمد/mohamed, فاطمة/fatma, يوسف/youssef, ليلى/laila, عمر/omar, نور/nour',
    family: 'عبد الله/abdallah, السيد/elsayed, حسن/hassan, منصور/mansour, النجار/elnaggar',
  },
  {
    locale: 'he-IL',
    given: 'נועה/noa, יונתן/yonatan, תמר/tamar, איתי/itai, שירה/shira',
    family: 'כהן/cohen, לוי/levi, מזרחי/mizrahi, פרידמן/friedman, אברהם/avraham',
  },
  {
    locale: 'hi-IN',
    given: 'आरव/aarav, प्रिया/priya, अनन्या/ananya, विक्रम/vikram, दीपिका/deepika',
    family: 'शर्मा/sharma, पटेल/patel, सिंह/singh, अय्यर/iyer, चट्टोपाध्याय/chattopadhyay',
  },
  {
    locale: 'yo-NG',
    given: 'Adébáyọ̀, Ọlá, Títílayọ̀, Kẹ́hìndé, Fúnmiláyọ̀, Ṣadé',
    family: 'Adéyẹmí, Ọbásanjọ́, Ṣóyínká, Ògúnlẹ́sì, Akínwándé',
  },
]
