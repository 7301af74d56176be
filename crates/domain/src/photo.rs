//! Photos of a sighting: which files are pictures that we take, what a country and a group allow, how long an address is good.
//!
//! What a file is called and what its sender says it is count for nothing: its first bytes do.

use crate::clock::{Span, Timestamp};
use crate::country::{PhotoPolicy, Profile};
use crate::incident::Kind;
use crate::limits;
use crate::retention::{Class, Retention};

crate::coded! {
    /// A size in which a photo is kept.
    Size, "photo size" {
        /// For the page of an incident.
        Small = "small",
        /// For looking at.
        Large = "large",
    }
}

impl Size {
    /// Pixels of the longer side, at most. A smaller picture stays as it is.
    pub const fn side_pixels_max(self) -> u32 {
        match self {
            Self::Small => limits::PHOTO_SMALL_SIDE_PIXELS,
            Self::Large => limits::PHOTO_LARGE_SIDE_PIXELS,
        }
    }
}

crate::coded! {
    /// Why a photo is not taken. Each has words that say what to do instead.
    Refusal, "photo refusal" {
        /// No photos here at all, by the country's rules or the group's.
        Off = "off",
        /// The country takes photos of other kinds of incidents only.
        WrongKind = "wrong-kind",
        /// Blurred on the phone or not at all: without scripts it cannot be.
        NeedsScripts = "needs-scripts",
        /// Of a kind that we cannot name.
        NotAPicture = "not-a-picture",
        /// An iPhone's own format that the browser did not convert.
        Heic = "heic",
        /// A format of the web that few phones make.
        Avif = "avif",
        /// A drawing that can hold programs.
        Svg = "svg",
        /// A moving picture.
        Gif = "gif",
        /// It ends too early, or cannot be read.
        Broken = "broken",
        /// More bytes than one photo may have.
        TooLarge = "too-large",
        /// More pixels than are decoded.
        TooManyPixels = "too-many-pixels",
        /// Decoding took longer than it may.
        TooSlow = "too-slow",
        /// Others' photos are being worked on.
        Busy = "busy",
        /// This account has sent enough for today.
        AccountQuota = "account-quota",
        /// The incident or the group has enough.
        GroupQuota = "group-quota",
    }
}

/// A format that is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// What cameras write.
    Jpeg,
    /// What screenshots are.
    Png,
    /// What browsers may write.
    WebP,
}

/// What a file is, by its content.
pub fn recognise(bytes: &[u8]) -> Result<Format, Refusal> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::WebP);
    }
    Err(if bytes.starts_with(b"GIF8") {
        Refusal::Gif
    } else if bytes.get(4..8) == Some(b"ftyp") {
        // ISO media: the brands say which, the first one mostly.
        let brands = &bytes[8..bytes.len().min(64)];
        let named = |wanted: &[&[u8; 4]]| {
            brands
                .chunks(4)
                .any(|brand| wanted.iter().any(|code| brand == code.as_slice()))
        };
        if named(&[b"avif", b"avis"]) {
            Refusal::Avif
        } else if named(&[b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"]) {
            Refusal::Heic
        } else {
            Refusal::NotAPicture
        }
    } else if is_drawing(bytes) {
        Refusal::Svg
    } else {
        Refusal::NotAPicture
    })
}

/// Text that begins as XML or holds `<svg` near its beginning.
fn is_drawing(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let is_text = !head.contains(&0);
    is_text && head.windows(4).any(|window| window.eq_ignore_ascii_case(b"<svg"))
}

/// Whether a file comes to its own end. Decoders are kind and paint grey what a cut-off file does not say; we would store half a picture and call
/// it whole. What stands behind the end (a second picture, a film, an archive) does not count: phones put it there.
pub fn is_whole(format: Format, bytes: &[u8]) -> bool {
    match format {
        Format::Jpeg => jpeg_ends(bytes),
        Format::Png => png_ends(bytes),
        Format::WebP => {
            let said = bytes
                .get(4..8)
                .and_then(|size| size.try_into().ok())
                .map(u32::from_le_bytes);
            said.is_some_and(|size| bytes.len() as u64 >= u64::from(size) + 8)
        }
    }
}

