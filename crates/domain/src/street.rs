//! The line of a street as somebody types it: points as `lat,lon`, separated by spaces or line ends.

use crate::field::Problem;
use crate::geo::{Bounds, Point};
use crate::limits::STREET_POINTS_MAX;
use std::fmt::Write as _;

/// Reads the points of a street; none is a street without a line, which people choose by its name.
pub fn parse_line(text: &str, country: &Bounds) -> Result<Vec<Point>, Problem> {
    let mut line = Vec::new();
    for word in text.split_whitespace() {
        let point = word
            .split_once(',')
            .and_then(|(lat, lon)| Point::new(lat.parse().ok()?, lon.parse().ok()?));
        let point = point.ok_or(Problem::Malformed)?;
        if !country.contains(point) {
            return Err(Problem::OutsideCountry);
        }
        line.push(point);
        if line.len() > STREET_POINTS_MAX {
            return Err(Problem::TooMany { max: STREET_POINTS_MAX });
        }
    }
    Ok(line)
}

/// The points as they are typed.
pub fn write_line(line: &[Point]) -> String {
    let mut text = String::new();
    for point in line {
        let between = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{between}{},{}", point.lat, point.lon);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let country = Bounds {
            lat_min: 50.0,
            lat_max: 54.0,
            lon_min: 3.0,
            lon_max: 8.0,
        };
        let text = "52.0901,5.1201 52.0911,5.1213";
        let line = parse_line(&format!(" {text}\r\n"), &country).expect("points");
        assert_eq!((line.len(), write_line(&line)), (2, text.to_owned()));
        assert_eq!(parse_line(" \n", &country), Ok(Vec::new()));
        for wrong in ["52.09", "52.09,", "52.09,x", "152.09,5.1", "52.09;5.12"] {
            assert_eq!(parse_line(wrong, &country), Err(Problem::Malformed), "{wrong}");
        }
        assert_eq!(parse_line("5.12,52.09", &country), Err(Problem::OutsideCountry));
        let many = "52.09,5.12 ".repeat(STREET_POINTS_MAX);
        assert!(parse_line(&many, &country).is_ok());
        let more = parse_line(&format!("{many} 52.09,5.12"), &country);
        assert_eq!(more, Err(Problem::TooMany { max: STREET_POINTS_MAX }));
    }
}
