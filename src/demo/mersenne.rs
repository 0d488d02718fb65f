//! The random numbers of Python's `random.Random(seed)`, call for call: the Mersenne Twister MT19937 (Matsumoto and
//! Nishimura 1998), seeded as `CPython` does, so that a measured register holds
//! the same items as those of other tools.

/// Words of state.
const N: usize = 624;
/// How far apart two words are mixed.
const M: usize = 397;

/// Python's `random.Random`, with the calls that are needed here.
pub(super) struct Random {
    state: Vec<u32>,
    next: usize,
}

impl Random {
    /// `random.Random(seed)` for a whole number of 32 bits.
    pub(super) fn new(seed: u32) -> Self {
        let mut random = Self {
            state: vec![0; N],
            next: N,
        };
        random.init(19_650_218);
        random.init_by_key(seed);
        random
    }

    /// `random()`: at least 0, less than 1, in steps of 2⁻⁵³.
    pub(super) fn random(&mut self) -> f64 {
        let high = f64::from(self.word() >> 5);
        let low = f64::from(self.word() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// `randrange(below)`: from 0, by throwing away what is too large, as Python does. Nought for nought.
    pub(super) fn below(&mut self, below: u32) -> u32 {
        let bits = u32::BITS - below.leading_zeros();
        if bits == 0 {
            return 0;
        }
        loop {
            let number = self.word() >> (u32::BITS - bits);
            if number < below {
                return number;
            }
        }
    }

    /// `choice(list)`. The list is not empty.
    pub(super) fn choice<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let length = u32::try_from(list.len()).unwrap_or(u32::MAX);
        let place = usize::try_from(self.below(length)).unwrap_or_default();
        list.get(place).copied().unwrap_or_default()
    }

    fn word(&mut self) -> u32 {
        if self.next == N {
            self.twist();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        word ^ (word >> 18)
    }

    fn twist(&mut self) {
        for place in 0..N {
            let (this, next) = (self.state[place], self.state[(place + 1) % N]);
            let joined = (this & 0x8000_0000) | (next & 0x7FFF_FFFF);
            let odd = if joined & 1 == 1 { 0x9908_B0DF } else { 0 };
            self.state[place] = self.state[(place + M) % N] ^ (joined >> 1) ^ odd;
        }
        self.next = 0;
    }

    /// `init_genrand` of the reference.
    fn init(&mut self, seed: u32) {
        let mut last = seed;
        for (word, place) in self.state.iter_mut().zip(0_u32..) {
            if place > 0 {
                last = 1_812_433_253_u32
                    .wrapping_mul(last ^ (last >> 30))
                    .wrapping_add(place);
            }
            *word = last;
        }
    }

    /// `init_by_array` of the reference, with a key of one word.
    fn init_by_key(&mut self, key: u32) {
        let mut place = 1;
        for _ in 0..N {
            self.state[place] = self.mixed(place, 1_664_525).wrapping_add(key);
            place = self.after(place);
        }
        for _ in 0..N - 1 {
            let number = u32::try_from(place).unwrap_or_default();
            self.state[place] = self.mixed(place, 1_566_083_941).wrapping_sub(number);
            place = self.after(place);
        }
        self.state[0] = 0x8000_0000;
    }

    fn mixed(&self, place: usize, factor: u32) -> u32 {
        let before = self.state[place - 1];
        self.state[place] ^ (before ^ (before >> 30)).wrapping_mul(factor)
    }

    /// The next place; the first word is taken from the last on the way round.
    fn after(&mut self, place: usize) -> usize {
        if place + 1 < N {
            return place + 1;
        }
        self.state[0] = self.state[N - 1];
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_python() {
        let mut random = Random::new(20_260_101);
        let words: Vec<u32> = (0..4).map(|_| random.word()).collect();
        assert_eq!(
            words,
            [192_058_881, 48_046_373, 1_279_194_201, 4_110_778_350]
        );
        let mut random = Random::new(20_260_101);
        let numbers = [random.random(), random.random()].map(|one| one.to_string());
        assert_eq!(numbers, ["0.044717192733188416", "0.297835610487425"]);
    }
}
