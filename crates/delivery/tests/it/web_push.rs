//! Web Push against a push service that is as strict as the real ones.

use crate::support::{Counting, EVENING, Pushed, alarm};
use saar_delivery::fake::{Device, PushService};
use saar_delivery::guard::EndpointGuard;
use saar_delivery::webpush::{Subscription, VapidKey, WebPush};
use saar_delivery::{Address, Channel as _, Message, Outcome, Urgency};
use saar_domain::clock::{Span, Timestamp};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;
use tokio::task::{JoinHandle, JoinSet};

struct World {
    service: PushService,
    clock: Arc<Pushed>,
    channel: WebPush,
    public_key: String,
}

impl World {
    async fn new() -> Self {
        let clock = Arc::new(Pushed(Mutex::new(EVENING)));
        let service = PushService::start_at(clock.clone()).await;
        let key = VapidKey::generate(&Counting::default());
        let public_key = key.public_base64url();
        let guard = EndpointGuard::push_services()
            .with_origins([service.origin()])
            .expect("an origin");
        Self {
            channel: channel(key, guard),
            service,
            clock,
            public_key,
        }
    }

    fn subscribe(&self) -> (Address, Device) {
        let (subscription, device) = self.service.subscribe_with(&self.public_key);
        (Address::WebPush(subscription), device)
    }

    async fn send(&self, message: &Message, to: &Address) -> Outcome {
        self.channel.send(message, to, EVENING).await
    }
}

fn channel(key: VapidKey, guard: EndpointGuard) -> WebPush {
    let contact = "mailto:beheer@example.org".to_owned();
    WebPush::new(key, contact, guard, Arc::new(Counting::default())).expect("a channel")
}

/// A phone whose push service is somewhere else than the fake one.
async fn address_at(endpoint: &str) -> Address {
    let (subscription, _) = PushService::start().await.subscribe();
    let mut json = serde_json::to_value(&subscription).expect("JSON");
    json["endpoint"] = endpoint.into();
    Address::WebPush(serde_json::from_value::<Subscription>(json).expect("a subscription"))
}

/// A push service that accepts one push and never comes to the end of its answer, which it goes on with or falls silent in. Its origin, and how many bytes of
/// the answer left when it was hung up on.
fn without_end(goes_on: bool) -> (String, JoinHandle<usize>) {
    let socket = TcpSocket::new_v4().expect("a socket");
    // Small, so that what is kept on the way is not taken for what was read.
    socket.set_send_buffer_size(64 * 1024).expect("an option of a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let listener = socket.listen(1).expect("a listener");
    let address = listener.local_addr().expect("a bound socket has an address");
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a sender");
        // An answer that comes before the question is none.
        let mut push = [0; 1024];
        assert!(stream.read(&mut push).await.expect("a push") > 0);
        // Without a length: its end is the end of the connection.
        let head = b"HTTP/1.1 201 Created\r\n\r\n";
        stream.write_all(head).await.expect("the sender listens");
        let (more, mut written) = (b"x".repeat(16 * 1024), 0);
        while goes_on && let Ok(bytes) = stream.write(&more).await {
            written += bytes;
        }
        // It ends with the connection; whether in order or not is all the same.
        let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
        written
    });
    (format!("http://{address}"), serving)
}

#[tokio::test]
async fn an_alarm_arrives_whole_and_loud() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    assert_eq!(world.send(&alarm(), &address).await, Outcome::Accepted);
    let received = device.wait_for(1).await.remove(0);
    assert_eq!(received.title(), "Inbraak · Lindelaan");
    assert_eq!(received.body(), alarm().body);
    assert_eq!(received.link(), "https://saar.example.org/i/1");
    assert_eq!(
        (received.tag(), received.delivery(), received.version()),
        ("incident-1", "delivery-1", 1)
    );
    assert_eq!(
        received.receipt(),
        Some(("https://saar.example.org/receipt", "AAAAAAAAAAAAAAAAAAAAAA"))
    );
    assert!(!received.is_silent());
    assert_eq!((received.ttl_seconds, received.urgency.as_str()), (7200, "high"));
    assert_eq!(received.topic, alarm().topic);
}

