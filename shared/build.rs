//! Writes the language packs: everything the core knows of a language, in one compact file each.

use std::path::{Path, PathBuf};

#[path = "src/packs/file.rs"]
#[allow(unreachable_pub)]
mod file;
#[path = "src/packs/format.rs"]
#[allow(unreachable_pub)]
mod format;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "src/packs/message.rs"]
#[allow(unreachable_pub)]
mod message;
#[path = "src/post.rs"]
#[allow(dead_code, unreachable_pub)]
mod post;
#[path = "src/reading.rs"]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod reading;
#[path = "build/reply.rs"]
mod replies;
#[path = "src/reply.rs"]
#[allow(dead_code, unreachable_pub)]
mod reply;
#[path = "src/packs/reply_format.rs"]
#[allow(unreachable_pub)]
mod reply_format;
#[path = "build/tables.rs"]
mod tables;
#[path = "src/text/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod text;
#[path = "src/units.rs"]
#[allow(dead_code, unreachable_pub)]
mod units;

#[path = "build/ways.rs"]
mod ways;

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for folder in [
        "build",
        "build.rs",
        "data",
        "model/fr.bin",
        "model/en.bin",
        "src/packs/file.rs",
        "src/packs/format.rs",
        "src/packs/message.rs",
        "src/packs/reply_format.rs",
        "src/post.rs",
        "src/reading.rs",
        "src/reading/personal.rs",
        "src/reply.rs",
        "src/text",
        "src/units.rs",
    ] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let tables = tables::compile(Path::new("data")).and_then(|code| {
        std::fs::write(out.join("tables.rs"), code).map_err(|error| error.to_string())
    });
    if let Err(error) = tables {
        println!("cargo::error={error}");
    }
    for (lang, name) in [(reading::Lang::Fr, "fr"), (reading::Lang::En, "en")] {
        if let Err(error) = write(lang, name, &out.join(format!("{name}.bin"))) {
            println!("cargo::error={error}");
        }
    }
}

fn write(lang: reading::Lang, name: &str, pack: &Path) -> Result<(), String> {
    let data = &Path::new("data").join(name);
    let model = Path::new("model").join(name).with_extension("bin");
    let file = file::PackFile {
        version: file::VERSION,
        lang,
        lexicon: lexicon::compile(data)?,
        model: std::fs::read(&model).map_err(|error| format!("{}: {error}", model.display()))?,
        reply: replies::compile(data)?,
    };
    let bytes = postcard::to_allocvec(&file).map_err(|error| error.to_string())?;
    std::fs::write(pack, bytes).map_err(|error| format!("{}: {error}", pack.display()))
}
