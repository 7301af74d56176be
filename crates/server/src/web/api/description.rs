//! The shapes of descriptions in the API.

use crate::usecase::incident::{Seen, Shown};
use crate::web::form::object;
use crate::web::view::description::Words;
use saar_domain::description as domain;
use saar_domain::description::raw::{RawDescription, SKIN_COLOUR};
use saar_domain::plate::PlateCountry;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a person, a vehicle or a place looks. Everything is optional; codes are those of the builder on the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Description {
    /// `seen`, `heard` or `told`; seen when missing. Missing in answers, where it stands beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// Its writer was asked about these words, and sends them. Missing in answers.
    #[serde(skip_serializing)]
    #[schema(write_only)]
    pub words_read: bool,
    /// How many people it stands for.
    #[schema(minimum = 1, maximum = 50)]
    pub people: Option<u32>,
    /// How they look.
    #[serde(deserialize_with = "object")]
    pub looks: Option<Looks>,
    /// Their vehicle.
    #[serde(deserialize_with = "object")]
    pub vehicle: Option<Vehicle>,
    /// Around them.
    #[serde(deserialize_with = "object")]
    pub surroundings: Option<Surroundings>,
    /// Id of the street of the group that they went towards.
    pub towards_street: Option<String>,
    /// Towards what else: the station, the water.
    #[schema(max_length = 60)]
    pub towards: Option<String>,
    /// Which way: `n`, `ne`, `e`, `se`, `s`, `sw`, `w`, `nw`.
    pub direction: Option<String>,
}

/// How somebody looks, or several who look alike.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Looks {
    /// `man` or `woman`.
    pub sex: Option<String>,
    /// Estimated: `under_12`, `12_17`, `18_24`, `25_34`, `35_44`, `45_54`, `55_64`, `65_plus`.
    #[schema(example = "25_34")]
    pub age: Option<String>,
    /// `short`, `average`, `tall`.
    pub height: Option<String>,
    /// `slim`, `average`, `sturdy`, `heavy`.
    pub build: Option<String>,
    /// `light`, `medium`, `dark`. Taken only for burglary, theft, robbery, violence and vandalism that was seen happening; shown on the page of the
    /// incident and never given by the API.
    #[serde(skip_serializing)]
    pub skin_colour: Option<String>,
    /// Hair.
    #[serde(deserialize_with = "object")]
    pub hair: Option<Hair>,
    /// `shaven`, `stubble`, `moustache`, `goatee`, `full`.
    pub beard: Option<String>,
    /// `without`, `with`, `sun`.
    pub glasses: Option<String>,
    /// `covered`, `scar`, `piercing`, `freckles`, `wrinkles`.
    pub face: Option<String>,
    /// Clothing above: `jacket`, `bodywarmer`, `hoodie`, `jumper`, `t_shirt`, `shirt`, `dress`, `high_visibility`, `workwear`.
    #[serde(deserialize_with = "object")]
    pub top: Option<Coloured>,
    /// Clothing below: `trousers`, `jeans`, `joggers`, `shorts`, `skirt`.
    #[serde(deserialize_with = "object")]
    pub bottom: Option<Coloured>,
    /// `shoes`, `trainers`, `boots`, `sandals`.
    #[serde(deserialize_with = "object")]
    pub shoes: Option<Coloured>,
    /// `cap`, `beanie`, `hood`, `helmet`, `hat`, `balaclava`.
    #[serde(deserialize_with = "object")]
    pub headgear: Option<Coloured>,
    /// `backpack`, `shoulder_bag`, `sports_bag`, `shopper`, `suitcase`.
    #[serde(deserialize_with = "object")]
    pub bag: Option<Coloured>,
    /// Tattoos.
    #[schema(max_length = 60)]
    pub tattoos: Option<String>,
    /// Language that was heard.
    #[schema(max_length = 60)]
    pub language: Option<String>,
    /// What they carry.
    #[schema(max_length = 60)]
    pub carries: Option<String>,
}

/// Something in a colour: `dark`, `light`, `black`, `white`, `grey`, `silver`, `blue`, `navy`, `green`, `red`, `orange`, `yellow`, `brown`, `beige`,
/// `pink`, `purple`, `several`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Coloured {
    /// What.
    pub kind: Option<String>,
    /// In which colour.
    #[schema(example = "red")]
    pub colour: Option<String>,
}

