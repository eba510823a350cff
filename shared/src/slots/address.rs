//! *Vous* or *tu*: `<vous|tu>` in whatever is put into words.

use crate::reading::Address;

/// *Vous* or *tu*, where nothing else is to be filled.
pub(crate) fn addressed(words: &str, address: Address) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((pair, after)) = after.split_once('>') else {
            break;
        };
        out.push_str(before);
        out.push_str(one_of_pair(pair, address));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The half of a pair that this address takes.
pub(crate) fn one_of_pair(pair: &str, address: Address) -> &str {
    let (vous, tu) = pair.split_once('|').unwrap_or((pair, pair));
    match address {
        Address::Tu => tu,
        Address::Vous | Address::None => vous,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_decides() {
        assert_eq!(addressed("<vous|t'> a", Address::Tu), "t' a");
        assert_eq!(addressed("<vous|t'> a", Address::None), "vous a");
    }
}
