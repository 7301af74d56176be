//! What most pages have in common: the reader, the frame around a page, mistakes in a form, the drawn plan.

use std::collections::BTreeMap;

use serde::Serialize;

/// For whom something is rendered: decides the words, the times and what "ago" means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reader {
    /// Language of the page: `nl` or `en`.
    pub lang: String,
    /// Country profile in capitals: `NL` or `BE`; chooses Flemish wording where it differs.
    pub country: String,
    /// IANA name of the group's zone, such as `Europe/Amsterdam`; hh:mm on a page is in this zone.
    pub time_zone: String,
    /// The instant of rendering, epoch milliseconds, from the clock that was passed in.
    pub now_ms: i64,
}

/// The frame around every page.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Who reads it.
    pub reader: Reader,
    /// This installation is a demo: DEMO stands on every page, and nothing dials (EDGES 1, 32).
    pub demo: bool,
    /// Somebody is signed in: shows settings and sign-out.
    pub signed_in: bool,
    /// The reader wants large letters.
    pub large_text: bool,
    /// The reader holds the phone in the left hand.
    pub left_hand: bool,
    /// The reader is bound to professional secrecy in this group, by their own word: pages on which they read or write remind them.
    pub bound_to_secrecy: bool,
    /// The group this page belongs to, for the header and the menu.
    pub group: Option<GroupLink>,
    /// One line about what just happened, after POST-redirect-GET.
    pub notice: Option<Notice>,
}

/// A group as a link.
#[derive(Debug, Clone, Serialize)]
pub struct GroupLink {
    /// Id as in the address `/groups/{id}`.
    pub id: String,
    /// Name on screen, such as "Elzendaal-Noord".
    pub name: String,
    /// The reader is an admin or a deputy: the menu shows the admin's page.
    pub admin: bool,
}

/// A confirmation shown once at the top of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// Translation key, such as `notice-saved`.
    pub key: String,
    /// Arguments of that text.
    pub args: BTreeMap<String, String>,
}

/// A mistake in one field, in words that say how to mend it; never a code alone, never blame.
#[derive(Debug, Clone, Serialize)]
pub struct FieldError {
    /// Name of the field; the summary links to the element with this id. Empty: the form as a whole.
    pub field: String,
    /// Translation key, such as `error-place-missing`.
    pub key: String,
    /// Arguments of that text.
    pub args: BTreeMap<String, String>,
}

impl FieldError {
    /// A mistake without arguments.
    #[must_use]
    pub fn new(field: &str, key: &str) -> Self {
        Self {
            field: field.to_owned(),
            key: key.to_owned(),
            args: BTreeMap::new(),
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.args.insert(name.to_owned(), value.to_owned());
        self
    }
}

/// A group's area, drawn: not a map, a sketch that needs no network and shows nobody's house.
///
/// Units are those of the SVG's view box; `lat = lat_top - y * lat_per_unit`, `lon = lon_left + x * lon_per_unit`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Plan {
    /// Width of the view box.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// Rings of the area, holes too, as SVG `points` ("x,y x,y …"), one string a ring.
    pub areas: Vec<String>,
    /// Streets as drawn lines; those without a known line are left out here but not in the list of streets.
    pub streets: Vec<PlanStreet>,
    /// Latitude (WGS 84, degrees) of the top edge.
    pub lat_top: f64,
    /// Longitude of the left edge.
    pub lon_left: f64,
    /// Degrees of latitude a unit down.
    pub lat_per_unit: f64,
    /// Degrees of longitude a unit to the right.
    pub lon_per_unit: f64,
    /// Where something happens, when the viewer may see an exact place and it lies on the drawing or near it.
    pub mark: Option<PlanPoint>,
    /// The uncertainty of the mark, as the radius of a circle in units.
    pub mark_radius: Option<f64>,
    /// There is an exact place, too far away for this drawing.
    pub beyond: bool,
    /// Where others saw something later on, and which way it went.
    pub seen: Vec<PlanSeen>,
}

/// The map with tiles, where one is configured.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TileMap {
    /// Address of tiles with `{z}`, `{x}` and `{y}`.
    pub tiles: String,
    /// What the tile server learns of the page, as `referrerpolicy` writes it.
    pub referrer: String,
    /// Whom to thank.
    pub credit: String,
    /// Where that leads.
    pub credit_link: Option<String>,
    /// The exact place, where the reader may see it.
    pub mark: Option<TileMark>,
    /// Sightings as "lat,lon,heading lat,lon, …", the heading in degrees from north or empty.
    pub seen: String,
}

/// An exact place, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TileMark {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// Uncertainty in metres.
    pub accuracy_m: Option<f64>,
}

/// A sighting on the plan: as exact as it was said, which is the middle of a street.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PlanSeen {
    /// Where.
    pub at: PlanPoint,
    /// Which way, in degrees clockwise from north.
    pub heading: Option<f64>,
    /// At the very place of the incident, which has its mark already: only the way is drawn, around it.
    pub here: bool,
}

/// One street of the plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanStreet {
    /// Id of the street; the alarm page matches the phone's position with the nearest line.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// SVG `points` of its line.
    pub points: String,
    /// Something is going on in this street now.
    pub alarmed: bool,
}

/// A point of the plan, in its units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PlanPoint {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A street to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StreetOption {
    /// Id that the form sends.
    pub id: String,
    /// Name on screen.
    pub name: String,
}

/// What a list of running or past incidents shows of one.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentCard {
    /// Id as in the address.
    pub id: String,
    /// Kind code, such as `burglary`.
    pub kind: String,
    /// Street name; none when the place is outside the streets of the group.
    pub street: Option<String>,
    /// When it was reported, epoch milliseconds.
    pub at_ms: i64,
    /// A practised alarm.
    pub drill: bool,
    /// Who was called and when, if so.
    pub call: CallState,
    /// How it ended (`police_resolved`, `nothing_found`, `false_alarm`, `known_person`, `expired`), if it did.
    pub ended: Option<String>,
}

/// The one shared "called" state of an incident.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CallState {
    /// The emergency number for this kind: "112" or "101".
    pub number: String,
    /// Last recorded call, epoch milliseconds; none while nobody has called.
    pub called_ms: Option<i64>,
    /// Who called: `reporter`, `neighbour` (not a member), `member`. Empty while nobody has called.
    pub by: String,
    /// A call again after news, epoch milliseconds.
    pub again_ms: Option<i64>,
    /// The reporter said that he or she cannot call (EDGES 3).
    pub cannot_call: bool,
}

/// An emergency number and the kinds it is for, from the country profile.
#[derive(Debug, Clone, Serialize)]
pub struct EmergencyNumber {
    /// As dialled.
    pub number: String,
    /// Kinds with this number.
    pub kinds: Vec<String>,
    /// The country's default: the first dial button.
    pub default: bool,
}
