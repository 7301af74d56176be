//! Forms and JSON on their way in: bounded, in UTF-8, and with a clear word when they are not.

use super::Web;
use super::error::{Fault, Unread};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, MapAccess, Unexpected, Visitor};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

/// The fields of a form, all text, as they were typed.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

/// More fields than any of our forms has.
const FIELDS_MAX: usize = 100;

impl Fields {
    /// Fields that came another way than by a form of this type.
    pub const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// A field; empty when it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// A field, unless it is empty.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name).trim())
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// Everything that was sent, without some fields.
    pub fn all_but(&self, without: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let kept = self.0.iter().filter(move |(name, _)| !without(name));
        kept.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A field as a number or an id, if it is one.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.given(name)?.parse().ok()
    }

    /// Ids separated by commas; what is none is left out.
    pub fn ids<T: std::str::FromStr>(&self, names: &[&str]) -> Vec<T> {
        let most = saar_domain::limits::SEEN_INCIDENTS_MAX;
        names
            .iter()
            .flat_map(|name| self.text(name).split(','))
            .filter_map(|text| text.trim().parse().ok())
            .take(most)
            .collect()
    }

    fn parse(body: &[u8]) -> Result<Self, Fault> {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(body)
            .take(FIELDS_MAX)
            .map(|(k, v)| (k.into_owned(), v.into_owned()))
            .collect();
        // Bytes that are no UTF-8 become this character; nobody types it.
        if fields
            .iter()
            .any(|(_, value)| value.contains(char::REPLACEMENT_CHARACTER))
        {
            return Err(Fault::Unreadable(Unread::Form));
        }
        Ok(Self(fields))
    }
}

async fn body(request: Request, media_type: &str) -> Result<Bytes, Fault> {
    let given = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let given = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if given != media_type {
        return Err(Fault::UnsupportedMedia);
    }
    Bytes::from_request(request, &())
        .await
        .map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge,
            _ => Fault::Unreadable(Unread::Broken),
        })
}

impl FromRequest<Arc<Web>> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, _web: &Arc<Web>) -> Result<Self, Fault> {
        let is_typed = request.headers().contains_key(header::CONTENT_TYPE);
        match body(request, "application/x-www-form-urlencoded").await {
            Ok(bytes) => Self::parse(&bytes),
            // A button alone may send a form without any field, and some browsers then name no type.
            Err(Fault::UnsupportedMedia) if !is_typed => Ok(Self::default()),
            Err(fault) => Err(fault),
        }
    }
}

/// What stands behind the `?` of an address. One that cannot be read is answered in words, not by the framework.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Arc<Web>> for Query<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _web: &Arc<Web>) -> Result<Self, Fault> {
        match axum::extract::Query::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(_) => Err(Fault::Unreadable(Unread::Parameter)),
        }
    }
}

/// The variable parts of an address; what cannot be read is not there.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Web>> for Path<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Fault> {
        match axum::extract::Path::from_request_parts(parts, web).await {
            Ok(axum::extract::Path(path)) => Ok(Self(path)),
            Err(_) => Err(Fault::NotFound),
        }
    }
}

/// An object or nothing. Without it serde takes a list for a structure too, field by field in the order in which we wrote them; where each may be
/// missing, `[null, null]` would be one.
pub fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    struct Object<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
        type Value = Option<T>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("an object")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
            T::deserialize(MapAccessDeserializer::new(fields)).map(Some)
        }
    }
    from.deserialize_any(Object(PhantomData))
}

/// One object.
struct One<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        object(from)?
            .map(Self)
            .ok_or_else(|| D::Error::invalid_type(Unexpected::Unit, &"an object"))
    }
}

/// An object that may not be missing.
pub fn one_object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    One::deserialize(from).map(|one| one.0)
}

/// A list of them.
pub fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Vec::<One<T>>::deserialize(from).map(|all| all.into_iter().map(|one| one.0).collect())
}

/// One of them for each name.
pub fn objects_by_name<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    BTreeMap::<String, One<T>>::deserialize(from).map(|all| all.into_iter().map(|(name, one)| (name, one.0)).collect())
}

/// JSON of the API: one object.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<Web>> for Json<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, _web: &Arc<Web>) -> Result<Self, Fault> {
        let bytes = body(request, "application/json").await?;
        let mut read = serde_json::Deserializer::from_slice(&bytes);
        One::<T>::deserialize(&mut read)
            .and_then(|One(body)| read.end().map(|()| Self(body)))
            .map_err(|error| match error.classify() {
                serde_json::error::Category::Data => {
                    // It names the field and what was expected, and goes to nobody but the sender.
                    Fault::Unreadable(Unread::Shape(error.to_string()))
                }
                _ => Fault::Unreadable(Unread::Json),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default)]
    struct Small {
        at: Option<String>,
    }

    #[derive(Debug, serde::Deserialize)]
    struct Body {
        #[serde(default, deserialize_with = "object")]
        may: Option<Small>,
        #[serde(deserialize_with = "one_object")]
        must: Small,
        #[serde(default, deserialize_with = "objects")]
        list: Vec<Small>,
        #[serde(default, deserialize_with = "objects_by_name")]
        named: BTreeMap<String, Small>,
    }

    #[test]
    fn a_list_of_fields_is_no_object_anywhere() {
        let read = |text: &str| serde_json::from_str::<One<Body>>(text).map(|one| one.0);
        let body = read(r#"{"must": {"at": "x"}, "list": [{}], "named": {"a": {}}, "may": {}}"#).unwrap();
        assert_eq!(body.must.at.as_deref(), Some("x"));
        assert_eq!(
            (body.list.len(), body.named.len(), body.may),
            (1, 1, Some(Small::default()))
        );
        assert_eq!(read(r#"{"must": {}, "may": null}"#).unwrap().may, None);
        for wrong in [
            r#"[null, {}, [], {}]"#,
            "null",
            r#"{"must": []}"#,
            r#"{"must": null}"#,
            r#"{"must": {}, "may": []}"#,
            r#"{"must": {}, "list": [[]]}"#,
            r#"{"must": {}, "named": {"a": []}}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
