//! Whom a visitor of the demo can be, and the one-tap way in.
//!
//! Threat: signing in without a code is a hole in any real installation. Both ways in ask [`App::demo`] first, and only accounts of the demo's
//! main group that carry one of four invented aliases can be signed in to.

use super::village::MAIN_GROUP;
use crate::app::App;
use crate::usecase::sign_in::new_session;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::id::{AccountId, GroupId};
use saar_domain::member::Role;
use saar_store::member::Member;
use saar_store::{Sealer, StoreError, group, member};
use subtle::ConstantTimeEq as _;

/// Bytes of a link's token: 96 bits cannot be guessed.
const TOKEN_BYTES: usize = 12;

/// One of the parts that a visitor can play.
pub(super) struct Part {
    /// In the form of `/demo`.
    pub(super) code: &'static str,
    /// On screen. Without the mark of the simulated: a person plays it.
    pub(super) alias: &'static str,
    /// In the main group.
    pub(super) role: Role,
}

/// The four parts; the admin and the deputy first, as the village settles.
pub(super) const CAST: [Part; 4] = [
    Part {
        code: "beheerder",
        alias: "Grutto",
        role: Role::Admin,
    },
    Part {
        code: "plaatsvervanger",
        alias: "Torenvalk",
        role: Role::Deputy,
    },
    Part {
        code: "bewoner-1",
        alias: "Roodborst",
        role: Role::Member,
    },
    Part {
        code: "bewoner-2",
        alias: "Wilg",
        role: Role::Member,
    },
];

/// Somebody whom a visitor can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// In the form of `/demo`, and under the token of the link.
    pub code: String,
    /// On screen.
    pub alias: String,
    /// In the group.
    pub role: Role,
    /// The group's name.
    pub group_name: String,
}

/// The token of a persona's link; the same for the life of the installation's master key.
pub fn persona_token(sealer: &Sealer, code: &str) -> String {
    URL_SAFE_NO_PAD.encode(&sealer.sign("demo sign-in", code)[..TOKEN_BYTES])
}

/// Whom a visitor can be, residents first. Nobody where this is not a demo.
pub async fn personas(app: &App) -> Result<Vec<Persona>, StoreError> {
    let mut found: Vec<Persona> = played(app)
        .await?
        .into_iter()
        .map(|(part, member)| Persona {
            code: part.code.to_owned(),
            alias: member.alias,
            role: member.role,
            group_name: MAIN_GROUP.to_owned(),
        })
        .collect();
    found.sort_by_key(|persona| persona.role);
    Ok(found)
}

/// Signs a visitor in as a persona, by its code or its link's token: the session's secret, for the cookie. None where this is not a demo, or
/// where nobody is meant.
pub async fn sign_in(app: &App, code_or_token: &str, device: &str) -> Result<Option<String>, StoreError> {
    let meant = |code: &str| {
        let token = persona_token(&app.sealer, code);
        code == code_or_token || bool::from(token.as_bytes().ct_eq(code_or_token.as_bytes()))
    };
    let Some((_, member)) = played(app).await?.into_iter().find(|(part, _)| meant(part.code)) else {
        return Ok(None);
    };
    let mut tx = app.db.write().await?;
    let secret = new_session(app, &mut tx, member.account, device).await?;
    tx.commit().await?;
    Ok(Some(secret))
}

/// The account of the first resident whom a visitor can be. None where this is not a demo.
pub async fn first_resident(app: &App) -> Result<Option<AccountId>, StoreError> {
    let residents = played(app)
        .await?
        .into_iter()
        .filter(|(part, _)| part.role == Role::Member);
    Ok(residents
        .min_by_key(|(part, _)| part.code)
        .map(|(_, member)| member.account))
}

