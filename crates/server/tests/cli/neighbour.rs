//! People of an installation, put there without a browser.

use crate::program::Home;
use saar_domain::id::{GroupId, MemberId};
use saar_domain::member::{Alias, Role};
use saar_server::app::App;
use saar_server::config::Settings;
use saar_server::serve::{Mode, Replacements, assemble};
use saar_server::usecase::sign_in;
use saar_store::member::{self, NewMember};

/// Somebody comes into a group; the address follows from the alias.
pub async fn moves_in(app: &App, group: GroupId, alias: &str, role: Role) {
    let mut tx = app.db.write().await.unwrap();
    let account = sign_in::new_account(app, &mut tx, &address(alias), "nl").await.unwrap();
    let new = NewMember {
        id: MemberId::new(app.now(), app.entropy.as_ref()),
        group,
        account: account.id,
        alias: &Alias::parse(alias).unwrap(),
        role,
        rules_version: 2,
    };
    member::insert(&mut tx, &new, app.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody comes into the one group of an installation that does not run; the group and a token of theirs.
pub async fn settles(home: &Home, alias: &str, role: Role, scopes: &[&str]) -> (String, String) {
    settles_at(home, &[], alias, role, scopes).await
}

/// The same with settings by flags, such as another database.
pub async fn settles_at(home: &Home, flags: &[&str], alias: &str, role: Role, scopes: &[&str]) -> (String, String) {
    let listed = home.ok(&[&["group", "list"], flags].concat());
    let group = listed.split(' ').next().unwrap();
    let mut settings = Settings::defaults().unwrap();
    settings.data_dir = home.path("data");
    let url = flags.iter().find_map(|flag| flag.strip_prefix("--database-url="));
    settings.database_url = url.map(str::to_owned);
    let assembly = assemble(&settings, Mode::Command, Replacements::default())
        .await
        .unwrap();
    moves_in(&assembly.app, group.parse().unwrap(), alias, role).await;
    assembly.app.keys.close().await;
    assembly.app.db.close().await;
    let account = format!("--account={}", address(alias));
    let scopes: Vec<String> = scopes.iter().map(|scope| format!("--scope={scope}")).collect();
    let mut words = vec!["token", "create", &account, "--days=7"];
    words.extend(scopes.iter().map(String::as_str));
    words.extend(flags);
    (group.to_owned(), home.ok(&words).trim().to_owned())
}

fn address(alias: &str) -> String {
    format!("{}@example.org", alias.to_lowercase())
}
