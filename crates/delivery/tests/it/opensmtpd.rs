//! Our mails, taken by somebody else's mail server: Debian's `opensmtpd`, with a configuration, a port, a queue and
//! mailboxes of its own.
//!
//! It needs root, because it gives its parts users of their own, and a private view of the file system (`unshare`),
//! because its queue has a fixed place. Where the machine lacks any of it the test says that it did not run.

use crate::support::{EVENING, alarm, not_run};
use saar_delivery::email::{Email, SmtpSettings, SmtpTls};
use saar_delivery::{Address, Channel as _, Outcome};
use saar_domain::clock::Span;
use std::fs::{self, Permissions};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const SERVER: &str = "/usr/sbin/smtpd";
const WHAT: &str = "mails to a real mail server (opensmtpd)";

/// The server, ended when the test ends, however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Asked to end, it takes its children along; only when it does not listen is it killed. Gone already is gone.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        for _ in 0..50 {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(folder: &Path, port: u16) -> Server {
    let mailboxes = folder.join("mail");
    fs::create_dir(&mailboxes).expect("a new folder");
    // Mail is written by the user nobody.
    fs::set_permissions(folder, Permissions::from_mode(0o755)).expect("our own folder");
    fs::set_permissions(&mailboxes, Permissions::from_mode(0o777)).expect("our own folder");
    let config = folder.join("smtpd.conf");
    let text = format!(
        r#"listen on 127.0.0.1 port {port} hostname mx.example
table everybody {{ "@" = "nobody" }}
table refused {{ "weg@example.org" }}
action "keep" maildir "{}/%{{dest}}" virtual <everybody>
match from any for rcpt-to <refused> reject
match from any for domain "example.org" action "keep"
"#,
        mailboxes.display()
    );
    fs::write(&config, text).expect("our own folder");
    let script = "mount -t tmpfs tmpfs /var/spool && mount -t tmpfs -o mode=755 tmpfs /run && exec \"$@\"";
    let child = Command::new("unshare")
        .args(["--mount", "sh", "-c", script, "sh", SERVER, "-d", "-f"])
        .arg(&config)
        .stdout(Stdio::null())
        .stderr(fs::File::create(folder.join("log")).expect("our own folder"))
        .spawn()
        .expect("unshare was found");
    Server(child)
}

/// Whether this process may have a file system of its own, which needs root.
fn may_unshare() -> bool {
    let tried = Command::new("unshare")
        .args(["--mount", "mount", "-t", "tmpfs", "tmpfs", "/run"])
        .stderr(Stdio::null())
        .status();
    tried.is_ok_and(|status| status.success())
}

/// The only mail in a mailbox, once it is there.
async fn mail_in(mailbox: &Path) -> Option<String> {
    for _ in 0..100 {
        if let Some(Ok(mail)) = fs::read_dir(mailbox.join("new"))
            .ok()
            .and_then(|mut mails| mails.next())
        {
            return fs::read_to_string(mail.path()).ok();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    None
}

#[tokio::test]
async fn a_real_mail_server_takes_and_refuses() {
    if !Path::new(SERVER).exists() {
        return not_run(WHAT, "the package opensmtpd is not installed");
    }
    if !may_unshare() {
        return not_run(WHAT, "this user may not mount, which the server's queue needs");
    }
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let _server = start(folder.path(), port);
    let log = || fs::read_to_string(folder.path().join("log")).unwrap_or_default();
    let mut is_up = false;
    for _ in 0..100 {
        is_up = is_up || TcpStream::connect(("127.0.0.1", port)).is_ok();
        if is_up {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(is_up, "the mail server did not come up: {}", log());

    let email = Email::new(SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        tls: SmtpTls::None,
        user: None,
        password: None,
        from: "SAAR Lindehof <saar@example.org>".into(),
        timeout: Span::seconds(10),
    })
    .unwrap();
    let to = |address: &str| Address::Email {
        address: address.into(),
    };
    let sent = email.send(&alarm(), &to("bewoner@example.org"), EVENING).await;
    assert_eq!(sent, Outcome::Accepted, "{}", log());
    let mail = mail_in(&folder.path().join("mail/bewoner@example.org")).await;
    let mail = mail.unwrap_or_else(|| panic!("no mail came: {}", log()));
    for line in [
        "Message-ID: <delivery-1@saar.example.org>",
        "Auto-Submitted: auto-generated",
        "Content-Language: nl",
    ] {
        assert!(mail.lines().any(|written| written == line), "{line} in {mail}");
    }
    assert!(mail.contains("112 is gebeld om 23:41."), "{mail}");

    // It says a bare 550, which may mean anything: the mail is given up, and the address is kept.
    let refused = email.send(&alarm(), &to("weg@example.org"), EVENING).await;
    assert!(matches!(refused, Outcome::GiveUp { .. }), "{refused:?}");
    let relayed = email.send(&alarm(), &to("iemand@elsewhere.example"), EVENING).await;
    assert!(matches!(relayed, Outcome::GiveUp { .. }), "{relayed:?}");
}
