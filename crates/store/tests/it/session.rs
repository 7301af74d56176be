use crate::world::{World, breaks, unique};
use saar_domain::clock::Span;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AccountId, EndpointId, SessionId, TokenId};
use saar_domain::limits;
use saar_store::db::AnyId;
use saar_store::endpoint::{self, NewEndpoint};
use saar_store::seal::token_hash;
use saar_store::session::{self, AccessToken, Session};
use saar_store::testing::on_each;

fn new(world: &World<'_>, account: AccountId) -> Session {
    Session {
        id: world.id(SessionId::new),
        account,
        device: "Android · Firefox".into(),
        created_at: world.now(),
        seen_at: world.now(),
    }
}

#[tokio::test]
async fn is_found_by_the_hash_of_its_token_alone() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let phone = new(&world, account);
        session::insert(&mut tx, &phone, token_hash("phone")).await.unwrap();
        let laptop = new(&world, account);
        session::insert(&mut tx, &laptop, token_hash("laptop")).await.unwrap();
        let unknown = session::by_token(world.db(), token_hash("phone")).await.unwrap();
        assert_eq!(unknown, None, "not committed yet");
        tx.commit().await.unwrap();
        let found = session::by_token(world.db(), token_hash("phone")).await.unwrap();
        assert_eq!(
            found.map(|found| (found.id, found.owner.account.id)),
            Some((phone.id, account))
        );
        let mut raw = [0; 32];
        raw[..5].copy_from_slice(b"phone");
        assert_eq!(session::by_token(world.db(), raw).await.unwrap(), None);

        let mut tx = world.write().await;
        world.clock.push(Span::hours(2));
        session::touch(&mut tx, phone.id, world.now()).await.unwrap();
        // A clock that jumps back makes no device look older.
        session::touch(&mut tx, phone.id, world.now().minus(Span::days(1)))
            .await
            .unwrap();
        let devices = session::of_account(&mut tx, account).await.unwrap();
        assert_eq!(devices.iter().map(|d| d.id).collect::<Vec<_>>(), [phone.id, laptop.id]);
        assert_eq!(devices[0].seen_at, world.now());

        let copy = new(&world, account);
        breaks(session::insert(&mut tx, &copy, token_hash("phone")).await, unique);
    })
    .await;
}

#[tokio::test]
async fn ended_forgets_where_to_push_on_that_device() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let other = world.add_account(&mut tx, "ekster@example.org").await;
        let [phone, tablet] = [new(&world, account), new(&world, account)];
        for (session, channel, address) in [
            (Some(&phone), ChannelKind::WebPush, "phone"),
            (Some(&tablet), ChannelKind::WebPush, "tablet"),
            (None, ChannelKind::Email, "merel@example.org"),
        ] {
            if let Some(session) = session {
                session::insert(&mut tx, session, token_hash(address)).await.unwrap();
            }
            let new = NewEndpoint {
                id: world.id(EndpointId::new),
                account,
                channel,
                address,
                session: session.map(|session| session.id),
            };
            endpoint::save(&mut tx, &test.sealer, &new, world.now(), &world.entropy)
                .await
                .unwrap();
        }
        assert!(!session::end(&mut tx, other, phone.id).await.unwrap(), "not theirs");
        assert_eq!(endpoint::of_account(&mut tx, account).await.unwrap().len(), 3);

        assert!(session::end(&mut tx, account, phone.id).await.unwrap());
        assert!(!session::end(&mut tx, account, phone.id).await.unwrap());
        let left = endpoint::of_account(&mut tx, account).await.unwrap();
        let mut left: Vec<_> = left.iter().map(|endpoint| endpoint.session).collect();
        left.sort();
        assert_eq!(left, [None, Some(tablet.id)], "the mailbox and the other device stay");
        tx.commit().await.unwrap();
        assert_eq!(session::by_token(world.db(), token_hash("phone")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn ends_when_idle_and_the_phone_still_gets_alarms() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let [idle, used] = [new(&world, account), new(&world, account)];
        session::insert(&mut tx, &idle, token_hash("idle")).await.unwrap();
        session::insert(&mut tx, &used, token_hash("used")).await.unwrap();
        let phone = NewEndpoint {
            id: world.id(EndpointId::new),
            account,
            channel: ChannelKind::WebPush,
            address: "idle",
            session: Some(idle.id),
        };
        endpoint::save(&mut tx, &test.sealer, &phone, world.now(), &world.entropy)
            .await
            .unwrap();
        world.clock.push(Span::days(180));
        session::touch(&mut tx, used.id, world.now()).await.unwrap();
        assert_eq!(session::end_idle(&mut tx, world.now()).await.unwrap(), 1);
        let left = session::of_account(&mut tx, account).await.unwrap();
        assert_eq!(left.iter().map(|session| session.id).collect::<Vec<_>>(), [used.id]);
        // A sleeping group may leave a phone unopened for half a year; nobody chose to stop being told.
        let endpoints = endpoint::of_account(&mut tx, account).await.unwrap();
        assert_eq!(
            endpoints.iter().map(|e| (e.id, e.session)).collect::<Vec<_>>(),
            [(phone.id, None)]
        );
    })
    .await;
}

