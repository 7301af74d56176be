//! E-mail against a mail server that keeps what it is given.

use crate::support::{EVENING, alarm};
use saar_delivery::email::{Email, SmtpSettings};
use saar_delivery::fake::SmtpSink;
use saar_delivery::{Address, Channel as _, Mail, Message, Outcome, Urgency};
use saar_domain::clock::Span;

const MEMBER: &str = "bewoner@example.org";

fn to(address: &str) -> Address {
    Address::Email {
        address: address.to_owned(),
    }
}

fn email(sink: &SmtpSink) -> Email {
    Email::new(sink.settings("SAAR Lindehof <saar@example.org>")).expect("settings that are right")
}

#[tokio::test]
async fn an_alarm_and_its_ending_are_one_thread() {
    let sink = SmtpSink::start().await;
    let email = email(&sink);
    assert_eq!(email.send(&alarm(), &to(MEMBER), EVENING).await, Outcome::Accepted);
    let ending = Message {
        title: "Afgesloten · Lindelaan".into(),
        version: 2,
        urgency: Urgency::Normal,
        mail: alarm().mail.map(|mail| Mail {
            message_id: "delivery-2@saar.example.org".into(),
            in_reply_to: Some(mail.message_id),
            ..mail
        }),
        ..alarm()
    };
    assert_eq!(email.send(&ending, &to(MEMBER), EVENING).await, Outcome::Accepted);

    let mails = sink.wait_for(MEMBER, 2).await;
    let (first, second) = (&mails[0], &mails[1]);
    assert_eq!(first.subject, "Inbraak · Lindelaan");
    assert_eq!(
        first.text.replace("\r\n", "\n"),
        alarm().mail.unwrap().text,
        "the line with one dot is still there"
    );
    assert_eq!(first.html.trim_end(), "<p>112 is gebeld om <b>23:41</b>.</p>");
    assert_eq!(first.from, "saar@example.org");
    for (name, value) in [
        ("From", "\"SAAR Lindehof\" <saar@example.org>"),
        ("To", MEMBER),
        ("Message-ID", "<delivery-1@saar.example.org>"),
        ("Date", "Fri, 15 Jan 2027 21:53:20 +0000"),
        ("List-Unsubscribe", "<https://saar.example.org/settings>"),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Language", "nl"),
        ("Importance", "high"),
        ("X-SAAR-Delivery", "delivery-1"),
        ("X-SAAR-Version", "1"),
    ] {
        assert_eq!(first.header(name), Some(value), "{name}");
    }
    assert_eq!(first.header("In-Reply-To"), None);
    assert_eq!(second.header("In-Reply-To"), first.header("Message-ID"));
    assert_eq!(second.header("References"), first.header("Message-ID"));
    assert_eq!(second.header("Importance"), None);
}

#[tokio::test]
async fn a_sign_in_code_is_a_plain_mail() {
    let sink = SmtpSink::start().await;
    let sent = email(&sink)
        .send_plain(MEMBER, "Uw code: 123456", "123456", "<p>123456</p>", "nl", EVENING)
        .await;
    assert_eq!(sent, Outcome::Accepted);
    let mail = sink.wait_for(MEMBER, 1).await.remove(0);
    assert_eq!(
        (mail.subject.as_str(), mail.text.trim_end()),
        ("Uw code: 123456", "123456")
    );
    assert_eq!(mail.header("X-SAAR-Delivery"), None);
    assert_eq!(mail.to, [MEMBER]);
}

#[tokio::test]
async fn each_refusal_means_one_thing_and_the_next_mail_goes_on() {
    let sink = SmtpSink::start().await;
    let email = email(&sink);
    sink.reject_next(450, "4.2.0 greylisted");
    assert!(matches!(
        email.send(&alarm(), &to(MEMBER), EVENING).await,
        Outcome::Retry { after: None, .. }
    ));
    sink.reject_next(554, "5.7.1 spam");
    assert!(matches!(
        email.send(&alarm(), &to(MEMBER), EVENING).await,
        Outcome::GiveUp { .. }
    ));
    sink.reject("weg@example.org", 550, "5.1.1 <weg@example.org> no such mailbox");
    let Outcome::Gone { why } = email.send(&alarm(), &to("weg@example.org"), EVENING).await else {
        panic!("expected gone");
    };
    assert_eq!(why, "the mail server answered 550 5.1.1", "and no address in it");
    assert_eq!(email.send(&alarm(), &to(MEMBER), EVENING).await, Outcome::Accepted);
    assert_eq!(sink.messages().len(), 1);
}

#[tokio::test]
async fn a_mail_server_that_hangs_or_is_away_is_tried_again() {
    let sink = SmtpSink::start().await;
    let quick = SmtpSettings {
        timeout: Span::millis(300),
        ..sink.settings("saar@example.org")
    };
    sink.hang();
    let hung = Email::new(quick.clone())
        .unwrap()
        .send(&alarm(), &to(MEMBER), EVENING)
        .await;
    assert!(matches!(hung, Outcome::Retry { .. }), "{hung:?}");
    let away = SmtpSettings { port: 9, ..quick };
    let away = Email::new(away).unwrap().send(&alarm(), &to(MEMBER), EVENING).await;
    assert!(matches!(away, Outcome::Retry { .. }), "{away:?}");
}

#[tokio::test]
async fn a_sender_that_does_not_offer_tls_gets_no_mail() {
    let sink = SmtpSink::start().await;
    let strict = SmtpSettings {
        tls: saar_delivery::email::SmtpTls::StartTls,
        host: "localhost".into(),
        ..sink.settings("saar@example.org")
    };
    let outcome = Email::new(strict).unwrap().send(&alarm(), &to(MEMBER), EVENING).await;
    assert_ne!(outcome, Outcome::Accepted);
    assert_eq!(sink.messages(), []);
}

#[tokio::test]
async fn what_cannot_stand_in_a_mail_is_not_sent() {
    let sink = SmtpSink::start().await;
    let email = email(&sink);
    let injected = to("a@example.org\r\nBcc: b@example.org");
    assert!(matches!(
        email.send(&alarm(), &injected, EVENING).await,
        Outcome::GiveUp { .. }
    ));
    let no_mail = Message { mail: None, ..alarm() };
    assert!(matches!(
        email.send(&no_mail, &to(MEMBER), EVENING).await,
        Outcome::GiveUp { .. }
    ));
    assert_eq!(sink.messages(), []);
}
