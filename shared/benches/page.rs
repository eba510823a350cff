//! The core alone, for a page: reads the posts of the benchmark so often as it is told.
//!
//! Built like the widget, but without anything around the core; `cargo xtask bench --chromium` measures it.

use accalmie_shared::assess;
use accalmie_shared::packs::Packs;
use std::cell::OnceCell;
use std::hint::black_box;

const POSTS: &str = include_str!("posts.txt");

thread_local! {
    static PACKS: OnceCell<Packs> = const { OnceCell::new() };
}

/// Reads all posts so many times; the sum of their anger, by which one sees that nothing was left out.
#[unsafe(no_mangle)]
pub extern "C" fn read(times: u32) -> u32 {
    PACKS.with(|packs| {
        let packs = packs.get_or_init(Packs::embedded);
        let mut anger = 0u32;
        for _ in 0..times {
            for post in POSTS.lines() {
                let read = black_box(assess(black_box(post), None, packs));
                anger = anger.wrapping_add(u32::from(read.anger));
            }
        }
        anger
    })
}
