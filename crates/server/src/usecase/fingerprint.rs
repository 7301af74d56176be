//! What makes two requests with one idempotency key the same request.
//!
//! A fingerprint is kept beside its key, and a phone without a signal may repeat an alarm hours later, to a newer program. So what was said goes in by its own
//! name, and what was not said adds nothing: a question that a later version asks leaves the requests before it as they were.

use sha2::{Digest as _, Sha256};

/// The hash of what was said, without what changes between two sends of it.
pub(super) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Of a kind of request, such as `alarm`.
    pub(super) fn of(request: &str) -> Self {
        Self(Sha256::new()).with("request", Some(request))
    }

    /// Adds something by its name, if it was said; an empty text says nothing.
    pub(super) fn with(mut self, name: &str, said: Option<&(impl AsRef<[u8]> + ?Sized)>) -> Self {
        if let Some(said) = said.map(AsRef::as_ref).filter(|said: &&[u8]| !said.is_empty()) {
            for part in [name.as_bytes(), said] {
                // Each with its length: "a" and "bc" are not "ab" and "c".
                self.0
                    .update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
                self.0.update(part);
            }
        }
        self
    }

    /// Adds several of one name, in their order.
    pub(super) fn with_each(self, name: &str, said: &[impl AsRef<[u8]>]) -> Self {
        said.iter().fold(self, |all, one| all.with(name, Some(one)))
    }

    /// As it is kept.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &[(&str, Option<&str>)]) -> Vec<u8> {
        let said = said.iter().copied();
        said.fold(Fingerprint::of("alarm"), |all, (name, said)| all.with(name, said))
            .finish()
    }

    #[test]
    fn differs_with_everything_that_was_said() {
        let all = [
            of(&[]),
            of(&[("kind", Some("theft"))]),
            of(&[("words", Some("theft"))]),
            of(&[("kind", Some("the")), ("f", Some("t"))]),
            of(&[("kind", Some("theft")), ("words", Some("rent weg"))]),
            of(&[("kind", Some("theft")), ("words", Some("rent")), ("words", Some("weg"))]),
            Fingerprint::of("sighting").finish(),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one), "{at}");
        }
    }

    #[test]
    fn what_was_not_said_adds_nothing() {
        let today = of(&[("kind", Some("theft"))]);
        assert_eq!(today, of(&[("kind", Some("theft")), ("asked_later", None)]));
        assert_eq!(today, of(&[("kind", Some("theft")), ("asked_later", Some(""))]));
    }
}
