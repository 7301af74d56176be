//! Words on screen, from `translations/*.ftl`, in the reader's language and country.
//!
//! Dutch is the first language and complete, English is too; the wording of a country (`nl-BE.ftl`, `en-BE.ftl`) holds only what differs.
//! A test holds Dutch and English side by side. No bidi isolation marks are written: both languages run left to right, and the marks
//! would stand in a push title as invisible characters.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

const NL: &str = include_str!("../translations/nl.ftl");
const NL_BE: &str = include_str!("../translations/nl-BE.ftl");
const EN: &str = include_str!("../translations/en.ftl");
const EN_BE: &str = include_str!("../translations/en-BE.ftl");

/// Languages that a reader can choose, the default first.
pub const LANGUAGES: [&str; 2] = ["nl", "en"];

/// A text that does not exist, or that lacks an argument it names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no text for `{key}` in {lang}-{country}: {reason}")]
pub struct TextMissing {
    /// The key asked for.
    pub key: String,
    /// Language asked for.
    pub lang: String,
    /// Country asked for.
    pub country: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A translation file that cannot be read; found at start and by a test.
#[derive(Debug, thiserror::Error)]
#[error("translations/{file}.ftl: {reason}")]
pub struct TranslationBroken {
    file: &'static str,
    reason: String,
}

/// All translations, parsed once.
pub struct I18n {
    nl: FluentBundle<FluentResource>,
    nl_be: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
    en_be: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for I18n {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("I18n")
    }
}

impl I18n {
    /// Parses the translations built into the program.
    ///
    /// # Errors
    /// When a file has a syntax error or names a key twice.
    pub fn new() -> Result<Self, TranslationBroken> {
        Ok(Self {
            nl: bundle("nl", langid!("nl"), NL)?,
            nl_be: bundle("nl-BE", langid!("nl-BE"), NL_BE)?,
            en: bundle("en", langid!("en"), EN)?,
            en_be: bundle("en-BE", langid!("en-BE"), EN_BE)?,
        })
    }

    /// The text of `key`, or the key itself when there is none: a page with an odd word beats no page.
    ///
    /// `lang` is `nl` or `en` (anything else reads as Dutch), `country` is `NL` or `BE`.
    #[must_use]
    pub fn text(&self, lang: &str, country: &str, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.try_text(lang, country, key, args).unwrap_or_else(|missing| {
            tracing::error!(key, lang, country, reason = missing.reason, "text missing");
            key.to_owned()
        })
    }

    /// The text of `key`.
    ///
    /// # Errors
    /// When the key does not exist in the language, or an argument of it was not given.
    pub fn try_text(
        &self,
        lang: &str,
        country: &str,
        key: &str,
        args: &[(&str, FluentValue<'_>)],
    ) -> Result<String, TextMissing> {
        let missing = |reason: String| TextMissing {
            key: key.to_owned(),
            lang: lang.to_owned(),
            country: country.to_owned(),
            reason,
        };
        let mut fluent_args = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent_args.set((*name).to_owned(), value.clone());
        }
        let (bundle, pattern) = self
            .chain(lang, country)
            .into_iter()
            .flatten()
            .find_map(|bundle| Some((bundle, bundle.get_message(key)?.value()?)))
            .ok_or_else(|| missing("unknown key".to_owned()))?;
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(&fluent_args), &mut errors)
            .into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(missing(error.to_string())),
        }
    }

    /// Whether `key` exists for this reader, own or by falling back.
    #[must_use]
    pub fn has(&self, lang: &str, country: &str, key: &str) -> bool {
        self.chain(lang, country)
            .into_iter()
            .flatten()
            .any(|bundle| bundle.has_message(key))
    }

    fn chain(&self, lang: &str, country: &str) -> [Option<&FluentBundle<FluentResource>>; 2] {
        match (lang, country) {
            ("en", "BE") => [Some(&self.en_be), Some(&self.en)],
            ("en", _) => [Some(&self.en), None],
            (_, "BE") => [Some(&self.nl_be), Some(&self.nl)],
            _ => [Some(&self.nl), None],
        }
    }
}

fn bundle(
    file: &'static str,
    id: LanguageIdentifier,
    source: &str,
) -> Result<FluentBundle<FluentResource>, TranslationBroken> {
    let broken = |reason: String| TranslationBroken { file, reason };
    let resource = FluentResource::try_new(source.to_owned())
        .map_err(|(_, errors)| broken(errors.first().map_or_else(String::new, ToString::to_string)))?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .map_err(|errors| broken(errors.first().map_or_else(String::new, ToString::to_string)))?;
    Ok(bundle)
}

