//! `cargo xtask size`: what a visitor and a community manager download and what Cloudflare starts, raw and as brotli
//! sends it.

use crate::{build, repo};
use accalmie_shared::packs;
use anyhow::{Context, Result};
use pico_args::Arguments;
use std::{fs, io::Write, path::Path};

/// What the help says.
pub(crate) const HELP: &str = "raw and brotli bytes of loader, widget, packs and edge\n\
     --dist: of widget and edge as they are deployed; --answers: only of what the packs hold to read and to answer with, without building";

/// The best brotli: what a host computes once for a static file.
const QUALITY: u32 = 11;

/// 2^22 bytes, brotli's default window.
const WINDOW: u32 = 22;

/// The verb.
///
/// # Errors
/// When the build fails or a file can't be read.
pub(crate) fn main(mut words: Arguments) -> Result<()> {
    let only_answers = words.contains("--answers");
    let edition = build::Edition::taken(&mut words);
    crate::no_more(words)?;
    if only_answers {
        return answers();
    }
    build::build(edition)?;
    println!("{:<36} {:>9} {:>9}", "bytes", "raw", "brotli");
    for folder in [repo::site(), repo::edge()] {
        for path in repo::files(&folder)? {
            let name = path.strip_prefix(repo::target()).unwrap_or(&path);
            // `_headers` and its like are read by the host, not sent.
            if path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('_'))
            {
                continue;
            }
            let (raw, small) = sizes(&path)?;
            println!("{:<36} {raw:>9} {small:>9}", name.display());
        }
    }
    for lang in ["fr", "en"] {
        let mut all = (0, 0);
        for path in PAGE.map(|path| path.replace("{lang}", lang)) {
            let (raw, small) = sizes(&repo::site().join(path))?;
            all = (all.0 + raw, all.1 + small);
        }
        let name = format!("a page that speaks and reads {lang}");
        println!("{name:<36} {:>9} {:>9}", all.0, all.1);
    }
    answers()
}

/// What the page of a community manager loads whose panel and posts are in one language.
const PAGE: [&str; 5] = [
    "accalmie.js",
    "widget/accalmie_widget.js",
    "widget/accalmie_widget_bg.wasm",
    "packs/{lang}.bin",
    "packs/{lang}.txt",
];

/// Of the packs, what posts are read with (lexicon and learned model), and what answers are made of: phrases, slots, and
/// what the checker notices.
fn answers() -> Result<()> {
    let mut both = [("reading", Vec::new()), ("answers", Vec::new())];
    for (name, pack) in [("fr", packs::FR), ("en", packs::EN)] {
        let answers = packs::answers(pack).context("the embedded pack is none")?;
        let reading = &pack[..pack.len() - answers.len()];
        for ((what, all), part) in both.iter_mut().zip([reading, answers]) {
            all.extend_from_slice(part);
            line(&format!("{what} of {name}.bin"), part)?;
        }
    }
    for (what, all) in both {
        line(&format!("{what}, both languages"), &all)?;
    }
    Ok(())
}

fn line(name: &str, bytes: &[u8]) -> Result<()> {
    println!("{name:<36} {:>9} {:>9}", bytes.len(), small(bytes)?);
    Ok(())
}

/// The size of a file, and of what brotli makes of it.
fn sizes(path: &Path) -> Result<(usize, usize)> {
    let raw = fs::read(path)?;
    Ok((raw.len(), small(&raw)?))
}

fn small(raw: &[u8]) -> Result<usize> {
    let mut small = Vec::new();
    brotli::CompressorWriter::new(&mut small, 4096, QUALITY, WINDOW).write_all(raw)?;
    Ok(small.len())
}