#[tokio::test]
async fn a_closing_is_soft_and_looks_alike_to_the_push_service() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    let closing = Message {
        title: "Afgesloten".into(),
        body: String::new(),
        version: 2,
        silent: true,
        urgency: Urgency::Normal,
        ..alarm()
    };
    world.send(&alarm(), &address).await;
    world.send(&closing, &address).await;
    let received = device.wait_for(2).await;
    assert_eq!(
        received[0].body_bytes, received[1].body_bytes,
        "the length tells nothing"
    );
    assert_eq!(received[1].urgency, "normal");
    assert!(received[1].is_silent());
    let shown = device.shown();
    assert_eq!(shown.len(), 1, "one tag, one notification");
    assert_eq!(shown[0].title(), "Afgesloten");
}

#[tokio::test]
async fn a_sleeping_phone_gets_the_last_word_only() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    device.sleep();
    let late = Message { version: 2, ..alarm() };
    assert_eq!(world.send(&alarm(), &address).await, Outcome::Accepted);
    assert_eq!(world.send(&late, &address).await, Outcome::Accepted);
    device.wake(EVENING.plus(Span::hours(1)));
    let received = device.wait_for(1).await;
    assert_eq!(received.len(), 1, "the topic replaced the first");
    assert_eq!(received[0].version(), 2);
    device.sleep();
    world.send(&alarm(), &address).await;
    device.wake(EVENING.plus(Span::hours(3)));
    assert_eq!(device.received().len(), 1, "after its time to live it is not an alarm");
}

#[tokio::test]
async fn each_answer_of_the_service_means_one_thing() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    device.answer_next(429, &[("retry-after", "7")]);
    let throttled = world.send(&alarm(), &address).await;
    assert!(
        matches!(throttled, Outcome::Retry { after: Some(after), .. } if after == Span::seconds(7)),
        "{throttled:?}"
    );
    device.answer_next(500, &[]);
    assert!(matches!(
        world.send(&alarm(), &address).await,
        Outcome::Retry { after: None, .. }
    ));
    device.answer_next(413, &[]);
    assert!(matches!(world.send(&alarm(), &address).await, Outcome::GiveUp { .. }));
    world.service.outage(503);
    assert!(matches!(world.send(&alarm(), &address).await, Outcome::Retry { .. }));
    world.service.end_outage();
    assert_eq!(world.send(&alarm(), &address).await, Outcome::Accepted);
    device.gone();
    assert!(matches!(world.send(&alarm(), &address).await, Outcome::Gone { .. }));
    assert_eq!((device.attempts(), device.received().len()), (6, 1));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    let (elsewhere, other) = world.subscribe();
    let Address::WebPush(elsewhere) = elsewhere else {
        unreachable!()
    };
    device.answer_next(307, &[("location", elsewhere.endpoint().as_str())]);
    assert!(matches!(world.send(&alarm(), &address).await, Outcome::GiveUp { .. }));
    assert_eq!(other.attempts(), 0);
}

#[tokio::test]
async fn a_service_that_never_answers_is_given_up_in_time() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    device.hang();
    let outcome = tokio::time::timeout(Duration::from_secs(20), world.send(&alarm(), &address)).await;
    let Ok(Outcome::Retry { after: None, why }) = outcome else {
        panic!("expected a retry in time: {outcome:?}");
    };
    assert_eq!(why, "the push service did not answer in time");
}

#[tokio::test]
async fn an_answer_without_end_is_hung_up_on_and_counts() {
    for goes_on in [true, false] {
        let (origin, serving) = without_end(goes_on);
        let guard = EndpointGuard::push_services().with_origins([origin.as_str()]).unwrap();
        let channel = channel(VapidKey::generate(&Counting::default()), guard);
        let address = address_at(&format!("{origin}/push/device")).await;
        let message = alarm();
        let until_hung_up = async { (channel.send(&message, &address, EVENING).await, serving.await.unwrap()) };
        // Shorter than a whole request may take, for that would end it too.
        let ended = tokio::time::timeout(Duration::from_secs(5), until_hung_up).await;
        let (outcome, written) = ended.expect("the connection is held on to");
        assert_eq!(outcome, Outcome::Accepted, "the status was the answer");
        // It is some hundred kilobytes, nearly all of them on the way; in the time that the rest of an answer may take, it would be hundreds of megabytes.
        assert!(written < 8 * 1024 * 1024, "{written} bytes were taken");
    }
}