/// Hair.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Hair {
    /// `bald`, `short`, `half_long`, `long`, `curly`, `tail`, `braids`.
    pub style: Option<String>,
    /// `dark`, `blond`, `red`, `grey`, `bright`.
    pub colour: Option<String>,
}

/// A vehicle.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Vehicle {
    /// `car`, `van`, `lorry`, `motorbike`, `scooter`, `bicycle`, `ladies_bicycle`, `e_bike`, `fat_bike`, `cargo_bike`, `kick_scooter`, `trailer`,
    /// `camper`, `other`.
    pub kind: Option<String>,
    /// A colour, as of clothing.
    pub colour: Option<String>,
    /// Make.
    #[schema(max_length = 60)]
    pub make: Option<String>,
    /// Model.
    #[schema(max_length = 60)]
    pub model: Option<String>,
    /// What is written on it.
    #[schema(max_length = 60)]
    pub lettering: Option<String>,
    /// Plate or a part of it, `?` for what was not read; at most 12 letters and digits, any shape. Hidden from members where the country says so.
    #[schema(max_length = 60, example = "12-AB-??")]
    pub plate: Option<String>,
    /// How many sit in it.
    #[schema(minimum = 1, maximum = 20)]
    pub occupants: Option<u32>,
}

/// The surroundings.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Surroundings {
    /// `front_door`, `back_garden`, `alley`, `shed`, `roof`, `parking_lot`, `park`, `shop`, `building_site`, `waterside`.
    pub spot: Option<String>,
    /// In own words.
    #[schema(max_length = 160)]
    pub notes: Option<String>,
}

impl Description {
    /// As the use case takes it.
    pub fn into_raw(self) -> RawDescription {
        let mut raw = RawDescription::of(self.witness);
        let mut put = |path: &str, text: Option<String>| raw.put(path, text.unwrap_or_default());
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        put("people", number(self.people));
        put("towards_street", self.towards_street);
        put("towards", self.towards);
        put("direction", self.direction);
        let person = self.looks.unwrap_or_default();
        put("looks.sex", person.sex);
        put("looks.age", person.age);
        put("looks.height", person.height);
        put("looks.build", person.build);
        put(SKIN_COLOUR, person.skin_colour);
        let hair = person.hair.unwrap_or_default();
        put("looks.hair.style", hair.style);
        put("looks.hair.colour", hair.colour);
        put("looks.beard", person.beard);
        put("looks.glasses", person.glasses);
        put("looks.face", person.face);
        for (kind, colour, worn) in [
            ("looks.top.kind", "looks.top.colour", person.top),
            ("looks.bottom.kind", "looks.bottom.colour", person.bottom),
            ("looks.shoes.kind", "looks.shoes.colour", person.shoes),
            ("looks.headgear.kind", "looks.headgear.colour", person.headgear),
            ("looks.bag.kind", "looks.bag.colour", person.bag),
        ] {
            let worn = worn.unwrap_or_default();
            put(kind, worn.kind);
            put(colour, worn.colour);
        }
        put("looks.tattoos", person.tattoos);
        put("looks.language", person.language);
        put("looks.carries", person.carries);
        let vehicle = self.vehicle.unwrap_or_default();
        put("vehicle.kind", vehicle.kind);
        put("vehicle.colour", vehicle.colour);
        put("vehicle.make", vehicle.make);
        put("vehicle.model", vehicle.model);
        put("vehicle.lettering", vehicle.lettering);
        put("vehicle.plate", vehicle.plate);
        put("vehicle.occupants", number(vehicle.occupants));
        let surroundings = self.surroundings.unwrap_or_default();
        put("surroundings.spot", surroundings.spot);
        put("surroundings.notes", surroundings.notes);
        raw
    }

