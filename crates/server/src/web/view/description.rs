//! Descriptions as people read them: one short text in the words that one would say to the control room, and the builder that makes it.

use crate::i18n::I18n;
use fluent_bundle::FluentValue;
use saar_domain::description::look::{self, Colour};
use saar_domain::description::phrase::{Phrase, phrases};
use saar_domain::description::raw::{FIELDS, RawDescription, SKIN_COLOUR, Takes};
use saar_domain::description::{Coloured, Description};
use saar_domain::geo::Direction;
use saar_domain::id::StreetId;
use saar_domain::incident::report::Street;
use saar_domain::plate::{Plate, PlateCountry};
use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// Says descriptions in the words of a reader. The inflected forms are the translations'; nothing here knows a language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The translations.
    pub i18n: &'a I18n,
    /// Language of the reader.
    pub lang: &'a str,
    /// Country of the group.
    pub country: &'a str,
    /// The group's streets, whose names are said.
    pub streets: &'a [Street],
}

impl Words<'_> {
    /// All of it, in the order of the control room: who, then which way.
    pub fn whole(&self, description: &Description) -> String {
        self.said(description, |_| true)
    }

    /// Who and what, without the way.
    pub fn who(&self, description: &Description) -> String {
        self.said(description, |is_way| !is_way)
    }

    /// Only which way; empty when it says none.
    pub fn way(&self, description: &Description) -> String {
        self.said(description, |is_way| is_way)
    }

    /// A way by itself, as of a sighting; none where none was said, or its street is not there any more.
    pub fn went(&self, direction: Option<Direction>, towards: Option<StreetId>) -> Option<String> {
        let way = Description {
            direction,
            towards_street: towards,
            ..Description::default()
        };
        Some(self.way(&way)).filter(|said| !said.is_empty())
    }

    fn said(&self, description: &Description, wanted: impl Fn(bool) -> bool) -> String {
        let people = description.people.unwrap_or(1);
        let said: Vec<String> = phrases(description)
            .iter()
            .filter(|phrase| wanted(phrase.is_way()))
            .map(|phrase| self.phrase(phrase, people))
            .filter(|said| !said.is_empty())
            .collect();
        said.join(", ")
    }

    /// The word of a choice, as the builder shows it: the same as is said, without a colour.
    fn choice(&self, path: &str, code: &str) -> String {
        let bare = |prefix: &str| self.coloured(prefix, Some(code), None, 1);
        match path {
            "looks.sex" => self.text(&format!("describe-who-{code}-adult"), &[("n", 1.into())]),
            "looks.skin_colour" => self.text(&format!("describe-skin-{code}"), &[]),
            "looks.hair.style" => self.text(&format!("describe-hair-{code}"), &[("colour", "".into())]),
            "looks.hair.colour" => self.text(&format!("describe-haircolour-{code}"), &[]),
            "looks.top.kind" => bare("top"),
            "looks.bottom.kind" => bare("bottom"),
            "looks.headgear.kind" => bare("headgear"),
            "looks.shoes.kind" => bare("shoes"),
            "looks.bag.kind" => bare("bag"),
            "vehicle.kind" => bare("vehicle"),
            "direction" => self.text(&format!("direction-{code}"), &[]),
            _ if path.ends_with(".colour") => self.text(&format!("describe-colour-{code}"), &[]),
            _ => {
                let field = path.rsplit('.').next().unwrap_or(path);
                self.text(&format!("describe-{field}-{code}"), &[])
            }
        }
    }

    fn phrase(&self, phrase: &Phrase<'_>, people: u8) -> String {
        let code = |field: &str, code: &str| self.text(&format!("describe-{field}-{code}"), &[]);
        let quoted = |key: &str, text: &str| self.text(key, &[("text", text.to_owned().into())]);
        match *phrase {
            Phrase::Who(sex, life, count) => {
                let sex = sex.map_or("any", |sex| sex.code());
                let key = format!("describe-who-{sex}-{}", life.code());
                self.text(&key, &[("n", i64::from(count).into())])
            }
            Phrase::Age(age) => code("age", age.code()),
            Phrase::Height(height) => code("height", height.code()),
            Phrase::Build(build) => code("build", build.code()),
            Phrase::SkinColour(colour) => code("skin", colour.code()),
            Phrase::Hair(hair) => {
                let colour = hair.colour.map(|colour| code("haircolour", colour.code()));
                let key = format!("describe-hair-{}", hair.style.map_or("any", |style| style.code()));
                self.text(&key, &[("colour", colour.unwrap_or_default().into())])
            }
            Phrase::Beard(beard) => code("beard", beard.code()),
            Phrase::Glasses(glasses) => code("glasses", glasses.code()),
            Phrase::Face(face) => code("face", face.code()),
            Phrase::Headgear(worn) => self.worn("headgear", worn, people, look::Headgear::code),
            Phrase::Top(worn) => self.worn("top", worn, people, look::Top::code),
            Phrase::Bottom(worn) => self.worn("bottom", worn, people, look::Bottom::code),
            Phrase::Shoes(worn) => self.worn("shoes", worn, people, look::Shoes::code),
            Phrase::Bag(worn) => self.worn("bag", worn, people, look::Bag::code),
            Phrase::Tattoos(text) => quoted("describe-tattoos", text),
            Phrase::Language(text) => quoted("describe-language", text),
            Phrase::Carries(text) => quoted("describe-carries", text),
            Phrase::Vehicle { look, with_person } => {
                let prefix = if with_person { "with" } else { "vehicle" };
                self.worn(prefix, look, people, look::VehicleKind::code)
            }
            Phrase::Model(make, model) => {
                let name: Vec<&str> = make.into_iter().chain(model).collect();
                quoted("describe-model", &name.join(" "))
            }
            Phrase::Lettering(text) => quoted("describe-lettering", text),
            Phrase::Plate(plate) => self.plate(plate),
            Phrase::Occupants(count) => self.text("describe-occupants", &[("n", i64::from(count).into())]),
            Phrase::Spot(spot) => code("spot", spot.code()),
            Phrase::Notes(text) => quoted("describe-notes", text),
            Phrase::TowardsStreet(street) => {
                let street = self.streets.iter().find(|known| known.id == street);
                street.map_or_else(String::new, |street| quoted("describe-towards", &street.name))
            }
            Phrase::Towards(text) => quoted("describe-towards", text),
            Phrase::Heading(direction) => code("heading", direction.code()),
        }
    }

    fn plate(&self, plate: &Plate) -> String {
        let part = if plate.is_partial() { "part-" } else { "" };
        let country = plate.country().map_or("unknown", PlateCountry::code);
        let key = format!("describe-plate-{part}{country}");
        self.text(&key, &[("plate", plate.formatted().into())])
    }

    fn worn<T: Copy>(&self, prefix: &str, worn: Coloured<T>, n: u8, code: impl Fn(T) -> &'static str) -> String {
        self.coloured(prefix, worn.kind.map(code), worn.colour, n)
    }

    fn coloured(&self, prefix: &str, code: Option<&str>, colour: Option<Colour>, n: u8) -> String {
        let form = |form: &str| match colour {
            Some(colour) => self.text(&format!("describe-{form}-{}", colour.code()), &[]),
            None => String::new(),
        };
        let article = format!("describe-article-{}", colour.map_or("plain", Colour::code));
        let args = [
            ("e", form("coloured").into()),
            ("bare", form("colour").into()),
            ("a", self.text(&article, &[]).into()),
            ("coloured", if colour.is_some() { "yes" } else { "no" }.into()),
            ("n", i64::from(n).into()),
        ];
        self.text(&format!("describe-{prefix}-{}", code.unwrap_or("any")), &args)
    }

    /// A text without the gaps that a missing colour leaves.
    fn text(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let text = self.i18n.text(self.lang, self.country, key, args);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// One description on the page of its incident.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DescriptionShown {
    /// All of it, as it is said.
    pub text: String,
    /// Alias; none for "a member".
    pub who: Option<String>,
    /// The reader added it.
    pub mine: bool,
    /// Epoch milliseconds.
    pub at_ms: i64,
    /// `seen`, `heard` or `told`.
    pub witness: String,
    /// There is a plate that this reader does not see.
    pub plate_hidden: bool,
}

