//! A passkey in software: what a phone does for a browser, with the standard's own bytes and real signatures, and able to lie where a phone would not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A key, and what its browser believes about the world.
#[derive(Debug, Clone)]
pub struct SoftKey {
    secret: SigningKey,
    id: Vec<u8>,
    handle: String,
    /// Where the page is that asks.
    pub origin: String,
    /// For whom the key is.
    pub rp_id: String,
    /// How often it was used; one that stays 0 is shared among phones.
    pub counter: u32,
    /// By how much it goes up each time.
    pub step: u32,
    /// Whether somebody showed a finger.
    pub verified: bool,
}

impl SoftKey {
    /// A new key, for pages at this address.
    pub fn new(seed: u8, origin: &str) -> Self {
        let url: url::Url = origin.parse().unwrap();
        Self {
            secret: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 16],
            handle: String::new(),
            origin: url.origin().ascii_serialization(),
            rp_id: url.host_str().unwrap().to_owned(),
            counter: 0,
            step: 1,
            verified: true,
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let said =
            json!({"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false});
        said.to_string().into_bytes()
    }

    fn head(&self, more: u8) -> Vec<u8> {
        let flags = 0x01 | if self.verified { 0x04 } else { 0 } | more;
        let mut head = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        head.push(flags);
        head.extend(self.counter.to_be_bytes());
        head
    }

    /// `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> Value {
        self.handle = options["user"]["id"].as_str().unwrap().to_owned();
        let point = self.secret.verifying_key().to_sec1_point(false);
        let mut data = self.head(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // COSE: EC2, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}.
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        attestation.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        attestation.extend(data);
        self.credential(&json!({
            "clientDataJSON": text(&self.client_data("webauthn.create", options)),
            "attestationObject": text(&attestation),
        }))
    }

    /// `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> Value {
        self.counter += self.step;
        let client_data = self.client_data("webauthn.get", options);
        let data = self.head(0);
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature: Signature = self.secret.sign(&signed);
        self.credential(&json!({
            "clientDataJSON": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(signature.to_der().as_bytes()),
            "userHandle": self.handle,
        }))
    }

    fn credential(&self, response: &Value) -> Value {
        let id = text(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}})
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
