//! Bars, drawn by the server: a picture with a title and a description, and the same numbers as a table beside it.
//!
//! Everything is worked out here, in the units of the drawing; colours are classes of the style sheet, so that night and day differ and no style stands
//! in a page. `part/chart.html` writes it down.

use serde::Serialize;

/// The drawing's width; its height follows. On a phone a unit is a pixel.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 180.0;
/// Room for numbers at the left, above the highest bar and for labels below.
const LEFT: f64 = 34.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 22.0;
/// Labels below that can be read side by side.
const LABELS_MAX: usize = 6;

/// A picture of bars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Unique on its page.
    pub id: String,
    /// What is counted.
    pub title: String,
    /// The picture in a sentence.
    pub desc: String,
    /// Heads of the table: what a bar is, how many, and of these.
    pub columns: Vec<String>,
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Where the bars stand.
    pub floor: f64,
    /// Where the lines begin.
    pub left: f64,
    /// Lines with a number, the lowest first.
    pub ticks: Vec<Tick>,
    /// From left to right.
    pub bars: Vec<Bar>,
}

/// A line across, with its number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// How far down.
    pub y: f64,
    /// What it stands for.
    pub value: u64,
}

/// One bar, drawn and written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// Its left side.
    pub x: f64,
    /// Its middle.
    pub middle: f64,
    /// Its top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// How much of its foot is drawn otherwise; nought where nothing is.
    pub part_height: f64,
    /// Where that begins.
    pub part_y: f64,
    /// How many.
    pub value: u64,
    /// Of these, how many of the kind that is drawn otherwise; none where there is no such kind.
    pub part: Option<u64>,
    /// For the table.
    pub label: String,
    /// Below the bar, where there is room.
    pub short: Option<String>,
    /// It belongs to the night.
    pub night: bool,
}

/// What one bar says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Datum {
    /// For the table: "20 november".
    pub label: String,
    /// For below the bar: "20/11".
    pub short: String,
    /// How many.
    pub value: u64,
    /// Of these.
    pub part: Option<u64>,
    /// It belongs to the night.
    pub night: bool,
}

/// What a picture is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Unique on its page.
    pub id: &'static str,
    /// What is counted.
    pub title: String,
    /// The picture in a sentence.
    pub desc: String,
    /// Heads of the table.
    pub columns: Vec<String>,
}

impl Chart {
    /// Draws them.
    pub fn of(about: About, data: Vec<Datum>) -> Self {
        let steps = Steps::up_to(data.iter().map(|datum| datum.value).max().unwrap_or(0));
        let floor = HEIGHT - BOTTOM;
        let tall = |value: u64| share(value.min(steps.top), steps.top) * (floor - TOP);
        let slot = (WIDTH - LEFT) / number(data.len().max(1) as u64);
        let every = data.len().div_ceil(LABELS_MAX).max(1);
        let bars = data.into_iter().enumerate().map(|(at, datum)| {
            let (height, part_height) = (tall(datum.value), tall(datum.part.unwrap_or(0)));
            let x = LEFT + slot * number(at as u64) + slot * 0.12;
            Bar {
                x: tenth(x),
                middle: tenth(x + slot * 0.38),
                y: tenth(floor - height),
                width: tenth(slot * 0.76),
                height: tenth(height),
                part_height: tenth(part_height),
                part_y: tenth(floor - part_height),
                value: datum.value,
                part: datum.part,
                label: datum.label,
                short: (at % every == 0).then_some(datum.short),
                night: datum.night,
            }
        });
        Self {
            id: about.id.into(),
            title: about.title,
            desc: about.desc,
            columns: about.columns,
            width: WIDTH,
            height: HEIGHT,
            floor,
            left: LEFT,
            bars: bars.collect(),
            ticks: steps
                .values()
                .map(|value| Tick {
                    y: tenth(floor - tall(value)),
                    value,
                })
                .collect(),
        }
    }
}

/// Round numbers at the side: at most five lines, the highest not below the highest bar.
struct Steps {
    step: u64,
    top: u64,
}

impl Steps {
    fn up_to(most: u64) -> Self {
        const LINES: u64 = 4;
        let mut ten = 1_u64;
        let step = loop {
            let fits = |step: &u64| step.saturating_mul(LINES) >= most;
            if let Some(step) = [1, 2, 5].map(|each| ten.saturating_mul(each)).into_iter().find(fits) {
                break step;
            }
            ten = ten.saturating_mul(10);
        };
        let top = most.max(1).div_ceil(step).saturating_mul(step);
        Self { step, top }
    }

    fn values(&self) -> impl Iterator<Item = u64> {
        (0..=self.top / self.step).map(|at| at * self.step)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a drawing has a thousand pixels")]
const fn number(value: u64) -> f64 {
    value as f64
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[u64]) -> Chart {
        let datum = |value: &u64| Datum {
            value: *value,
            ..Datum::default()
        };
        Chart::of(About::default(), values.iter().map(datum).collect())
    }

    #[test]
    fn the_lines_have_round_numbers_and_hold_every_bar() {
        for (most, top, lines) in [
            (0, 1, 2),
            (1, 1, 2),
            (4, 4, 5),
            (5, 6, 4),
            (37, 40, 5),
            (400, 400, 5),
            (401, 600, 4),
        ] {
            let chart = chart(&[0, most]);
            let last = chart.ticks.last().unwrap();
            assert_eq!((last.value, chart.ticks.len()), (top, lines), "{most}");
            assert_eq!(chart.ticks[0].value, 0);
            assert!(chart.bars[1].y >= TOP && chart.bars[0].height == 0.0);
        }
        let huge = chart(&[u64::MAX]);
        assert!(huge.ticks.len() <= 6 && huge.bars[0].y >= TOP);
    }

    #[test]
    fn bars_stand_side_by_side_within_the_drawing_and_a_few_are_labelled() {
        for count in [0, 1, 4, 24, 31, 60] {
            let chart = chart(&vec![7; count]);
            for pair in chart.bars.windows(2) {
                assert!(pair[0].x + pair[0].width < pair[1].x, "{count}");
            }
            assert!(chart.bars.last().is_none_or(|bar| bar.x + bar.width <= WIDTH));
            let labelled = chart.bars.iter().filter(|bar| bar.short.is_some()).count();
            assert!(
                labelled <= LABELS_MAX && (count == 0 || labelled > 0),
                "{count}: {labelled}"
            );
        }
    }

    #[test]
    fn a_part_is_the_foot_of_its_bar() {
        let data = vec![Datum {
            value: 4,
            part: Some(1),
            ..Datum::default()
        }];
        let bar = Chart::of(About::default(), data).bars.remove(0);
        assert!((bar.part_height * 4.0 - bar.height).abs() < 0.5, "{bar:?}");
        assert!(
            (bar.y + bar.height - (bar.part_y + bar.part_height)).abs() < 0.2,
            "{bar:?}"
        );
    }
}
