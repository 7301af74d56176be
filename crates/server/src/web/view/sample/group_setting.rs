//! The settings of a group.

use super::super::group_setting::{GroupSettings, ResponseText, SettingNow};
use super::*;
use saar_domain::country::PhotoPolicy;

pub(super) fn pages(set: &mut Set, country: &str) {
    let profile = profile(country);
    let text = |code: &str| if code == "lights_on" { "Buitenlamp aan" } else { "" };
    let view = GroupSettings {
        group: link(),
        version: 3,
        meanwhile: None,
        members: 61,
        capacity: "150".into(),
        capacity_max: 256,
        minimum_age: "16".into(),
        minimum_age_reason: String::new(),
        country_age: 18,
        age_bounds: (16, 21),
        association: "Bewonersvereniging Elzendaal".into(),
        open_to_non_members: true,
        responses: profile
            .responses
            .iter()
            .map(|response| ResponseText {
                code: response.clone(),
                text: text(response).into(),
            })
            .collect(),
        response_max: 30,
        safety_text: profile.safety_text.clone(),
        photo_policies: PhotoPolicy::ALL
            .iter()
            .filter(|policy| country == "NL" || **policy >= PhotoPolicy::Unrecognisable)
            .map(|policy| policy.code().into())
            .collect(),
        photo_policy: "unrecognisable".into(),
        quiet_expiry: "120".into(),
        quiet_bounds: (30, 720),
        takes_requests: true,
        checks: vec!["admin".into(), "vouch".into()],
        errors: vec![],
    };
    set.add("group_settings", "", set.inside(), json(&view));
    let wrong = GroupSettings {
        capacity: "12".into(),
        errors: vec![
            FieldError::new("capacity", "error-number-wrong")
                .with("min", "61")
                .with("max", "256"),
            FieldError::new("minimum_age_reason", "error-age-reason-missing").with("min", "10"),
            FieldError::new("photo_policy", "error-photo-policy-looser"),
        ],
        ..view.clone()
    };
    set.add("group_settings", "wrong", set.inside(), json(&wrong));
    let now = |name: &str, now: &str| SettingNow {
        name: name.into(),
        now: now.into(),
    };
    let meanwhile = GroupSettings {
        meanwhile: Some(vec![now("capacity", "200"), now("association", "Buurtcomité Zuid")]),
        errors: vec![FieldError::new("", "error-meanwhile")],
        ..view
    };
    set.add("group_settings", "meanwhile", set.inside(), json(&meanwhile));
}
