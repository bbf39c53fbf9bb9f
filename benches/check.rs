//! How fast articles are read and claims checked: `cargo bench`.
//!
//! The texts are the digests of `corpus/`, multiplied: each copy has other people, places and
//! weekdays, by a fixed rule, so that claims find their own articles and not all of them.

use std::fs;
use std::path::Path;

use corroborate::annotate::{self, Annotations};
use corroborate::syndication::{self, Fingerprints, Words};
use corroborate::{
    Article, CheckOptions, ClaimFile, ClaimSet, EdtfDate, check, claims, document, lang,
};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use rayon::prelude::*;

fn main() {
    divan::main();
}

const N_ARTICLES: usize = 1000;

/// Words of the digests and what stands for them in a copy.
const PEOPLE: [&str; 4] = ["Hassan Rashad", "Rashad", "Khalil al-Hayya", "al-Hayya"];
const FIRST: [&str; 10] = [
    "Ada", "Bruno", "Carla", "Dario", "Edda", "Fabio", "Greta", "Hanno", "Ilse", "Jonas",
];
/// Beginnings and ends of surnames.
const LAST: [[&str; 20]; 2] = [
    [
        "Lind", "Oka", "Mar", "Vit", "Brand", "Tob", "Fer", "Ozo", "Mba", "Had", "Kas", "Wro",
        "Aal", "Car", "Sto", "Hof", "Pra", "Gir", "Pik", "See",
    ],
    [
        "qvist", "for", "chetti", "kus", "tner", "ler", "raro", "lina", "rara", "dour", "kinen",
        "nski", "ders", "sac", "lle", "fer", "dos", "manov", "ering", "lmann",
    ],
];
const PLACES: [&str; 8] = [
    "Cairo", "Lisbon", "Nairobi", "Vienna", "Ankara", "Lima", "Oslo", "Manila",
];
const DAYS: [&str; 5] = ["Thursday", "Monday", "Tuesday", "Wednesday", "Friday"];

fn person(copy: usize) -> String {
    let [starts, ends] = LAST;
    let last = copy * 37 % 400;
    let first = FIRST[copy % FIRST.len()];
    format!("{first} {}{}", starts[last / 20], ends[last % 20])
}

fn digests() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let read = |path| fs::read_to_string(path).expect("digests are UTF-8");
    paths.iter().map(read).collect()
}

fn articles(n: usize) -> Vec<Article> {
    let digests = digests();
    (0..n)
        .map(|copy| {
            let mut text = digests[copy % digests.len()].clone();
            for (at, name) in PEOPLE.iter().enumerate() {
                let other = person(copy * 7 + at / 2);
                let surname = other.rsplit(' ').next().expect("a surname");
                let is_whole = at % 2 == 0;
                text = text.replace(name, if is_whole { &other } else { surname });
            }
            text = text.replace(PLACES[0], PLACES[copy % PLACES.len()]);
            text = text.replace(DAYS[0], DAYS[copy % DAYS.len()]);
            let mut article = Article {
                id: format!("article-{copy:04}"),
                text,
                ..Article::default()
            };
            article.meta.published = EdtfDate::parse("2025-10-24").ok();
            article
        })
        .collect()
}

fn claim_set(n: usize) -> ClaimSet {
    let mut text = "version = 1\n".to_owned();
    for at in 0..n {
        let (one, other) = (person(at), person(at * 3 + 1));
        let place = PLACES[at % PLACES.len()];
        let event = ["meet", "visit", "lead", "say"][at % 4];
        text.push_str(&format!(
            "[[claim]]\nid = \"c{at}\"\ntext = \"{one} and {other} in {place}.\"\nevent = \"{event}\"\n\
             participants = [\"{one}\", \"{other}\"]\nplace = \"{place}\"\ndate = \"2025-10-{:02}\"\n",
            1 + at % 30
        ));
    }
    let file = ClaimFile {
        path: "claims/bench.toml".to_owned(),
        text,
    };
    let (set, problems) = claims::load(&[file], &lang::is_event_word);
    assert!(!problems.iter().any(corroborate::Problem::is_error));
    set
}

fn n_bytes(articles: &[Article]) -> BytesCount {
    BytesCount::from(
        articles
            .iter()
            .map(|article| article.text.len())
            .sum::<usize>(),
    )
}

fn annotated(article: &Article) -> Annotations {
    let published = article.meta.published.as_ref().map(EdtfDate::hull);
    let document = document::read("", &article.text, 0);
    annotate::annotate(&document, published)
}

/// Sentences, tokens and furniture, on one core.
#[divan::bench]
fn read(bencher: Bencher) {
    let articles = articles(N_ARTICLES);
    bencher.counter(n_bytes(&articles)).bench(|| {
        let read = |article: &Article| document::read("", &article.text, 0).sentences.len();
        articles.iter().map(read).sum::<usize>()
    });
}

/// The same and all annotations, on one core.
#[divan::bench]
fn annotate(bencher: Bencher) {
    let articles = articles(N_ARTICLES);
    bencher.counter(n_bytes(&articles)).bench(|| {
        articles
            .iter()
            .map(|article| annotated(article).events.len())
            .sum::<usize>()
    });
}

/// One long article: cost must grow with its length and no faster.
#[divan::bench(args = [1, 4, 16])]
fn annotate_one_article(bencher: Bencher, hundreds: usize) {
    let text: Vec<String> = articles(hundreds * 100)
        .into_iter()
        .map(|article| article.text)
        .collect();
    let mut article = articles(1).remove(0);
    article.text = text.join("\n\n");
    let bytes = BytesCount::from(article.text.len());
    bencher
        .counter(bytes)
        .bench(|| annotated(&article).events.len());
}

/// A whole check of a thousand articles, on all cores.
#[divan::bench(args = [10, 100, 1000])]
fn check_claims(bencher: Bencher, n_claims: usize) {
    let (articles, set) = (articles(N_ARTICLES), claim_set(n_claims));
    let options = CheckOptions {
        brief_omissions: true,
    };
    bencher
        .counter(n_bytes(&articles))
        .bench(|| check(&set, &articles, &options));
}

/// The same with the details of omissions.
#[divan::bench(args = [10, 1000])]
fn check_claims_in_full(bencher: Bencher, n_claims: usize) {
    let (articles, set) = (articles(N_ARTICLES), claim_set(n_claims));
    bencher
        .counter(n_bytes(&articles))
        .bench(|| check(&set, &articles, &CheckOptions::default()));
}

/// Passages that articles share: each of these has most of its text in common with a ninth of the
/// others, far more than a real corpus.
#[divan::bench(args = [1000, 10_000])]
fn shared_passages(bencher: Bencher, n: usize) {
    let articles = articles(n);
    bencher.counter(n_bytes(&articles)).bench(|| {
        let read = |article: &Article| {
            let words = Words::read(&document::read("", &article.text, 0));
            let prints = Fingerprints::of(&words);
            (words, prints)
        };
        let texts: Vec<_> = articles.par_iter().map(read).collect();
        let texts: Vec<_> = texts
            .iter()
            .map(|(words, prints)| (words, prints))
            .collect();
        syndication::pairs(&texts).len()
    });
}

/// Claim files from text to claims.
#[divan::bench]
fn load_claims(bencher: Bencher) {
    bencher
        .counter(ItemsCount::new(1000usize))
        .bench(|| claim_set(1000));
}
