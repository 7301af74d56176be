//! Liaisons.

use super::super::liaison::{
    BareIncident, HomeLiaison, Insight, KindChoice, LiaisonPage, LiaisonRow, Liaisons, OwnLiaison, TypedLiaison,
};
use super::*;

pub(super) fn pages(set: &mut Set) {
    of_the_group(set);
    of_the_liaison(set);
    let outside = Page {
        group: None,
        ..set.inside()
    };
    let own = [("l1", false), ("l2", true)].map(|(id, asked)| OwnLiaison {
        id: id.into(),
        group_name: "Elzendaal-Noord".into(),
        office: "Wijkagent Noord".into(),
        asked,
    });
    let groups = group::Groups {
        liaisons: own.into(),
        ..group::Groups::default()
    };
    set.add("groups", "liaison", outside, json(&groups));
    let told = [true, false].map(|ended| HomeLiaison {
        office: "Gemeente Voorbeeldstad".into(),
        ended,
    });
    let home = group::Home {
        liaisons: told.into(),
        ..group_home(&set.inside())
    };
    set.add("group", "liaisons", set.inside(), json(&home));
}

fn of_the_group(set: &mut Set) {
    let open = LiaisonRow {
        id: "l1".into(),
        kind: "police".into(),
        office: "Wijkagent Noord".into(),
        view: "incidents".into(),
        asked_ms: NOW_MS - 40 * DAY_MS,
        since_ms: Some(NOW_MS - 38 * DAY_MS),
        last_day_ms: NOW_MS + 120 * DAY_MS,
        ended_ms: None,
        ending: None,
        by: Some("Vink".into()),
        looked_ms: Some(NOW_MS - 3 * DAY_MS),
        until: "2027-03-22".into(),
    };
    let asked = LiaisonRow {
        id: "l2".into(),
        kind: "housing_association".into(),
        office: "Woonstichting De Linde".into(),
        view: "counts".into(),
        since_ms: None,
        by: None,
        looked_ms: None,
        ..open.clone()
    };
    let over = |ending: &str| LiaisonRow {
        kind: "municipality".into(),
        office: "Gemeente Voorbeeldstad, team veiligheid".into(),
        since_ms: (ending != "refused" && ending != "unanswered").then_some(NOW_MS - 90 * DAY_MS),
        ended_ms: Some(NOW_MS - 20 * DAY_MS),
        ending: Some(ending.into()),
        looked_ms: None,
        ..open.clone()
    };
    let kind = |kind: &str, most: &str| KindChoice {
        kind: kind.into(),
        most: most.into(),
    };
    let busy = Liaisons {
        group: link(),
        now: vec![open.clone(), asked],
        before: ["group", "liaison", "refused", "unanswered", "expired"]
            .map(over)
            .into(),
        may_grant: Some(vec![
            kind("police", "incidents"),
            kind("municipality", "incidents"),
            kind("housing_association", "counts"),
        ]),
        may_end: true,
        typed: TypedLiaison {
            kind: "housing_association".into(),
            office: String::new(),
            email: "geen adres".into(),
            view: "incidents".into(),
            until: "2029-01-01".into(),
        },
        days: ("2026-11-23".into(), "2027-11-23".into()),
        errors: vec![
            FieldError::new("office", "error-office-missing"),
            FieldError::new("liaison_view", "error-liaison-view-offered"),
            FieldError::new("liaison_until", "error-liaison-until-range").with("max", "366"),
            FieldError::new("until-l1", "error-liaison-until"),
        ],
    };
    let member = Liaisons {
        before: vec![],
        may_grant: None,
        may_end: false,
        errors: vec![],
        typed: TypedLiaison::default(),
        ..busy.clone()
    };
    let none = Liaisons {
        now: vec![],
        ..member.clone()
    };
    set.add("liaisons", "busy", set.inside(), json(&busy));
    set.add("liaisons", "member", set.inside(), json(&member));
    set.add("liaisons", "none", set.inside(), json(&none));
}

fn of_the_liaison(set: &mut Set) {
    let outside = Page {
        group: None,
        ..set.inside()
    };
    let bare = |kind: &str, days: i64, reason: &str| BareIncident {
        kind: kind.into(),
        at_ms: NOW_MS - days * DAY_MS,
        minutes: 47,
        reason: reason.into(),
    };
    let open = LiaisonPage {
        id: "l1".into(),
        group_name: "Elzendaal-Noord".into(),
        municipality: "Voorbeeldstad".into(),
        office: "Wijkagent Noord".into(),
        view: "incidents".into(),
        last_day_ms: NOW_MS + 120 * DAY_MS,
        state: "open".into(),
        ended: None,
        insight: Some(Insight {
            admins: vec!["Merel".into(), "Vink".into()],
            looked_after: true,
            members: 61,
            coverage: Some((52, 61)),
            alarms: Some([1, 9]),
            drilled_ms: Some(NOW_MS - 30 * DAY_MS),
            incidents: Some(vec![
                bare("burglary", 12, "police_resolved"),
                bare("suspicious_behaviour", 60, "known_person"),
            ]),
        }),
    };
    let few = LiaisonPage {
        view: "counts".into(),
        insight: Some(Insight {
            admins: vec![],
            looked_after: false,
            members: 3,
            coverage: None,
            alarms: None,
            drilled_ms: None,
            incidents: None,
        }),
        ..open.clone()
    };
    let asked = LiaisonPage {
        state: "asked".into(),
        insight: None,
        ..open.clone()
    };
    set.add("liaison", "open", outside.clone(), json(&open));
    set.add("liaison", "few", outside.clone(), json(&few));
    set.add("liaison", "asked", outside.clone(), json(&asked));
    for why in ["group", "liaison", "expired"] {
        let ended = LiaisonPage {
            state: "ended".into(),
            ended: Some((NOW_MS - DAY_MS, why.into())),
            insight: None,
            ..open.clone()
        };
        set.add("liaison", why, outside.clone(), json(&ended));
    }
}
