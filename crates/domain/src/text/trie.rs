//! Words by their letters: a text is looked up in all of them at once, and mostly given up after two or three letters.

use super::fold::Word;
use super::pattern::Spelling;

/// Something for each of many words.
#[derive(Debug, Clone)]
pub(super) struct Trie<T>(Vec<Node<T>>);

#[derive(Debug, Clone)]
struct Node<T> {
    /// Where each letter leads, sorted by letter.
    next: Vec<(char, usize)>,
    here: Option<T>,
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        let (next, here) = (Vec::new(), None);
        Self { next, here }
    }
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self(vec![Node::default()])
    }
}

impl<T: Default> Trie<T> {
    /// What stands for a word, to be changed.
    pub(super) fn entry(&mut self, letters: impl Iterator<Item = char>) -> &mut T {
        let mut at = 0;
        for letter in letters {
            at = match self.0[at].next.binary_search_by_key(&letter, |(own, _)| *own) {
                Ok(found) => self.0[at].next[found].1,
                Err(place) => {
                    let new = self.0.len();
                    self.0.push(Node::default());
                    self.0[at].next.insert(place, (letter, new));
                    new
                }
            };
        }
        self.0[at].here.get_or_insert_default()
    }
}

impl<T> Trie<T> {
    fn step(&self, node: &Node<T>, letter: char) -> Option<&Node<T>> {
        let found = node.next.binary_search_by_key(&letter, |(own, _)| *own).ok()?;
        self.0.get(node.next[found].1)
    }

    fn reach(&self, mut letters: impl Iterator<Item = char>) -> Option<&Node<T>> {
        letters.try_fold(self.0.first()?, |node, letter| self.step(node, letter))
    }

    /// Every word that the letters begin with, by how many letters it has, the shortest first.
    pub(super) fn walk(&self, mut letters: impl Iterator<Item = char>) -> impl Iterator<Item = (usize, &T)> {
        let mut node = self.0.first();
        let steps = std::iter::from_fn(move || {
            node = self.step(node?, letters.next()?);
            node
        });
        let numbered = steps.enumerate();
        numbered.filter_map(|(before, node)| Some((before + 1, node.here.as_ref()?)))
    }

    /// What stands for exactly these letters.
    pub(super) fn get(&self, letters: impl Iterator<Item = char>) -> Option<&T> {
        self.reach(letters)?.here.as_ref()
    }

    /// Whether any word begins with these letters.
    pub(super) fn leads(&self, letters: impl Iterator<Item = char>) -> bool {
        self.reach(letters).is_some()
    }
}

/// Something for each of many spellings: whole words, beginnings and ends.
#[derive(Debug, Clone)]
pub(super) struct Spellings<T> {
    whole: Trie<T>,
    begins: Trie<T>,
    /// Read backwards.
    ends: Trie<T>,
}

impl<T> Default for Spellings<T> {
    fn default() -> Self {
        let (whole, begins, ends) = (Trie::default(), Trie::default(), Trie::default());
        Self { whole, begins, ends }
    }
}

impl<T: Default> Spellings<T> {
    /// What stands for a spelling, to be changed.
    pub(super) fn entry(&mut self, spelling: &Spelling) -> &mut T {
        match spelling {
            Spelling::Whole(text) => self.whole.entry(text.chars()),
            Spelling::Begins(text) => self.begins.entry(text.chars()),
            Spelling::Ends(text) => self.ends.entry(text.chars().rev()),
        }
    }

    /// What stands for each spelling that a word fits. An end fits what is longer than itself.
    pub(super) fn of<'a>(&'a self, word: &'a Word) -> impl Iterator<Item = &'a T> {
        word.forms().flat_map(|form| {
            let count = form.chars().count();
            let begins = self.begins.walk(form.chars()).map(|(_, own)| own);
            let ends = self.ends.walk(form.chars().rev());
            let ends = ends.filter(move |(length, _)| *length < count).map(|(_, own)| own);
            self.whole.get(form.chars()).into_iter().chain(begins).chain(ends)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_that_stands_at_the_front() {
        let mut trie = Trie::default();
        for word in ["kat", "kater", "ka", "hond"] {
            *trie.entry(word.chars()) = word.to_owned();
        }
        let front = |text: &str| -> Vec<(usize, String)> {
            let found = trie.walk(text.chars());
            found.map(|(length, word)| (length, word.clone())).collect()
        };
        assert_eq!(
            front("katers"),
            [(2, "ka".into()), (3, "kat".into()), (5, "kater".into())]
        );
        assert_eq!(front("hon"), []);
        assert_eq!(front(""), []);
        assert_eq!(trie.get("kater".chars()), Some(&"kater".to_owned()));
        assert_eq!(trie.get("kate".chars()), None);
        assert_eq!(trie.get("katers".chars()), None);
        assert!(trie.leads("kate".chars()) && trie.leads("".chars()) && !trie.leads("kit".chars()));
    }
}