#[tokio::test]
async fn access_tokens_expire_and_are_taken_back() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let other = world.add_account(&mut tx, "ekster@example.org").await;
        let token = AccessToken {
            id: world.id(TokenId::new),
            account,
            name: "Lampen thuis".into(),
            scopes: "read respond".into(),
            created_at: world.now(),
            expires_at: world.now().plus(Span::days(30)),
        };
        session::insert_token(&mut tx, &token, token_hash("secret"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let last = token.expires_at.minus(Span::millis(1));
        for (at, valid) in [(world.now(), true), (last, true), (token.expires_at, false)] {
            let found = session::token_by_hash(world.db(), token_hash("secret"), at)
                .await
                .unwrap();
            let found = found.map(|found| (found.id, found.owner.account.id, found.scopes));
            let expected = valid.then(|| (token.id, account, token.scopes.clone()));
            assert_eq!(found, expected, "{at:?}");
        }
        let mut tx = world.write().await;
        let kept = session::tokens_of_account(&mut tx, account).await.unwrap();
        assert_eq!(kept.iter().map(|token| token.id).collect::<Vec<_>>(), [token.id]);
        assert!(
            !session::revoke_token(&mut tx, other, token.id).await.unwrap(),
            "not theirs"
        );
        assert!(session::revoke_token(&mut tx, account, token.id).await.unwrap());
        tx.commit().await.unwrap();
        let gone = session::token_by_hash(world.db(), token_hash("secret"), world.now()).await;
        assert_eq!(gone.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_stands_no_more_is_found_in_one_statement() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let account = world.add_account(&mut tx, "merel@example.org").await;
        let phone = new(&world, account);
        session::insert(&mut tx, &phone, token_hash("phone")).await.unwrap();
        let token = AccessToken {
            id: world.id(TokenId::new),
            account,
            name: "my script".into(),
            scopes: "read".into(),
            created_at: world.now(),
            expires_at: world.now().plus(Span::days(30)),
        };
        session::insert_token(&mut tx, &token, token_hash("script"))
            .await
            .unwrap();
        let mut asked: Vec<AnyId> = (0..limits::LIVE_SIGNED_IN_CHECK_ROWS - 2)
            .map(|_| world.id(SessionId::new).into())
            .collect();
        let strangers = asked.len();
        asked.extend([AnyId::from(phone.id), token.id.into()]);

        let idle_since = world.now();
        let ended = session::ended(&mut tx, &asked, idle_since, world.now()).await.unwrap();
        assert_eq!(ended, asked[..strangers], "these two stand to the very instant");
        let later = token.expires_at;
        let ended = session::ended(&mut tx, &asked[strangers..], idle_since, later)
            .await
            .unwrap();
        assert_eq!(ended, [token.id.into()], "expired");
        let ended = session::ended(
            &mut tx,
            &asked[strangers..],
            idle_since.plus(Span::millis(1)),
            world.now(),
        )
        .await
        .unwrap();
        assert_eq!(ended, [phone.id.into()], "not used for long");
        assert!(session::end(&mut tx, account, phone.id).await.unwrap());
        assert!(session::revoke_token(&mut tx, account, token.id).await.unwrap());
        let ended = session::ended(&mut tx, &asked[strangers..], idle_since, world.now())
            .await
            .unwrap();
        assert_eq!(ended, asked[strangers..], "taken back");
        assert!(
            session::ended(&mut tx, &[], idle_since, later)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}
