//! One verb for each thing a person does with this repository.

fn main() {
    println!("usage: cargo xtask <verb>");
}
