//! The reading age of all patient text, in each language by a published formula: 14 at most, as a whole and panel by panel.
//!
//! English: the grade of Kincaid, Fishburne, Rogers and Chissom (1975), 0.39 words a sentence + 11.8 syllables a word −
//! 15.59, and 5 years on top, the age at which grade 0 begins. Spanish: the age of García López (1999), 0.2495 words a
//! sentence + 6.4763 syllables a word − 7.1395.
//!
//! What is measured are sentences: lines that end like one, cut where one ends. Headings, labels and the cells of tables
//! would make it easier and are left out; so are titles, publishers and quotes of sources, and citations. A number counts
//! as one word of one syllable, as usual; a letter alone and a sign count as nothing.

use crate::languages::{Panel, Tongue, english, messages, of_data, pages, spanish};
use microneedling_estimator::present::verify;
use std::collections::{BTreeMap, HashSet};

/// The oldest that a reader may have to be.
const OLDEST: f64 = 14.0;

/// How many syllables a word of a language has.
type Syllables = fn(&str) -> usize;

/// Words, sentences and syllables of some text.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Count {
    fn add(&mut self, sentence: &str, syllables: Syllables) {
        let words = words_of(sentence);
        if words.is_empty() {
            return;
        }
        self.sentences += 1;
        self.words += words.len();
        self.syllables += words.iter().map(|word| syllables_of(word, syllables)).sum::<usize>();
    }

    fn ratios(self) -> (f64, f64) {
        let [sentences, words, syllables] = [self.sentences, self.words, self.syllables].map(|count| count as f64);
        (words / sentences, syllables / words)
    }

    fn age(self, language: &Language) -> f64 {
        let (sentence, word) = self.ratios();
        (language.age)(sentence, word)
    }
}

struct Language {
    tongue: fn() -> Tongue,
    syllables: Syllables,
    /// From words a sentence and syllables a word.
    age: fn(f64, f64) -> f64,
}

const ENGLISH: Language = Language {
    tongue: english,
    syllables: english_syllables,
    age: |sentence, word| 0.39 * sentence + 11.8 * word - 15.59 + 5.0,
};

const SPANISH: Language = Language {
    tongue: spanish,
    syllables: spanish_syllables,
    age: |sentence, word| 0.2495 * sentence + 6.4763 * word - 7.1395,
};

fn words_of(sentence: &str) -> Vec<&str> {
    let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '.' | ',' | '%' | '$');
    sentence
        .split(|letter: char| !is_inside(letter))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().count() > 1 || word.chars().any(|letter| "aoyeuAOYEUI0123456789".contains(letter)))
        .collect()
}

fn syllables_of(word: &str, syllables: Syllables) -> usize {
    if word.chars().any(|letter| letter.is_ascii_digit()) {
        return 1;
    }
    // What is spoken letter by letter: FDA, PRP, RF.
    if word.chars().count() > 1 && word.chars().all(char::is_uppercase) {
        return word.chars().count();
    }
    syllables(&word.to_lowercase()).max(1)
}

/// English syllables by the usual rules: each run of vowels is one; a silent e at the end, and the e of most -es and -ed,
/// is none.
fn english_syllables(word: &str) -> usize {
    // Words of ours that the rules get wrong.
    const KNOWN: [(&str, usize); 4] = [("area", 3), ("areas", 3), ("people", 2), ("create", 2)];
    if let Some((_, count)) = KNOWN.iter().find(|(known, _)| *known == word) {
        return *count;
    }
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let letters: Vec<char> = word.chars().collect();
    let mut count = 0;
    let mut before = false;
    for letter in &letters {
        let vowel = is_vowel(*letter);
        count += usize::from(vowel && !before);
        before = vowel;
    }
    let ends = |end: &str| word.ends_with(end);
    let is_after_vowel = |back: usize| letters.len() > back && is_vowel(letters[letters.len() - back - 1]);
    let has_le = ends("le") && !is_after_vowel(2);
    let is_sounded_es = ["ses", "zes", "ches", "shes", "xes", "ges", "ces"].iter().any(|end| ends(end));
    let is_silent = (ends("e") && !is_after_vowel(1) && !has_le)
        || (ends("es") && !is_after_vowel(2) && !is_sounded_es && !ends("les"))
        || (ends("ed") && !is_after_vowel(2) && !ends("ted") && !ends("ded"));
    // Two vowels that are spoken apart.
    let apart = ["ia", "io", "iu", "eo", "ua", "ue"]
        .iter()
        .filter(|pair| word.contains(**pair))
        .filter(|pair| {
            !["tio", "sio", "cia", "gio", "tia", "qua", "que", "gue", "gua", "cio"]
                .iter()
                .any(|run| run.contains(**pair) && word.contains(run))
        })
        .count();
    // The e of "likely" and "rarely".
    let has_ely = ends("ely") && !is_after_vowel(3);
    (count + apart).saturating_sub(usize::from(is_silent || has_ely)).max(1)
}