    /// Of what somebody may see. Skin colour stays on the page: a program could pass it on.
    fn of(description: &domain::Description) -> Self {
        let domain::Description {
            people,
            person,
            vehicle,
            surroundings,
            towards,
            towards_street,
            direction,
        } = description;
        let code = |code: &str| code.to_owned();
        fn coloured<T: Copy + std::fmt::Display>(worn: domain::Coloured<T>) -> Option<Coloured> {
            (worn.kind.is_some() || worn.colour.is_some()).then(|| Coloured {
                kind: worn.kind.map(|kind| kind.to_string()),
                colour: worn.colour.map(|colour| colour.to_string()),
            })
        }
        let hair = (person.hair != domain::Hair::default()).then(|| Hair {
            style: person.hair.style.map(|style| code(style.code())),
            colour: person.hair.colour.map(|colour| code(colour.code())),
        });
        let person = (*person != domain::Person::default()).then(|| Looks {
            sex: person.sex.map(|sex| code(sex.code())),
            age: person.age.map(|age| code(age.code())),
            height: person.height.map(|height| code(height.code())),
            build: person.build.map(|build| code(build.code())),
            skin_colour: None,
            hair,
            beard: person.beard.map(|beard| code(beard.code())),
            glasses: person.glasses.map(|glasses| code(glasses.code())),
            face: person.face.map(|face| code(face.code())),
            top: coloured(person.top),
            bottom: coloured(person.bottom),
            shoes: coloured(person.shoes),
            headgear: coloured(person.headgear),
            bag: coloured(person.bag),
            tattoos: person.tattoos.clone(),
            language: person.language.clone(),
            carries: person.carries.clone(),
        });
        let vehicle = (*vehicle != domain::Vehicle::default()).then(|| Vehicle {
            kind: vehicle.look.kind.map(|kind| code(kind.code())),
            colour: vehicle.look.colour.map(|colour| code(colour.code())),
            make: vehicle.make.clone(),
            model: vehicle.model.clone(),
            lettering: vehicle.lettering.clone(),
            plate: vehicle.plate.as_ref().map(saar_domain::plate::Plate::formatted),
            occupants: vehicle.occupants.map(u32::from),
        });
        let surroundings = (*surroundings != domain::Surroundings::default()).then(|| Surroundings {
            spot: surroundings.spot.map(|spot| code(spot.code())),
            notes: surroundings.notes.clone(),
        });
        Self {
            witness: None,
            words_read: false,
            people: people.map(u32::from),
            looks: person,
            vehicle,
            surroundings,
            towards_street: towards_street.map(|street| street.to_string()),
            towards: towards.clone(),
            direction: direction.map(|direction| code(direction.code())),
        }
    }
}

/// A description that somebody added.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DescriptionShown {
    /// Number of its event.
    pub seq: u32,
    /// When.
    pub at_ms: i64,
    /// Alias of who added it; missing for who is not shown.
    pub who: Option<String>,
    /// How they know.
    pub witness: String,
    /// One short text, in the words that one says to the control room, in the language that the request accepts.
    pub text: String,
    /// The same in codes.
    pub description: Description,
    /// Country whose shape the plate has, where it is known.
    pub plate_country: Option<String>,
    /// There is a plate, and it is not for this caller: whoever saw it tells the police.
    pub plate_hidden: bool,
}

impl DescriptionShown {
    /// Of what somebody may see.
    pub fn of(seen: &Seen, shown: &Shown, words: &Words<'_>) -> Self {
        let bare = shown.description.clone().without_skin_colour();
        let plate = bare.vehicle.plate.as_ref();
        Self {
            seq: shown.seq,
            at_ms: shown.at.as_millis(),
            who: seen.alias(shown.actor).map(str::to_owned),
            witness: shown.witness.code().into(),
            text: words.whole(&bare),
            plate_country: plate
                .and_then(saar_domain::plate::Plate::country)
                .map(|country: PlateCountry| country.code().into()),
            description: Description::of(&bare),
            plate_hidden: shown.plate_hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_no_object_whose_fields_may_all_be_missing() {
        let read = |text: &str| serde_json::from_str::<Description>(text);
        let jacket = read(r#"{"looks": {"top": {"kind": "jacket"}, "hair": null}}"#).unwrap();
        assert_eq!(jacket.looks.unwrap().top.unwrap().kind.as_deref(), Some("jacket"));
        for wrong in [
            r#"{"looks": []}"#,
            r#"{"looks": {"top": [null, null]}}"#,
            r#"{"vehicle": 1}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