/// What a time zone is called in the names of texts: `zone-name-america-curacao`.
pub fn zone_code(name: &str) -> String {
    name.to_lowercase().replace(['/', '_'], "-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(source: &str) -> BTreeSet<&str> {
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
            .collect()
    }

    #[test]
    fn dutch_and_english_have_the_same_keys_and_a_country_only_overrides() {
        let (nl, en) = (keys(NL), keys(EN));
        assert!(nl.len() > 300, "the files were read");
        assert_eq!(
            nl.difference(&en).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "missing in English"
        );
        assert_eq!(
            en.difference(&nl).collect::<Vec<_>>(),
            Vec::<&&str>::new(),
            "missing in Dutch"
        );
        for (country, source) in [("nl-BE", NL_BE), ("en-BE", EN_BE)] {
            let own = keys(source);
            assert!(own.len() > 20, "{country} was read");
            assert_eq!(
                own.difference(&nl).collect::<Vec<_>>(),
                Vec::<&&str>::new(),
                "{country} overrides nothing"
            );
        }
        // A step of the ladder has its own name in Belgium, whatever one reads: nobody is "warned" in one language and "reprimanded" in the other.
        let named = |source: &str| -> BTreeSet<String> {
            let own = keys(source).into_iter();
            own.filter(|key| key.contains("measure")).map(str::to_owned).collect()
        };
        assert_eq!(named(NL_BE), named(EN_BE));
    }

    #[test]
    fn the_wording_of_a_country_falls_back_to_its_language() {
        let i18n = I18n::new().unwrap();
        assert_ne!(i18n.text("nl", "BE", "safety-be", &[]), "safety-be");
        assert_eq!(
            i18n.text("nl", "BE", "kind-burglary", &[]),
            i18n.text("nl", "NL", "kind-burglary", &[])
        );
        assert_eq!(i18n.text("en", "BE", "kind-burglary", &[]), "Burglary");
        assert_eq!(i18n.text("en", "BE", "measure-warning", &[]), "Written reprimand");
        assert_eq!(i18n.text("en", "NL", "measure-warning", &[]), "Warning");
        assert_ne!(i18n.text("nl", "BE", "rule-adults-why", &[]), "");
    }

    /// What members accept, a line a version. Whoever changes a rule puts its line here: in place of the last one where it means the same as before, and as the
    /// next version of the profile where it does not, for then members are asked to accept it.
    const HOUSE_RULES: &str = include_str!("house_rules.txt");

    #[test]
    fn house_rules_are_those_of_their_version() {
        use sha2::{Digest as _, Sha256};
        let (i18n, profiles) = (I18n::new().unwrap(), crate::app::Profiles::built_in().unwrap());
        for country in ["NL", "BE"] {
            let profile = profiles.get(country).unwrap();
            let mut digest = Sha256::new();
            for (language, rule) in LANGUAGES
                .iter()
                .flat_map(|language| profile.house_rules.iter().map(move |rule| (language, rule)))
            {
                for key in [format!("rule-{rule}"), format!("rule-{rule}-why")] {
                    digest.update(i18n.try_text(language, country, &key, &[]).unwrap());
                }
            }
            let digest: String = digest
                .finalize()
                .iter()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let (version, rules) = (profile.house_rules_version, profile.house_rules.join(" "));
            let lines: Vec<&str> = HOUSE_RULES.lines().filter(|line| line.starts_with(country)).collect();
            assert_eq!(
                lines.last(),
                Some(&format!("{country} {version} {digest} {rules}").as_str())
            );
            let versions: Vec<u32> = lines
                .iter()
                .map(|line| line.split(' ').nth(1).unwrap().parse().unwrap())
                .collect();
            assert!(versions.is_sorted_by(|one, next| one < next), "{versions:?}");
        }
    }

    #[test]
    fn every_zone_of_a_profile_has_words() {
        let (i18n, profiles) = (I18n::new().unwrap(), crate::app::Profiles::built_in().unwrap());
        for country in ["NL", "BE"] {
            let zones = &profiles.get(country).unwrap().zones;
            assert!(zones.len() > 5 && zones.contains(&profiles.get(country).unwrap().time_zone));
            for (zone, language) in zones.iter().flat_map(|zone| LANGUAGES.map(|language| (zone, language))) {
                i18n.try_text(language, country, &format!("zone-name-{}", zone_code(zone)), &[])
                    .unwrap();
            }
        }
    }

    #[test]
    fn a_missing_key_is_the_key_for_people_and_an_error_for_tests() {
        let i18n = I18n::new().unwrap();
        assert_eq!(i18n.text("nl", "NL", "no-such-key", &[]), "no-such-key");
        assert!(i18n.try_text("nl", "NL", "no-such-key", &[]).is_err());
        let forgotten = i18n.try_text("nl", "NL", "ago-days", &[]).unwrap_err();
        assert!(
            forgotten.reason.contains('n'),
            "an argument that was not given is an error: {forgotten}"
        );
    }

    #[test]
    fn plurals_follow_the_number_and_no_invisible_marks_are_written() {
        let i18n = I18n::new().unwrap();
        assert_eq!(i18n.text("nl", "NL", "ago-days", &[("n", 1.into())]), "1 dag geleden");
        assert_eq!(
            i18n.text("nl", "NL", "ago-days", &[("n", 12.into())]),
            "12 dagen geleden"
        );
    }
}