#[tokio::test]
async fn a_lost_key_or_a_wrong_clock_forgets_nobody() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    let guard = EndpointGuard::push_services()
        .with_origins([world.service.origin()])
        .unwrap();
    let mut other_key = [7; 32];
    other_key[0] = 1;
    struct Fixed([u8; 32]);
    impl saar_domain::clock::Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0[..bytes.len()]);
        }
    }
    let stranger = channel(VapidKey::generate(&Fixed(other_key)), guard);
    let refused = stranger.send(&alarm(), &address, EVENING).await;
    assert!(matches!(refused, Outcome::GiveUp { .. }), "{refused:?}");
    for wrong_by in [Span::hours(-13), Span::hours(13)] {
        let refused = world.channel.send(&alarm(), &address, EVENING.plus(wrong_by)).await;
        assert!(matches!(refused, Outcome::GiveUp { .. }), "{refused:?}");
    }
    assert_eq!(device.received(), []);
    assert_eq!(world.send(&alarm(), &address).await, Outcome::Accepted);
}

#[tokio::test]
async fn a_token_is_renewed_before_the_service_finds_it_expired() {
    let world = World::new().await;
    let (address, _device) = world.subscribe();
    let mut now: Timestamp = EVENING;
    for _ in 0..30 {
        assert_eq!(world.channel.send(&alarm(), &address, now).await, Outcome::Accepted);
        now = now.plus(Span::hours(1));
        *world.clock.0.lock().unwrap() = now;
    }
}

#[tokio::test]
async fn only_allowed_services_are_asked() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    let strict = channel(VapidKey::generate(&Counting::default()), EndpointGuard::push_services());
    let refused = strict.send(&alarm(), &address, EVENING).await;
    assert!(matches!(refused, Outcome::GiveUp { .. }), "{refused:?}");
    assert_eq!(device.attempts(), 0);
}

#[tokio::test]
async fn nothing_listens_there() {
    let guard = EndpointGuard::push_services()
        .with_origins(["http://127.0.0.1:9"])
        .unwrap();
    let closed = address_at("http://127.0.0.1:9/push/secret-device").await;
    let channel = channel(VapidKey::generate(&Counting::default()), guard);
    let Outcome::Retry { after: None, why } = channel.send(&alarm(), &closed, EVENING).await else {
        panic!("expected a retry");
    };
    assert_eq!(why, "the push service could not be reached", "and no endpoint in it");
}

#[tokio::test]
async fn a_hostile_message_goes_without_its_topic_or_not_at_all() {
    let world = World::new().await;
    let (address, device) = world.subscribe();
    let odd = Message {
        topic: Some("a\r\nurgency: high".into()),
        ..alarm()
    };
    assert_eq!(world.send(&odd, &address).await, Outcome::Accepted);
    assert_eq!(device.wait_for(1).await[0].topic, None);
    let huge = Message {
        body: "x".repeat(4000),
        ..alarm()
    };
    assert!(matches!(world.send(&huge, &address).await, Outcome::GiveUp { .. }));
    let mail = Address::Email {
        address: "a@example.org".into(),
    };
    assert!(matches!(world.send(&alarm(), &mail).await, Outcome::GiveUp { .. }));
}

#[tokio::test]
async fn many_at_once() {
    let world = Arc::new(World::new().await);
    let devices: Vec<_> = (0..50).map(|_| world.subscribe()).collect();
    let mut sending = JoinSet::new();
    for (address, device) in &devices {
        device.hang();
        let (world, address) = (Arc::clone(&world), address.clone());
        sending.spawn(async move { world.send(&alarm(), &address).await });
    }
    // Nobody is answered before everybody was asked: one after the other would never come to the second.
    while devices.iter().any(|(_, device)| device.attempts() == 0) {
        tokio::time::sleep(Duration::from_millis(1)).await;
        let ended = sending.try_join_next();
        assert!(ended.is_none(), "before everybody was asked: {ended:?}");
    }
    for (_, device) in &devices {
        device.resume();
    }
    while let Some(outcome) = sending.join_next().await {
        assert_eq!(outcome.unwrap(), Outcome::Accepted);
    }
    for (_, device) in &devices {
        assert_eq!(device.received().len(), 1);
        assert_eq!(device.broken(), Vec::<String>::new());
    }
}
