//! Mails.

use super::super::mail;
use super::*;
use saar_domain::continuity::News;

/// One mail to render.
pub(crate) struct MailSample {
    /// Template under `mail/`.
    pub(crate) template: &'static str,
    /// The view.
    pub(crate) view: Value,
}

/// Every mail, called and not called, with and without a street.
pub(crate) fn mails() -> Vec<MailSample> {
    let mut samples = Vec::new();
    for (template, reason) in [
        ("alarm", None),
        ("drill", None),
        ("update", None),
        ("closing", Some("police_resolved")),
        ("closing", Some("nothing_found")),
        ("closing", Some("expired")),
        ("recall", Some("known_person")),
        ("recall", Some("false_alarm")),
    ] {
        for called in [true, false] {
            samples.push(MailSample {
                template,
                view: json(&mail::IncidentMail {
                    group_name: "Elzendaal-Noord".into(),
                    kind: "burglary".into(),
                    street: called.then(|| "Lindelaan".into()),
                    number: "112".into(),
                    called_ms: called.then_some(NOW_MS),
                    drill: template == "drill",
                    reason: reason.map(Into::into),
                    url: "https://saar.example.org/groups/g1/incidents/i1".into(),
                    settings_url: "https://saar.example.org/settings".into(),
                }),
            });
        }
    }
    for news in ["added", "blocked"] {
        samples.push(MailSample {
            template: "passkey",
            view: json(&mail::PasskeyMail {
                news: news.into(),
                name: "Telefoon".into(),
                at_ms: NOW_MS,
                url: "https://saar.example.org/settings/passkeys".into(),
            }),
        });
    }
    samples.push(MailSample {
        template: "readmit",
        view: json(&mail::ReadmitMail {
            group_name: "Elzendaal-Noord".into(),
            by: "Vink".into(),
            url: "https://saar.example.org/settings/log".into(),
        }),
    });
    for reason in [Some("Voor deze straten is er al een groep."), None] {
        samples.push(MailSample {
            template: "group_answer",
            view: json(&mail::GroupAnswerMail {
                group_name: "Elzendaal-Noord".into(),
                reason: reason.map(str::to_owned),
                url: "https://saar.example.org/groups/g1".into(),
                settings_url: "https://saar.example.org/settings".into(),
            }),
        });
    }
    for news in [
        "code",
        "received",
        "extended",
        "unanswered",
        "nothing",
        "reported",
        "erased",
        "unclear",
    ] {
        samples.push(MailSample {
            template: "inquiry",
            view: json(&mail::InquiryMail {
                news: news.into(),
                words: if ["received", "unanswered"].contains(&news) {
                    String::new()
                } else {
                    "012345".into()
                },
                due_ms: (news != "code").then_some(NOW_MS + 30 * DAY_MS),
                url: "https://saar.example.org/ask/g1".into(),
                group_name: "Elzendaal-Noord".into(),
            }),
        });
    }
    for (news, n, coordinator) in [
        ("came", 1, false),
        ("came", 3, false),
        ("soon", 1, false),
        ("overdue", 2, false),
        ("overdue", 1, true),
        ("lapsing", 2, true),
    ] {
        samples.push(MailSample {
            template: "desk",
            view: json(&mail::DeskMail {
                news: news.into(),
                group_name: "Elzendaal-Noord".into(),
                n,
                due_ms: NOW_MS + 7 * DAY_MS,
                coordinator,
                url: "https://saar.example.org/groups/g1/admin/inquiries/i1".into(),
                settings_url: "https://saar.example.org/settings".into(),
            }),
        });
    }
    samples.push(MailSample {
        template: "address_changed",
        view: json(&mail::AddressChangedMail {
            url: "https://saar.example.org/address-back#t".into(),
            days: 7,
        }),
    });
    samples.push(MailSample {
        template: "exported",
        view: json(&mail::ExportedMail {
            url: "https://saar.example.org/settings/data".into(),
        }),
    });
    for group_name in [None, Some("Elzendaal-Noord".into())] {
        samples.push(MailSample {
            template: "code",
            view: json(&mail::CodeMail {
                code: "012345".into(),
                url: "https://saar.example.org/sign-in/link#t".into(),
                minutes: 10,
                group_name,
            }),
        });
    }
    for news in ["let_in", "approved", "refused", "expired"] {
        samples.push(MailSample {
            template: "request",
            view: json(&mail::RequestMail {
                news: news.into(),
                group_name: "Elzendaal-Noord".into(),
                alias: "Merel".into(),
                words: (news == "refused").then(|| "Dag Merel, dank u dat u wilt meedoen.".into()),
                url: "https://saar.example.org/welcome/g1".into(),
                settings_url: "https://saar.example.org/settings".into(),
            }),
        });
    }
    for state in ["on", "off"] {
        samples.push(MailSample {
            template: "drill_planned",
            view: json(&mail::DrillMail {
                state: state.into(),
                at_ms: NOW_MS + 6 * DAY_MS,
                group_name: "Elzendaal-Noord".into(),
                url: "https://saar.example.org/groups/g1".into(),
                settings_url: "https://saar.example.org/settings".into(),
            }),
        });
    }
    let (about_reader, others): (Vec<News>, Vec<News>) = News::ALL.iter().partition(|news| news.is_about_reader());
    for news in about_reader {
        samples.push(MailSample {
            template: "measure",
            view: json(&mail::MeasureMail {
                news: news.code().into(),
                nobody_decides: news == News::MeasureWarning,
                may_object: news.is_open_to_objection(),
                group_name: "Elzendaal-Noord".into(),
                url: "https://saar.example.org/settings/measures".into(),
            }),
        });
    }
    for news in others {
        samples.push(MailSample {
            template: "news",
            view: json(&mail::TidingMail {
                news: news.code().into(),
                group_name: "Elzendaal-Noord".into(),
                url: "https://saar.example.org/groups/g1".into(),
                settings_url: "https://saar.example.org/settings".into(),
            }),
        });
    }
    for template in ["test", "notice"] {
        samples.push(MailSample {
            template,
            view: json(&mail::ProbeMail {
                url: "https://saar.example.org/settings#test".into(),
            }),
        });
    }
    samples
}
