//! Filters in front of tables: most words are in no table, and this says so at once.

/// Which hashes a table may have, by their upper bits.
pub(crate) struct Filter([u64; WORDS]);

/// 4,096 bits: half a kilobyte, and one word in sixteen is looked up in vain beside a table of 250.
const BITS: u32 = 12;
const WORDS: usize = 1 << (BITS - 6);

impl Filter {
    /// The filter of a table by hash.
    pub(crate) const fn of<T>(table: &[(u32, T)]) -> Self {
        let mut words = [0; WORDS];
        let mut at = 0;
        while at < table.len() {
            let bit = table[at].0 >> (u32::BITS - BITS);
            words[bit as usize / 64] |= 1 << (bit % 64);
            at += 1;
        }
        Self(words)
    }

    /// Whether the table may have this hash; where not, it certainly hasn't.
    #[inline]
    pub(crate) const fn may_have(&self, hash: u32) -> bool {
        let bit = hash >> (u32::BITS - BITS);
        self.0[bit as usize / 64] >> (bit % 64) & 1 == 1
    }
}
