//! Letters with a code to a row of houses: whoever types one lives where the letter came. Which house got which code is on paper alone.

use crate::clock::Entropy;
use crate::field::Problem;
use crate::limits;

crate::coded! {
    /// Which side of a street.
    Side, "side of a street" {
        /// Both.
        Both = "both",
        /// Even numbers.
        Even = "even",
        /// Odd numbers.
        Odd = "odd",
    }
}

/// The house numbers of a row, the first and the last included where they are on that side.
pub fn house_numbers(first: u32, last: u32, side: Side) -> Result<Vec<u32>, Problem> {
    if last < first {
        return Err(Problem::OutOfRange {
            min: i64::from(first),
            max: i64::from(limits::HOUSE_NUMBER_MAX),
        });
    }
    let is_in = |number: &u32| match side {
        Side::Both => true,
        Side::Even => number.is_multiple_of(2),
        Side::Odd => !number.is_multiple_of(2),
    };
    let max = limits::LETTERS_AT_ONCE_MAX;
    let numbers: Vec<u32> = (first..=last).filter(is_in).take(max + 1).collect();
    match numbers.len() {
        0 => Err(Problem::Missing),
        many if many > max => Err(Problem::TooMany { max }),
        _ => Ok(numbers),
    }
}

/// Letters and digits that nobody mistakes for one another on paper: no 0 and O, no 1, I and L, no U beside V.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterCode(String);

impl LetterCode {
    /// A new one.
    pub fn new(entropy: &dyn Entropy) -> Self {
        let mut code = String::with_capacity(limits::LETTER_CODE_CHARS);
        while code.len() < limits::LETTER_CODE_CHARS {
            let [byte] = entropy.bytes::<1>();
            // 240 is the largest multiple of 30 in a byte: what is above would make some letters likelier.
            if byte < 240 {
                code.push(char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
            }
        }
        Self(code)
    }

    /// Reads one as people type it: small letters, spaces and dashes do not matter.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(limits::LETTER_CODE_CHARS + 1)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if code.is_empty() {
            return Err(Problem::Missing);
        }
        let is_known = |c: char| u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
        if code.chars().count() != limits::LETTER_CODE_CHARS || !code.chars().all(is_known) {
            return Err(Problem::Malformed);
        }
        Ok(Self(code))
    }

    /// As it is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is printed: in two groups of four.
    pub fn printed(&self) -> String {
        let (first, second) = self.0.split_at(limits::LETTER_CODE_CHARS / 2);
        format!("{first}-{second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_houses() {
        assert_eq!(house_numbers(2, 8, Side::Even), Ok(vec![2, 4, 6, 8]));
        assert_eq!(house_numbers(1, 4, Side::Odd), Ok(vec![1, 3]));
        assert_eq!(house_numbers(7, 9, Side::Both), Ok(vec![7, 8, 9]));
        assert_eq!(house_numbers(3, 3, Side::Even), Err(Problem::Missing));
        assert_eq!(
            house_numbers(9, 8, Side::Both),
            Err(Problem::OutOfRange { min: 9, max: 9_999 })
        );
        assert_eq!(house_numbers(1, 100, Side::Both).map(|row| row.len()), Ok(100));
        assert_eq!(house_numbers(1, 101, Side::Both), Err(Problem::TooMany { max: 100 }));
        assert_eq!(house_numbers(1, 9_999, Side::Even), Err(Problem::TooMany { max: 100 }));
    }

    #[test]
    fn a_code_survives_paper_and_typing() {
        let code = LetterCode::parse("abcd-2345").unwrap();
        assert_eq!((code.as_str(), code.printed().as_str()), ("ABCD2345", "ABCD-2345"));
        assert_eq!(LetterCode::parse(" ab cd 23 45 "), Ok(code));
        for wrong in ["ABCD-234", "ABCD-23456", "ABCD-0345", "ABCD-I345", "ÀBCD2345"] {
            assert_eq!(LetterCode::parse(wrong), Err(Problem::Malformed), "{wrong}");
        }
        assert_eq!(LetterCode::parse(" - "), Err(Problem::Missing));
    }

    #[test]
    fn a_new_code_is_one_that_can_be_typed() {
        // Bytes above 239 are drawn again: with them alone there would be no code.
        struct Rising(std::sync::atomic::AtomicU8);
        impl Entropy for Rising {
            fn fill(&self, bytes: &mut [u8]) {
                for byte in bytes {
                    *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                }
            }
        }
        let code = LetterCode::new(&Rising(236.into()));
        assert_eq!(code.as_str(), "WXYZ2345");
        assert_eq!(LetterCode::parse(&code.printed()), Ok(code));
    }
}
