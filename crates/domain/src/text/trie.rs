//! Words by their letters: a text is looked up in all of them at once, and mostly given up after two or three letters.

use super::pattern::Spelling;
use std::collections::{BTreeMap, VecDeque};

/// Something for each of many words.
///
/// All nodes stand in one row, and those that may follow one another side by side: between two alarms a server does other things, and what reading
/// costs then is the places of memory that it has to fetch. A step to one of the usual letters looks at one node alone.
#[derive(Debug, Clone)]
pub(super) struct Trie<T> {
    nodes: Vec<Node>,
    /// The letter that leads to each node.
    letters: Vec<char>,
    found: Vec<T>,
}

/// What may follow a letter ends where that of the next one begins; the last node is there for that alone.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// A bit for each usual letter that leads on, and [`OTHERS`] if any other does.
    usual: u64,
    /// The first node that may follow: those by usual letters, in the order of their bits, and then the others.
    next: u32,
    /// What stands for the word that ends here: 0 for none, else one more than its place.
    here: u32,
}

/// The bit of all letters that are not usual ones.
const OTHERS: u32 = 63;

/// The bit of a letter.
const fn bit_of(letter: char) -> u32 {
    match letter {
        'a'..='z' => letter as u32 - 'a' as u32,
        '0'..='9' => letter as u32 - '0' as u32 + 26,
        _ => OTHERS,
    }
}

/// Lists are read at the start, from files of some ten thousand words.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self::from(BTreeMap::new())
    }
}

impl<T> From<BTreeMap<Vec<char>, T>> for Trie<T> {
    fn from(words: BTreeMap<Vec<char>, T>) -> Self {
        let (words, found): (Vec<Vec<char>>, Vec<T>) = words.into_iter().unzip();
        let (mut nodes, mut letters) = (vec![Node::default()], vec!['\0']);
        let mut next = VecDeque::from([(0..words.len(), 0)]);
        for at in 0.. {
            let Some((mut below, depth)) = next.pop_front() else {
                break;
            };
            // They are sorted: the word that ends here is the first of them.
            if words.get(below.start).is_some_and(|word| word.len() == depth) && !below.is_empty() {
                below.start += 1;
                nodes[at].here = number(below.start);
            }
            nodes[at].next = number(nodes.len());
            let mut from = below.start;
            let mut follow = Vec::new();
            for same in words[below].chunk_by(|one, other| one[depth] == other[depth]) {
                follow.push((same[0][depth], from..from + same.len()));
                from += same.len();
            }
            follow.sort_by_key(|(letter, _)| bit_of(*letter));
            for (letter, below) in follow {
                nodes[at].usual |= 1 << bit_of(letter);
                nodes.push(Node::default());
                letters.push(letter);
                next.push_back((below, depth + 1));
            }
        }
        nodes.push(Node {
            next: number(nodes.len()),
            ..Node::default()
        });
        Self { nodes, letters, found }
    }
}

impl<T> Trie<T> {
    fn step(&self, at: usize, letter: char) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let bit = bit_of(letter);
        if node.usual & 1 << bit == 0 {
            return None;
        }
        let before = node.usual & ((1 << bit) - 1);
        let from = node.next as usize + before.count_ones() as usize;
        if bit != OTHERS {
            return Some(from);
        }
        let to = self.nodes.get(at + 1)?.next as usize;
        let place = self.letters.get(from..to)?.iter().position(|next| *next == letter);
        Some(from + place?)
    }

    fn here(&self, at: usize) -> Option<&T> {
        self.found.get((self.nodes[at].here as usize).checked_sub(1)?)
    }

    fn reach(&self, mut letters: impl Iterator<Item = char>) -> Option<usize> {
        letters.try_fold(0, |at, letter| self.step(at, letter))
    }

    /// Every word that the letters begin with, by how many letters it has, the shortest first.
    pub(super) fn walk(&self, mut letters: impl Iterator<Item = char>) -> impl Iterator<Item = (usize, &T)> {
        let mut at = Some(0);
        let steps = std::iter::from_fn(move || {
            at = self.step(at?, letters.next()?);
            at
        });
        let numbered = steps.enumerate();
        numbered.filter_map(|(before, at)| Some((before + 1, self.here(at)?)))
    }

    /// What stands for exactly these letters.
    pub(super) fn get(&self, letters: impl Iterator<Item = char>) -> Option<&T> {
        self.here(self.reach(letters)?)
    }

    /// Whether any word begins with these letters.
    pub(super) fn leads(&self, letters: impl Iterator<Item = char>) -> bool {
        self.reach(letters).is_some()
    }
}

