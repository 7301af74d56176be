//! What lies behind the map: nothing (the drawn plan alone), or tiles of somebody's server. ADR 22 says why the plan is the default.

use url::{Host, Url};

/// Longest address of tiles, in characters: it stands in pages and in a header.
const TEMPLATE_CHARS_MAX: usize = 300;
/// What an address of tiles has to hold, so that there is one for each tile.
const HOLES: [&str; 3] = ["{z}", "{x}", "{y}"];

/// The background of the map, as the setting `map.background` names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Background {
    /// None: the drawn plan, which tells nobody where somebody looks.
    #[default]
    Plan,
    /// The BRT-A of the Dutch cadastre, at PDOK.
    Pdok,
    /// OpenStreetMap's own server.
    OpenStreetMap,
    /// Tiles of one's own.
    Own(Template),
}

/// The address of tiles, checked: `{z}`, `{x}` and `{y}` stand where the numbers go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    origin: String,
}

/// Where tiles come from, and what has to stand beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// Address with `{z}`, `{x}` and `{y}`.
    pub template: String,
    /// Scheme, host and port of it: what pages with a map may load pictures from.
    pub origin: String,
    /// Whom to thank.
    pub credit: String,
    /// Where that leads; none for a server of one's own.
    pub credit_link: Option<&'static str>,
    /// What the tile server learns of the page, as `referrerpolicy` writes it: nothing where nobody asks for it.
    pub referrer: &'static str,
}

impl Background {
    /// What can be meant, to end the sentence "expected …".
    pub const EXPECTED: &'static str = "plan, pdok, osm, or the address of tiles like https://tiles.example.org/{z}/{x}/{y}.png (https, without a password, at most 300 characters)";

    /// Reads the setting.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "plan" => Self::Plan,
            "pdok" => Self::Pdok,
            "osm" => Self::OpenStreetMap,
            address => Self::Own(Template::parse(address)?),
        })
    }

    /// The setting as it is written.
    pub fn code(&self) -> &str {
        match self {
            Self::Plan => "plan",
            Self::Pdok => "pdok",
            Self::OpenStreetMap => "osm",
            Self::Own(template) => &template.text,
        }
    }

    /// The tiles, with the thanks that the settings give for one's own; none for the plan.
    pub fn tiles(&self, own_credit: &str) -> Option<Tiles> {
        let tiles = |origin: &str, path: &str, credit: &str, link, referrer| Tiles {
            template: format!("{origin}{path}"),
            origin: origin.to_owned(),
            credit: credit.to_owned(),
            credit_link: link,
            referrer,
        };
        match self {
            Self::Plan => None,
            Self::Pdok => Some(tiles(
                "https://service.pdok.nl",
                "/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png",
                "Kaartgegevens © Kadaster",
                Some("https://www.pdok.nl"),
                "no-referrer",
            )),
            // Its rules ask for the address of the site that shows them: it gets the site's name, never the page's.
            Self::OpenStreetMap => Some(tiles(
                "https://tile.openstreetmap.org",
                "/{z}/{x}/{y}.png",
                "© OpenStreetMap contributors",
                Some("https://www.openstreetmap.org/copyright"),
                "strict-origin",
            )),
            Self::Own(template) => Some(Tiles {
                template: template.text.clone(),
                origin: template.origin.clone(),
                credit: own_credit.to_owned(),
                credit_link: None,
                referrer: "no-referrer",
            }),
        }
    }
}

impl Tiles {
    /// The server's name, for people.
    pub fn host(&self) -> &str {
        self.origin
            .split_once("//")
            .map_or(self.origin.as_str(), |(_, host)| host)
    }
}

impl Template {
    fn parse(text: &str) -> Option<Self> {
        let fits = text.chars().count() <= TEMPLATE_CHARS_MAX && text.bytes().all(|byte| byte.is_ascii_graphic());
        let url = Url::parse(text).ok().filter(|_| fits)?;
        let here = match url.host()? {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        // Threat: without TLS everybody on the way reads which streets are looked at, and may draw another map.
        let scheme = url.scheme() == "https" || (url.scheme() == "http" && here);
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let origin = url.origin().ascii_serialization();
        // The holes belong behind the host: a tile must not choose whom to ask, and the header names one origin.
        let whole = text.get(origin.len()..)?;
        // Threat: the origin goes into a header whose parts are told apart by semicolons and spaces.
        let plain = origin
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:/[]".contains(&byte));
        let behind = text.starts_with(&origin) && HOLES.iter().all(|hole| whole.matches(hole).count() == 1);
        (scheme && bare && plain && behind).then(|| Self {
            text: text.to_owned(),
            origin,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_background_has_an_address_and_thanks() {
        assert_eq!(Background::parse("plan").expect("known").tiles(""), None);
        for (code, host, credit) in [
            ("pdok", "service.pdok.nl", "Kaartgegevens © Kadaster"),
            ("osm", "tile.openstreetmap.org", "© OpenStreetMap contributors"),
            ("https://tiles.example.org/{z}/{x}/{y}.png", "tiles.example.org", "Wij"),
            ("http://127.0.0.1:9/t?z={z}&x={x}&y={y}", "127.0.0.1:9", "Wij"),
        ] {
            let background = Background::parse(code).expect(code);
            assert_eq!(background.code(), code);
            let tiles = background.tiles("Wij").expect(code);
            assert_eq!(tiles.host(), host);
            assert!(tiles.template.starts_with(&tiles.origin), "{tiles:?}");
            assert!(
                Template::parse(&tiles.template).is_some(),
                "ours keep the same rules: {tiles:?}"
            );
            assert_eq!(tiles.credit, credit);
        }
    }

    #[test]
    fn only_who_asks_for_it_learns_the_name_of_the_site() {
        let referrer = |code: &str| Background::parse(code).and_then(|known| Some(known.tiles("")?.referrer));
        assert_eq!(referrer("osm"), Some("strict-origin"));
        assert_eq!(referrer("pdok"), Some("no-referrer"));
        assert_eq!(
            referrer("https://tiles.example.org/{z}/{x}/{y}.png"),
            Some("no-referrer")
        );
    }

    #[test]
    fn addresses_that_lead_astray_are_refused() {
        for wrong in [
            "",
            "google",
            "https://tiles.example.org/",
            "https://tiles.example.org/{z}/{x}.png",
            "https://tiles.example.org/{z}/{x}/{y}/{y}.png",
            "http://tiles.example.org/{z}/{x}/{y}.png",
            "https://me:secret@tiles.example.org/{z}/{x}/{y}.png",
            "https://{x}.example.org/{z}/{y}.png",
            "https://tiles.example.org/{z}/{x}/{y}.png#top",
            "https://tiles.example.org; script-src */{z}/{x}/{y}",
            "https://tiles.example.org;script-src/{z}/{x}/{y}",
            "data:image/png,{z}{x}{y}",
            "javascript:alert({z}{x}{y})",
        ] {
            assert_eq!(Background::parse(wrong), None, "{wrong}");
        }
        let long = format!("https://tiles.example.org/{{z}}/{{x}}/{{y}}{}", "a".repeat(300));
        assert_eq!(Background::parse(&long), None);
    }
}
