//! Asking to join: the page that everybody may see, the queue, and the page on which a request is answered.

use serde::Serialize;

use super::shared::{FieldError, GroupLink, StreetOption};

/// `page/welcome.html` at `/welcome/{group}`; posts `alias`, `home_street`, `about`, `email`, `adult`, `rules`, `rules_version`. Nothing in it says who is a
/// member.
#[derive(Debug, Clone, Serialize)]
pub struct Welcome {
    /// Id of the group.
    pub group_id: String,
    /// Its name.
    pub group_name: String,
    /// Its municipality.
    pub place: String,
    /// The streets that belong to it.
    pub streets: Vec<StreetOption>,
    /// Members in tens, rounded down; 0: fewer than ten.
    pub members_tens: u32,
    /// No place is left: who asks comes on the waiting list.
    pub full: bool,
    /// It takes requests.
    pub takes_requests: bool,
    /// Youngest age to join without an admin's word, in years.
    pub minimum_age_years: u8,
    /// The residents' association under whose flag it is.
    pub association: Option<String>,
    /// It is for members of that association alone.
    pub members_only: bool,
    /// House rule codes of the country profile, in order; texts are `rule-…` and `rule-…-why`.
    pub rules: Vec<String>,
    /// Version of these rules.
    pub rules_version: u32,
    /// The group's own.
    pub own_rules: Vec<super::own_rule::OwnRuleView>,
    /// Their version; 0: there are none.
    pub own_rules_version: u32,
    /// The reader is a member.
    pub member: bool,
    /// The reader's own request, if there is one.
    pub mine: Option<MyRequest>,
    /// Somebody is signed in: the address is known.
    pub signed_in: bool,
    /// What was typed, kept after a mistake.
    pub typed: Typed,
    /// Characters that the line may have.
    pub about_max: usize,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// What was typed on the page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// Alias.
    pub alias: String,
    /// Id of a street, or `other`.
    pub home_street: String,
    /// A line about oneself.
    pub about: String,
    /// Address.
    pub email: String,
    /// Ticked "18 or older".
    pub adult: bool,
    /// Chosen: younger than that.
    pub younger: bool,
    /// Ticked: a member of the association.
    pub association_member: bool,
    /// Ticked "I keep to these rules".
    pub rules: bool,
    /// Code of a letter, typed with a request that waits.
    pub letter_code: String,
}

/// Where one's own request stands.
#[derive(Debug, Clone, Serialize)]
pub struct MyRequest {
    /// `waiting`, `approved`, `refused` or `expired`; who was let in and left again reads `let_in`.
    pub state: String,
    /// It may still be taken back.
    pub open: bool,
    /// Under which alias.
    pub alias: String,
    /// Name of the street; none: another one.
    pub street: Option<String>,
    /// A line about oneself.
    pub about: Option<String>,
    /// When it was asked, epoch milliseconds.
    pub asked_ms: i64,
    /// What those who run the group wrote.
    pub words: Option<String>,
    /// How it was checked that they live here, as far as that counts: `none`, `admin`, `vouch`, `letter`.
    pub residence: String,
    /// Absolute address to give to a neighbour who knows them, where that counts and is still missing.
    pub vouch_url: Option<String>,
    /// The code of a letter counts and is still missing: posts `letter_code` to `/welcome/{group}/letter-code`.
    pub takes_letter: bool,
    /// What was typed as a code, kept after a mistake.
    pub letter_code: String,
}

/// `page/requests.html` at `/groups/{group}/admin/requests`; the settings post `version`, `takes_requests`, `residence_checks` to `…/admin/joining`.
#[derive(Debug, Clone, Serialize)]
pub struct Requests {
    /// The group.
    pub group: GroupLink,
    /// Those that wait for an answer, oldest first.
    pub waiting: Vec<RequestRow>,
    /// Those that wait for a place, first come first.
    pub approved: Vec<RequestRow>,
    /// Members now.
    pub members: u32,
    /// Most members the group may have.
    pub members_max: u32,
    /// Absolute address of the page where one asks.
    pub url: String,
    /// The reader may change the settings.
    pub may_set: bool,
    /// The version of the group's settings, which is being changed.
    pub version: u32,
    /// The group takes requests.
    pub takes_requests: bool,
    /// Codes of the checks of residence that count.
    pub checks: Vec<String>,
    /// Days after which a request that nobody answers is forgotten.
    pub days: i64,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A request, as those who run the group see it: never with an address.
#[derive(Debug, Clone, Serialize)]
pub struct RequestRow {
    /// Id; answered at `…/admin/requests/{id}`.
    pub id: String,
    /// The alias that is asked for.
    pub alias: String,
    /// Name of the street; none: another one.
    pub street: Option<String>,
    /// A line about oneself.
    pub about: Option<String>,
    /// When it was asked, epoch milliseconds.
    pub asked_ms: i64,
    /// How it was checked that they live here: `none`, `admin`, `vouch`, `letter`.
    pub residence: String,
}

/// `page/request.html` at `/groups/{group}/admin/requests/{id}`; posts `answer`, `knows` to `…/let-in` and `answer` to `…/refuse`.
#[derive(Debug, Clone, Serialize)]
pub struct RequestAnswer {
    /// The group.
    pub group: GroupLink,
    /// The request.
    pub row: RequestRow,
    /// The alias of the neighbour who knows them.
    pub vouched_by: Option<String>,
    /// It waits for a place already: yes was said.
    pub approved: bool,
    /// No place is left: a yes puts them on the waiting list.
    pub full: bool,
    /// The group asks for a check, and the word of who answers would count.
    pub ask_knows: bool,
    /// The group asks for a check that is still missing.
    pub unchecked: bool,
    /// Ticked "I know that they live here".
    pub knows: bool,
    /// The asker said to be younger than the group asks: a yes needs a reason.
    pub younger: bool,
    /// That reason.
    pub age_reason: String,
    /// Characters that it may have.
    pub reason_max: usize,
    /// Words of a yes, to be edited; in the asker's language.
    pub yes_words: String,
    /// Words of a no, to be edited.
    pub no_words: String,
    /// Codes of the ready-made words of a no: `?words={code}`, texts `request-no-{code}`.
    pub no_choices: Vec<String>,
    /// The one that is shown.
    pub no_choice: String,
    /// Language of the asker, for the letters: `nl` or `en`.
    pub language: String,
    /// Characters that an answer may have.
    pub answer_max: usize,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