/// Walks over the segments, by their lengths, and through the scans to the end marker.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(0xff), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return false;
        };
        at += 2;
        match marker {
            0xd9 => return true,
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let Some(length) = bytes.get(at..at + 2) else {
            return false;
        };
        at += usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
        if *marker == 0xda {
            // Coded pixels: up to the next marker that is neither a stuffed byte nor a restart.
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(0xff), Some(0x00 | 0xd0..=0xd7)) => at += 2,
                    (Some(0xff), Some(_)) => break,
                    (Some(_), Some(_)) => at += 1,
                    _ => return false,
                }
            }
        }
    }
}

/// Walks over the chunks to the last one.
fn png_ends(bytes: &[u8]) -> bool {
    let mut at = 8_usize;
    loop {
        let Some(head) = bytes.get(at..at + 8) else {
            return false;
        };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        // Type, then data, then four bytes of checksum.
        at = at.saturating_add(length).saturating_add(12);
        if at > bytes.len() {
            return false;
        }
        if &head[4..8] == b"IEND" {
            return true;
        }
    }
}

/// What becomes of a photo before it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// Re-encoded, smaller, without metadata.
    Reencoded,
    /// Also reduced to a handful of colour fields: nobody can be recognised, and no plate be read.
    Fields,
}

/// What the country and the group allow together: whatever is stricter. A group cannot loosen its country.
pub fn policy(profile: &Profile, group: Option<PhotoPolicy>) -> PhotoPolicy {
    group.map_or(profile.photo_policy, |group| group.max(profile.photo_policy))
}

/// What becomes of photos of an incident, or why there are none.
pub fn treatment(profile: &Profile, group: Option<PhotoPolicy>, kind: Kind) -> Result<Treatment, Refusal> {
    match policy(profile, group) {
        PhotoPolicy::Off => Err(Refusal::Off),
        _ if !profile.photo_kinds.contains(&kind) => Err(Refusal::WrongKind),
        PhotoPolicy::DescriptionOnly => Ok(Treatment::Reencoded),
        PhotoPolicy::Unrecognisable => Ok(Treatment::Fields),
    }
}

/// How much there is already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Photos of the account in this group.
    pub by_account: u32,
    /// Photos of the incident.
    pub at_incident: u32,
    /// Photos of the group.
    pub in_group: u32,
}

impl Kept {
    /// Whether one more is taken. All of them are counted as long as they are kept, which is a day.
    pub const fn takes_one_more(self) -> Result<(), Refusal> {
        if self.by_account >= limits::PHOTOS_PER_ACCOUNT_MAX {
            return Err(Refusal::AccountQuota);
        }
        if self.at_incident >= limits::PHOTOS_PER_INCIDENT_MAX || self.in_group >= limits::PHOTOS_PER_GROUP_MAX {
            return Err(Refusal::GroupQuota);
        }
        Ok(())
    }
}

/// Until when an address made now is good. The same for a few minutes, so that a page that refreshes itself does not load its pictures again each
/// time; never longer than the photo itself.
pub fn link_expiry(now: Timestamp, gone_at: Timestamp) -> Timestamp {
    let step = Span::minutes(5).as_millis();
    let begun = now.as_millis().div_euclid(step).saturating_mul(step);
    Timestamp::from_millis(begun)
        .plus(limits::PHOTO_LINK_LIFETIME)
        .min(gone_at)
}