/// Something for each of many spellings: whole words, beginnings and ends.
#[derive(Debug)]
pub(super) struct Spellings<T> {
    /// Whole words and beginnings: found on the same way.
    fronts: Trie<Front<T>>,
    /// Ends, read backwards.
    ends: Trie<T>,
}

#[derive(Debug)]
struct Front<T> {
    whole: Option<T>,
    begins: Option<T>,
}

impl<T> From<BTreeMap<Spelling, T>> for Spellings<T> {
    fn from(spellings: BTreeMap<Spelling, T>) -> Self {
        let (mut fronts, mut ends) = (BTreeMap::new(), BTreeMap::new());
        for (spelling, own) in spellings {
            match &spelling {
                Spelling::Whole(text) | Spelling::Begins(text) => {
                    let (whole, begins) = (None, None);
                    let front: &mut Front<T> = fronts.entry(text.chars().collect()).or_insert(Front { whole, begins });
                    let is_whole = matches!(spelling, Spelling::Whole(_));
                    let place = if is_whole { &mut front.whole } else { &mut front.begins };
                    *place = Some(own);
                }
                Spelling::Ends(text) => {
                    ends.insert(text.chars().rev().collect(), own);
                }
            }
        }
        Self {
            fronts: fronts.into(),
            ends: ends.into(),
        }
    }
}

impl<T> Spellings<T> {
    /// What stands for each spelling that a word fits. An end fits what is longer than itself.
    pub(super) fn of<'a>(&'a self, word: &'a [char]) -> impl Iterator<Item = &'a T> {
        let count = word.len();
        let fronts = self.fronts.walk(word.iter().copied());
        let fronts = fronts.flat_map(move |(length, front)| {
            let whole = front.whole.as_ref().filter(|_| length == count);
            whole.into_iter().chain(&front.begins)
        });
        let ends = self.ends.walk(word.iter().rev().copied());
        fronts.chain(ends.filter(move |(length, _)| *length < count).map(|(_, own)| own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_that_stands_at_the_front() {
        let words = ["kat", "kater", "ka", "hond", "kaïn", "éen", "ëen", "4x4"];
        let words = words.map(|word| (word.chars().collect::<Vec<char>>(), word.to_owned()));
        let trie = Trie::from(BTreeMap::from(words));
        let front = |text: &str| -> Vec<(usize, String)> {
            let found = trie.walk(text.chars());
            found.map(|(length, word)| (length, word.clone())).collect()
        };
        assert_eq!(
            front("katers"),
            [(2, "ka".into()), (3, "kat".into()), (5, "kater".into())]
        );
        assert_eq!(front("kaïns"), [(2, "ka".into()), (4, "kaïn".into())]);
        assert_eq!(front("+at"), []);
        assert_eq!(front("éen"), [(3, "éen".into())]);
        assert_eq!(front("èen"), []);
        assert_eq!(front("hon"), []);
        assert_eq!(front("4x4's"), [(3, "4x4".into())]);
        assert_eq!(front(""), []);
        assert_eq!(trie.get("kater".chars()), Some(&"kater".to_owned()));
        assert_eq!(trie.get("kate".chars()), None);
        assert_eq!(trie.get("katers".chars()), None);
        assert!(trie.leads("kate".chars()) && trie.leads("".chars()) && !trie.leads("kit".chars()));
    }
}
