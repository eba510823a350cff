//! Filters in front of tables: most words are in no table, and this says so at once; of the others, about where they are.

/// Which hashes a table may have, by their upper bits.
pub(crate) struct Filter {
    words: [u64; WORDS],
    /// How many rows of the table come before those of each word.
    before: [u16; WORDS],
}

/// 4,096 bits: half a kilobyte, and one word in sixteen is looked up in vain beside a table of 250.
const BITS: u32 = 12;
const WORDS: usize = 1 << (BITS - 6);

impl Filter {
    /// The filter of a table that is ordered by hash.
    pub(crate) const fn of<T>(table: &[(u32, T)]) -> Self {
        let (mut words, mut before) = ([0; WORDS], [0; WORDS]);
        let mut at = 0;
        while at < table.len() {
            let bit = table[at].0 >> (u32::BITS - BITS);
            let word = bit as usize / 64;
            if words[word] == 0 {
                before[word] = at as u16;
            }
            words[word] |= 1 << (bit % 64);
            at += 1;
        }
        Self { words, before }
    }

    /// What the filter's own table has under this hash.
    #[inline]
    #[cfg_attr(quick, optimize(speed))]
    pub(crate) fn find<'a, T>(&self, table: &'a [(u32, T)], hash: u32) -> Option<&'a T> {
        let bit = hash >> (u32::BITS - BITS);
        let word = self.words[bit as usize / 64];
        if word >> (bit % 64) & 1 == 0 {
            return None;
        }
        // Every bit below stands for a row, or for several.
        let below = (word & ((1 << (bit % 64)) - 1)).count_ones();
        let first = u32::from(self.before[bit as usize / 64]) + below;
        let mut rows = table.get(first as usize..)?.iter();
        let (found, value) = rows.find(|(known, _)| *known >= hash)?;
        (*found == hash).then_some(value)
    }
}