/// Spanish syllables by the rules of its spelling: a run of vowels is cut between two strong ones (a, e, o), and where a
/// weak one (i, u) has an accent; the u of que, qui, gue and gui is silent, and y at the end is a vowel. English words
/// count as they are spelled.
fn spanish_syllables(word: &str) -> usize {
    let word =
        word.replace("qu", "q").replace("gue", "ge").replace("gui", "gi").replace("gué", "gé").replace("guí", "gí");
    let letters: Vec<char> = word.chars().collect();
    let mut count = 0;
    let mut before: Option<char> = None;
    for (at, letter) in letters.iter().enumerate() {
        let is_last_y = *letter == 'y' && at + 1 == letters.len();
        if !"aeiouáéíóúü".contains(*letter) && !is_last_y {
            // An h is silent: "prohibir" has its vowels side by side, but they are spoken apart all the same.
            before = None;
            continue;
        }
        let is_strong = |letter: char| "aeoáéóíú".contains(letter);
        let is_cut = before.is_none_or(|before| is_strong(before) && is_strong(*letter));
        count += usize::from(is_cut);
        before = Some(*letter);
    }
    count
}

/// The sentences of a line; none where it does not end like one.
fn sentences(line: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for part in line.split(" | ") {
        let part = part.trim();
        if !part.ends_with(['.', '?', '!']) {
            continue;
        }
        let mut sentence = String::new();
        let mut letters = part.chars().peekable();
        while let Some(letter) = letters.next() {
            sentence.push(letter);
            if matches!(letter, '.' | '?' | '!') && letters.peek().is_none_or(|next| next.is_whitespace()) {
                sentences.push(std::mem::take(&mut sentence));
            }
        }
    }
    sentences
}

/// Each sentence of each panel once, whatever numbers it has, over every scenario; the messages are a panel of their own.
fn by_panel(language: &Language) -> BTreeMap<&'static str, BTreeMap<String, String>> {
    let tongue = (language.tongue)();
    let data = of_data();
    let mut panels: BTreeMap<&'static str, BTreeMap<String, String>> = BTreeMap::new();
    let mut seen = HashSet::new();
    let mut all: Vec<Panel> = pages(tongue);
    all.push(("messages", messages(tongue)));
    all.push((
        "verify",
        verify::ALL.into_iter().flatten().map(|text| tongue.dictionary.read(*text).to_owned()).collect(),
    ));
    for (id, lines) in all {
        let kept = panels.entry(id).or_default();
        for mut line in lines {
            if !seen.insert((id, line.clone())) {
                continue;
            }
            for name in data.iter().filter(|name| name.len() > 4) {
                if line.contains(name.as_str()) {
                    line = line.replace(name.as_str(), "");
                }
            }
            let without_numbers = |sentence: &String| sentence.replace(|sign: char| sign.is_ascii_digit(), "");
            kept.extend(sentences(&line).into_iter().map(|sentence| (without_numbers(&sentence), sentence)));
        }
    }
    panels
}