/// The demo's main group with its members. None where this is not a demo.
pub(super) async fn main_group(app: &App) -> Result<Option<(GroupId, Vec<Member>)>, StoreError> {
    if !app.demo {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    let groups = group::all(&mut tx).await?;
    let Some(main) = groups.iter().find(|group| group.demo && group.name == MAIN_GROUP) else {
        return Ok(None);
    };
    Ok(Some((main.id, member::active(&mut tx, main.id).await?)))
}

async fn played(app: &App) -> Result<Vec<(&'static Part, Member)>, StoreError> {
    let Some((_, members)) = main_group(app).await? else {
        return Ok(Vec::new());
    };
    let part_of = |member: &Member| CAST.iter().find(|part| part.alias == member.alias);
    Ok(members
        .into_iter()
        .filter_map(|member| Some((part_of(&member)?, member)))
        .collect())
}

/// Accounts of the main group that the program plays.
pub(super) async fn simulated(app: &App) -> Result<Option<(GroupId, Vec<AccountId>)>, StoreError> {
    let Some((group, members)) = main_group(app).await? else {
        return Ok(None);
    };
    let marked = members
        .iter()
        .filter(|member| member.alias.ends_with(super::village::SIMULATED_MARK));
    Ok(Some((group, marked.map(|member| member.account).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::assemble::{self, NoLetters, Parts};
    use crate::demo::dice::Dice;
    use crate::demo::village;
    use crate::usecase::identity::by_session;
    use saar_delivery::guard::EndpointGuard;
    use saar_domain::clock::Clock as _;
    use saar_store::testing::{PushedClock, TestDb};
    use std::sync::Arc;

    const MASTER: [u8; 32] = [7; 32];

    async fn filled() -> (TestDb, App) {
        let test = TestDb::sqlite().await;
        let now = PushedClock::new().now();
        village::fill(&test.db, &MASTER, now, |_, _| {}).await.unwrap();
        let app = assemble::app(Parts {
            db: test.db.clone(),
            master: MASTER,
            clock: Arc::new(PushedClock::new()),
            entropy: Arc::new(Dice::new(1)),
            channels: Vec::new(),
            letters: Box::new(NoLetters),
            public_url: "http://127.0.0.1:8117/".parse().unwrap(),
            push_guard: EndpointGuard::push_services(),
            push_public_key: String::new(),
            map: None,
            counts_writes: true,
        })
        .await
        .unwrap();
        (test, Arc::into_inner(app).expect("nobody else holds it"))
    }

    #[tokio::test]
    async fn each_persona_signs_in_by_code_and_by_token() {
        let (_test, app) = filled().await;
        let personas = personas(&app).await.unwrap();
        let roles: Vec<Role> = personas.iter().map(|persona| persona.role).collect();
        assert_eq!(roles, [Role::Member, Role::Member, Role::Deputy, Role::Admin]);
        for persona in personas {
            assert!(
                !persona.alias.contains(village::SIMULATED_MARK),
                "a person plays {}",
                persona.alias
            );
            let token = persona_token(&app.sealer, &persona.code);
            for way in [&persona.code, &token] {
                let secret = sign_in(&app, way, "Firefox").await.unwrap().expect("a session");
                assert!(by_session(&app, &secret).await.unwrap().is_some());
            }
        }
    }

    #[tokio::test]
    async fn nobody_else_signs_in_and_nobody_where_it_is_no_demo() {
        let (_test, mut app) = filled().await;
        let token = persona_token(&app.sealer, "beheerder");
        let foreign = persona_token(&Sealer::new(&[8; 32]), "beheerder");
        for way in ["", "Grutto", "buur-01-05@example.org", &foreign, &token[1..]] {
            assert_eq!(sign_in(&app, way, "Firefox").await.unwrap(), None, "{way}");
        }
        app.demo = false;
        for way in ["beheerder", &token] {
            assert_eq!(sign_in(&app, way, "Firefox").await.unwrap(), None, "{way}");
        }
        assert_eq!(personas(&app).await.unwrap(), []);
    }
}