/// When a photo is gone, where that is the table.
pub fn gone_at(uploaded_at: Timestamp, retention: &Retention) -> Timestamp {
    uploaded_at.plus(retention.span(Class::Photo))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(scan: &[u8], end: &[u8]) -> Vec<u8> {
        [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2], scan, end].concat()
    }

    #[test]
    fn content_decides_and_each_other_kind_has_its_own_word() {
        for (bytes, expected) in [
            (b"\xff\xd8\xff\xe1....".as_slice(), Ok(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Ok(Format::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Ok(Format::WebP)),
            (b"RIFF\x10\0\0\0WAVEfmt ", Err(Refusal::NotAPicture)),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Err(Refusal::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Err(Refusal::Avif)),
            (b"\0\0\0\x18ftypisom\0\0\0\0mp41", Err(Refusal::NotAPicture)),
            (b"GIF89a", Err(Refusal::Gif)),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<SVG xmlns", Err(Refusal::Svg)),
            (b"  <svg onload=alert(1)>", Err(Refusal::Svg)),
            (b"<!doctype html>", Err(Refusal::NotAPicture)),
            (b"", Err(Refusal::NotAPicture)),
        ] {
            assert_eq!(recognise(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_file_that_ends_too_early_is_not_whole() {
        let scan = [1, 2, 0xff, 0x00, 3, 0xff, 0xd3, 4];
        assert!(is_whole(Format::Jpeg, &jpeg(&scan, &[0xff, 0xd9])));
        assert!(is_whole(Format::Jpeg, &jpeg(&scan, b"\xff\xff\xd9PK\x03\x04 and more")));
        let whole = jpeg(&scan, &[0xff, 0xd9]);
        for length in 0..whole.len() {
            assert!(!is_whole(Format::Jpeg, &whole[..length]), "{length}");
        }
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x01IDATxCRC!\0\0\0\0IENDCRC!";
        assert!(is_whole(Format::Png, png));
        for length in 0..png.len() {
            assert!(!is_whole(Format::Png, &png[..length]), "{length}");
        }
        // A length that points out of the world.
        assert!(!is_whole(Format::Png, b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"));
        let webp = b"RIFF\x06\0\0\0WEBPxx";
        assert!(is_whole(Format::WebP, webp) && !is_whole(Format::WebP, &webp[..13]));
    }

    #[test]
    fn an_address_outlives_neither_its_minutes_nor_its_photo() {
        let now = Timestamp::from_millis(1_795_214_700_000);
        let gone = now.plus(Span::hours(5));
        for minutes in 0..30 {
            let at = now.plus(Span::minutes(minutes));
            let left = link_expiry(at, gone).since(at);
            assert!(
                left > Span::minutes(5) && left <= limits::PHOTO_LINK_LIFETIME,
                "{left:?}"
            );
        }
        assert_eq!(link_expiry(now, now.plus(Span::minutes(1))), now.plus(Span::minutes(1)));
        assert_eq!(link_expiry(now, gone), link_expiry(now.plus(Span::seconds(9)), gone));
    }

    #[test]
    fn quotas_count_what_is_kept() {
        let full = Kept {
            by_account: limits::PHOTOS_PER_ACCOUNT_MAX - 1,
            at_incident: limits::PHOTOS_PER_INCIDENT_MAX - 1,
            in_group: limits::PHOTOS_PER_GROUP_MAX - 1,
        };
        assert_eq!(full.takes_one_more(), Ok(()));
        let more = |change: &dyn Fn(&mut Kept)| {
            let mut kept = full;
            change(&mut kept);
            kept.takes_one_more()
        };
        assert_eq!(more(&|kept| kept.by_account += 1), Err(Refusal::AccountQuota));
        assert_eq!(more(&|kept| kept.at_incident += 1), Err(Refusal::GroupQuota));
        assert_eq!(more(&|kept| kept.in_group += 1), Err(Refusal::GroupQuota));
    }

    #[test]
    fn a_group_may_be_stricter_than_its_country_and_never_looser() {
        let text = |name: &str| {
            let path = format!("{}/../../profiles/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            Profile::from_toml(&std::fs::read_to_string(path).expect("profile")).expect("profile")
        };
        let (nl, be) = (text("nl"), text("be"));
        use PhotoPolicy::{DescriptionOnly, Off, Unrecognisable};
        for (profile, group, kind, expected) in [
            (&nl, None, Kind::Burglary, Ok(Treatment::Reencoded)),
            (&nl, Some(Unrecognisable), Kind::Burglary, Ok(Treatment::Fields)),
            (&nl, Some(Off), Kind::Burglary, Err(Refusal::Off)),
            (&be, None, Kind::SuspiciousVehicle, Ok(Treatment::Fields)),
            (&be, None, Kind::Burglary, Err(Refusal::WrongKind)),
            (
                &be,
                Some(DescriptionOnly),
                Kind::SuspiciousVehicle,
                Ok(Treatment::Fields),
            ),
            (&be, Some(Off), Kind::SuspiciousVehicle, Err(Refusal::Off)),
        ] {
            assert_eq!(
                treatment(profile, group, kind),
                expected,
                "{} {group:?} {kind}",
                profile.country
            );
        }
    }
}