/// The panels that are too hard, each with its worst sentences.
fn too_hard(language: &Language) -> Vec<String> {
    let mut hard = Vec::new();
    let mut whole = Count::default();
    for (id, sentences) in by_panel(language) {
        let mut panel = Count::default();
        let mut worst: Vec<(f64, &String)> = Vec::new();
        for sentence in sentences.values() {
            panel.add(sentence, language.syllables);
            whole.add(sentence, language.syllables);
            let mut alone = Count::default();
            alone.add(sentence, language.syllables);
            if alone.words > 8 {
                worst.push((alone.age(language), sentence));
            }
        }
        if panel.words < 30 {
            continue;
        }
        let age = panel.age(language);
        println!("{id}: {age:.1}, {:?}", panel.ratios());
        if age > OLDEST {
            worst.sort_by(|one, other| other.0.total_cmp(&one.0));
            let worst: Vec<String> =
                worst.iter().take(25).map(|(age, sentence)| format!("  {age:.1} {sentence}")).collect();
            hard.push(format!("{id}: {age:.1}\n{}", worst.join("\n")));
        }
    }
    let age = whole.age(language);
    println!("as a whole: {age:.1}, {:?}", whole.ratios());
    assert!(whole.words > 2_000, "only {} words were measured", whole.words);
    if age > OLDEST {
        hard.push(format!("as a whole: {age:.1}"));
    }
    hard
}

#[test]
fn english_is_read_at_fourteen() {
    let hard = too_hard(&ENGLISH);
    assert!(hard.is_empty(), "\n{}", hard.join("\n"));
}

#[test]
fn spanish_is_read_at_fourteen() {
    let hard = too_hard(&SPANISH);
    assert!(hard.is_empty(), "\n{}", hard.join("\n"));
}

#[test]
fn english_syllables_are_as_counted_by_hand() {
    for (word, count) in [
        ("skin", 1),
        ("needle", 2),
        ("needles", 2),
        ("session", 2),
        ("sessions", 2),
        ("price", 1),
        ("prices", 2),
        ("estimate", 3),
        ("improved", 2),
        ("treated", 2),
        ("healing", 2),
        ("trial", 2),
        ("studies", 2),
        ("area", 3),
        ("laser", 2),
        ("made", 1),
        ("infection", 3),
        ("radiofrequency", 6),
        ("redness", 2),
        ("whole", 1),
        ("months", 1),
        ("people", 2),
        ("melasma", 3),
        ("usual", 3),
        ("costs", 1),
        ("changes", 2),
        ("clinician", 3),
        ("table", 2),
        ("the", 1),
        ("days", 1),
        ("likely", 2),
    ] {
        assert_eq!(syllables_of(word, english_syllables), count, "{word}");
    }
    assert_eq!(syllables_of("FDA", english_syllables), 3, "letter by letter");
    assert_eq!(syllables_of("$1,050", english_syllables), 1);
}

#[test]
fn spanish_syllables_are_as_counted_by_hand() {
    for (word, count) in [
        ("piel", 1),
        ("aguja", 3),
        ("sesión", 2),
        ("sesiones", 3),
        ("enrojecimiento", 6),
        ("cicatriz", 3),
        ("día", 2),
        ("días", 2),
        ("que", 1),
        ("quien", 1),
        ("guía", 2),
        ("después", 2),
        ("láser", 2),
        ("estría", 3),
        ("cuidado", 3),
        ("área", 3),
        ("oeste", 3),
        ("muy", 1),
        ("estudio", 3),
        ("cirugía", 4),
        ("hay", 1),
        ("año", 2),
        ("agua", 2),
        ("leer", 2),
        ("país", 2),
        ("cuando", 2),
        ("vergüenza", 3),
        ("ahora", 3),
    ] {
        assert_eq!(syllables_of(word, spanish_syllables), count, "{word}");
    }
}

#[test]
fn the_formulas_give_what_their_authors_work_out() {
    // 12 words a sentence and 1.5 syllables a word: 0.39 × 12 + 11.8 × 1.5 − 15.59 = grade 6.79.
    assert!(((ENGLISH.age)(12.0, 1.5) - 11.79).abs() < 0.001);
    // 15 words a sentence and 2 syllables a word: 3.7425 + 12.9526 − 7.1395.
    assert!(((SPANISH.age)(15.0, 2.0) - 9.5556).abs() < 0.001);
}

#[test]
fn sentences_end_where_readers_stop() {
    assert_eq!(sentences("It cost 9.3% less. Ask."), ["It cost 9.3% less.", " Ask."]);
    assert_eq!(sentences("First course | $1,050"), Vec::<String>::new(), "a label and a figure");
    assert_eq!(words_of("It cost $1,050 – 2 visits × 3 (a lot)").len(), 8);
}
