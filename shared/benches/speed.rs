//! How long the core takes, natively: `cargo xtask bench` runs this and puts other tools' times beside it.
//!
//! Every figure is taken in rounds and given as the fastest and the median round: on a busy machine the fastest one says
//! what the program takes, and the distance to the median how busy the machine was.
//!
//! One line a figure on standard output: name, nanoseconds of the fastest round, of the median one, per run.

// A benchmark is the one place beside the core that needs a clock.
#![allow(clippy::disallowed_types)]

use accalmie_shared::assess;
use accalmie_shared::batch;
use accalmie_shared::case::Case;
use accalmie_shared::check::{Context, check};
use accalmie_shared::compose::{Choice, suggest};
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::plan::plan;
use accalmie_shared::policy::{Policy, parse};
use accalmie_shared::reading::Lang;
use accalmie_shared::units::Timestamp;
use accalmie_shared::{lang, model, personal, signals, text};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Posts of some 150 characters, six in French, then six in English.
const POSTS: &str = include_str!("posts.txt");
/// Threads of twenty posts, as `cargo xtask suggest` reads them.
const THREADS: &str = include_str!("threads.jsonl");
const POLICY: &str = include_str!("../data/policy.demo.json");

/// The length that figures for one post are given for.
const POST: usize = 150;
/// One megabyte.
const LONG: usize = 1_000_000;

/// A round lasts at least so long, and so many are run.
const ROUND: Duration = Duration::from_micros(500);
const ROUNDS: usize = 200;
/// Long texts are read so often.
const LONG_ROUNDS: usize = 9;

fn main() {
    // Words of the command line choose figures by a part of their names; Cargo adds `--bench` of its own.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let bench = Bench { words };
    let packs = Packs::embedded();
    bench.posts(&packs);
    bench.stages(&packs);
    bench.long(&packs);
    bench.threads(&packs);
}

/// What is measured.
struct Bench {
    words: Vec<String>,
}

impl Bench {
    /// Whether a figure was asked for.
    fn wants(&self, name: &str) -> bool {
        let asked = |word: &String| name.contains(word) || word.contains(name);
        self.words.is_empty() || self.words.iter().any(asked)
    }

    /// Runs `work` in rounds and prints the time of one run, divided by `share`.
    fn run(&self, name: &str, rounds: usize, share: f64, mut work: impl FnMut()) {
        if !self.wants(name) {
            return;
        }
        let mut repeats = 1u32;
        let mut times: Vec<f64> = Vec::with_capacity(rounds);
        while times.len() < rounds {
            let begin = Instant::now();
            for _ in 0..repeats {
                work();
            }
            let taken = begin.elapsed();
            if taken < ROUND && times.is_empty() {
                repeats *= 2;
                continue;
            }
            times.push(taken.as_secs_f64() * 1e9 / f64::from(repeats) / share);
        }
        times.sort_by(f64::total_cmp);
        println!("{name}\t{:.0}\t{:.0}", times[0], times[times.len() / 2]);
    }

    /// One post, in each language, with the language given and decided.
    fn posts(&self, packs: &Packs) {
        for (name, posts, known) in [
            ("French", french(), Lang::Fr),
            ("English", english(), Lang::En),
        ] {
            let share = in_posts(&posts);
            for (how, lang) in [("language decided", None), ("language given", Some(known))] {
                let name = format!("post of {POST} characters, {name}, {how}");
                self.run(&name, ROUNDS, share, || {
                    for post in &posts {
                        black_box(assess(black_box(post), lang, packs));
                    }
                });
            }
        }
    }

    /// The same posts, step by step.
    fn stages(&self, packs: &Packs) {
        let posts = [french(), english()].concat();
        let share = in_posts(&posts);
        let tokens: Vec<_> = posts.iter().map(|post| text::tokenize(post)).collect();
        let read: Vec<_> = posts
            .iter()
            .zip(&tokens)
            .filter_map(|(post, tokens)| {
                let pack = packs.get(lang::detect(post, tokens))?;
                let evidence = signals::read(post, tokens, Some(pack));
                Some((
                    *post,
                    tokens,
                    pack,
                    signals::counts(&evidence),
                    evidence.rows,
                ))
            })
            .collect();
        self.run("  of it tokens", ROUNDS, share, || {
            for post in &posts {
                black_box(text::tokenize(black_box(post)));
            }
        });
        self.run("  of it language", ROUNDS, share, || {
            for (post, tokens, ..) in &read {
                black_box(lang::detect(post, tokens));
            }
        });
        self.run("  of it personal data", ROUNDS, share, || {
            for (post, tokens, ..) in &read {
                black_box(personal::find(post, tokens));
            }
        });
        self.run("  of it signals", ROUNDS, share, || {
            for (post, tokens, pack, ..) in &read {
                black_box(signals::read(post, tokens, Some(pack)));
            }
        });
        self.run("  of it model", ROUNDS, share, || {
            for (_, tokens, pack, cues, rows) in &read {
                if let Some(model) = &pack.model {
                    black_box(model::score(model, tokens, cues, rows));
                }
            }
        });
    }