/// What to say to the control room, in the order in which it asks.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReadAloud {
    /// Municipality, beside the street.
    pub municipality: String,
    /// Each person or vehicle, newest first.
    pub who: Vec<String>,
    /// The latest way that was said, in words.
    pub way: Option<String>,
    /// When that was, epoch milliseconds.
    pub way_ms: i64,
}

/// `page/description.html` at `/groups/{group}/incidents/{id}/description`; the text alone is `part/description_said.html`, answered at `…/preview`.
#[derive(Debug, Clone, Serialize)]
pub struct DescriptionPage {
    /// The group.
    pub group: GroupLink,
    /// Id of the incident.
    pub id: String,
    /// Kind code.
    pub kind: String,
    /// Street name.
    pub street: Option<String>,
    /// A practised alarm.
    pub drill: bool,
    /// The number to call for this kind.
    pub number: String,
    /// Key of this form: sent twice is added once.
    pub draft: String,
    /// `seen`, `heard` or `told`.
    pub witness: String,
    /// The folded parts, in order.
    pub sections: Vec<Section>,
    /// What is said with the choices so far; empty for nothing yet.
    pub said: String,
    /// Plates are for the call alone in this country.
    pub plate_private: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A folded part of the builder.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// `person`, `more`, `vehicle`, `surroundings` or `way`; the title is `builder-{code}`.
    pub code: String,
    /// Something was chosen in it, or is wrong in it.
    pub open: bool,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// One field of the builder.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Name of the control: the path of the field.
    pub name: String,
    /// Key of its label.
    pub label: String,
    /// `choice`, `colour`, `number`, `street`, `text` or `plate`.
    pub takes: String,
    /// Choices with their words.
    pub options: Vec<FieldOption>,
    /// What was typed or chosen.
    pub value: String,
    /// Characters at most, of texts.
    pub max: usize,
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub struct FieldOption {
    /// What the form sends.
    pub code: String,
    /// Its word, with a capital.
    pub word: String,
}

/// Which part of the builder a field stands in.
fn section_of(path: &str) -> &'static str {
    const FIRST: &[&str] = &["people", "looks.sex", "looks.age"];
    match path {
        "towards_street" | "towards" | "direction" => "way",
        _ if path.starts_with("vehicle.") => "vehicle",
        _ if path.starts_with("surroundings.") => "surroundings",
        _ if FIRST.contains(&path) || path.starts_with("looks.top") || path.starts_with("looks.bottom") => "person",
        _ => "more",
    }
}