    /// Long texts: an honest one, and those that look for a weakness.
    fn long(&self, packs: &Packs) {
        let posts = [french(), english()].concat().join("\n");
        let texts = [("real posts", posts.as_str())].into_iter().chain(ADVERSE);
        for (name, piece) in texts {
            for (size, language, lang) in [
                (LONG / 10, "French", Lang::Fr),
                (LONG, "French", Lang::Fr),
                (LONG, "English", Lang::En),
            ] {
                let long = piece.repeat(size / piece.len() + 1);
                let long = &long[..long.floor_char_boundary(size)];
                let name = format!("{} kB of {name}, {language}", size / 1000);
                self.run(&name, LONG_ROUNDS, 1.0, || {
                    black_box(assess(black_box(long), Some(lang), packs));
                });
            }
        }
    }

    /// Threads of twenty posts: the plan, the answers, the checker.
    fn threads(&self, packs: &Packs) {
        if !self.wants("thread of") {
            return;
        }
        for thread in THREADS.lines().map(|line| Thread::read(line, packs)) {
            let plan = || plan(&thread.case, &thread.policy, thread.now, &thread.offsets);
            let answers = || {
                let plan = plan();
                suggest(
                    &thread.case,
                    &plan,
                    &thread.policy,
                    packs,
                    &thread.recent,
                    thread.now,
                    &Choice::default(),
                )
            };
            let choice = Choice::default();
            let context = thread.context(&choice);
            let suggested = answers();
            let drafts: Vec<&str> = suggested.iter().map(|one| one.text.as_str()).collect();
            let name =
                |what: &str| format!("thread of {} posts, {}, {what}", thread.posts, thread.name);
            self.run(&name("plan"), ROUNDS, 1.0, || {
                black_box(plan());
            });
            self.run(&name("plan, suggestions and checks"), ROUNDS, 1.0, || {
                for suggestion in black_box(answers()) {
                    black_box(check(&suggestion.text, &context, packs));
                }
            });
            self.run(&name("suggestions"), ROUNDS, 1.0, || {
                black_box(answers());
            });
            self.run(&name("check"), ROUNDS, drafts.len() as f64, || {
                for draft in &drafts {
                    black_box(check(black_box(draft), &context, packs));
                }
            });
        }
    }
}

/// A thread, read once.
struct Thread {
    name: String,
    posts: usize,
    case: Case,
    policy: Policy,
    recent: Vec<String>,
    now: Timestamp,
    offsets: Offsets,
}

impl Thread {
    fn read(line: &str, packs: &Packs) -> Self {
        let offsets = Offsets::fixed(60);
        let request = batch::read(line).expect("the thread file holds requests");
        let (now, recent) = (request.now, request.recent_replies.clone());
        let (name, posts) = (request.id.clone(), request.posts.len());
        let answer = batch::answer(request, packs, |_, _| Some(offsets.clone()));
        Self {
            name: name.as_str().unwrap_or_default().to_owned(),
            posts,
            case: answer.expect("the thread file holds good requests").case,
            policy: parse(POLICY).expect("the demo policy is right"),
            recent,
            now,
            offsets,
        }
    }

    fn context<'a>(&'a self, choice: &'a Choice) -> Context<'a> {
        Context {
            case: &self.case,
            policy: &self.policy,
            recent: &self.recent,
            choice,
            reader: Lang::Fr,
            now: self.now,
        }
    }
}

/// Pieces that are repeated up to the length of a long text.
const ADVERSE: [(&str, &str); 24] = [
    ("one long word", "a"),
    ("one long word of pieces", "anticonstitutionnellement"),
    ("emoji", "😡"),
    ("joined emoji", "👩\u{200d}"),
    ("straight quotes", "\""),
    ("French quotes", "« non »"),
    ("apostrophes", "l'"),
    ("digits", "7"),
    ("pairs of digits", "06 "),
    ("digits with separators", "1.2,3:4/"),
    ("house numbers", "12 bis rue "),
    ("references", "contrat numero ref "),
    ("accounts", "FR76 3000 "),
    ("bangs", "!"),
    ("mixed marks", "?!…"),
    ("bangs and joiners", "!\u{200b}"),
    ("at signs", "a.a@"),
    ("addresses", "http://"),
    ("stars", "c*n"),
    ("capitals", "NON "),
    ("negations", "pas nul "),
    ("quoted words", "\"pas nul\" "),
    (
        "spaced words of patterns",
        "jamais vu un service client si nul je pars ",
    ),
    ("combining marks", "e\u{301}\u{300}"),
];

fn french() -> Vec<&'static str> {
    POSTS.lines().take(6).collect()
}

fn english() -> Vec<&'static str> {
    POSTS.lines().skip(6).collect()
}

/// How many posts of [`POST`] characters these make.
fn in_posts(posts: &[&str]) -> f64 {
    let characters: usize = posts.iter().map(|post| post.chars().count()).sum();
    characters as f64 / POST as f64
}