/// The parts of the builder with what was typed so far.
pub fn sections(words: &Words<'_>, raw: &RawDescription, skin_colour: bool, errors: &[FieldError]) -> Vec<Section> {
    let fields: Vec<(&'static str, Field)> = FIELDS
        .iter()
        .filter(|(path, _)| skin_colour || *path != SKIN_COLOUR || !raw.text(path).is_empty())
        .map(|(path, takes)| (*path, field(words, path, *takes, raw)))
        .collect();
    ["person", "more", "vehicle", "surroundings", "way"]
        .into_iter()
        .map(|code| {
            let (paths, fields): (Vec<_>, Vec<_>) = fields
                .iter()
                .filter(|(path, _)| section_of(path) == code)
                .cloned()
                .unzip();
            let said = |path: &&str| !raw.text(path).is_empty() || errors.iter().any(|error| error.field == **path);
            Section {
                code: code.into(),
                open: paths.iter().any(said),
                fields,
            }
        })
        .collect()
}

fn field(words: &Words<'_>, path: &str, takes: Takes, raw: &RawDescription) -> Field {
    let option = |code: &str, word: String| FieldOption {
        code: code.into(),
        word: capital(&word),
    };
    let chosen = |codes: Vec<&'static str>| {
        codes
            .into_iter()
            .map(|code| option(code, words.choice(path, code)))
            .collect()
    };
    let (name, options, max) = match takes {
        Takes::Choice(codes) => ("choice", chosen(codes()), 0),
        Takes::Colour => (
            "colour",
            chosen(Colour::ALL.iter().map(|colour| colour.code()).collect()),
            0,
        ),
        Takes::Text { max } => ("text", Vec::new(), max),
        // With the dashes and spaces that people type.
        Takes::Plate => ("plate", Vec::new(), saar_domain::limits::PLATE_CHARS_MAX + 4),
        Takes::Street => {
            let streets = words.streets.iter().map(|street| FieldOption {
                code: street.id.to_string(),
                word: street.name.clone(),
            });
            ("street", streets.collect(), 0)
        }
        Takes::Number { min, max } => {
            let steps = (min..=max.min(10)).chain((11..=max).filter(|number| number % 5 == 0));
            let options = steps.map(|number| option(&number.to_string(), number.to_string()));
            ("number", options.collect(), 0)
        }
    };
    Field {
        name: path.into(),
        label: format!("builder-label-{}", path.replace('.', "-")),
        takes: name.into(),
        options,
        value: raw.text(path).into(),
        max,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests;
