//! Pictures: shapes in the units of a drawing, which the template writes as SVG.
//!
//! A module of our own and no crate: the chart crates bring a raster back end, fonts or a script, or write colours into
//! attributes. Three kinds of rectangles and their scale are less than any of them, and colours stay in the style sheet,
//! where they follow the reader's light or dark. All arithmetic is in whole tenths of a unit, so that every machine
//! draws the same.

mod bars;
mod comings;
mod days;
mod dumbbells;
mod overlay;
mod scale;
mod shades;
mod week;

pub(crate) use bars::{Bars, Measure};
pub(crate) use comings::Comings;
pub(crate) use days::{Days, Span, Unit, spans};
pub(crate) use dumbbells::{Dumbbells, Pair};
pub(crate) use overlay::Overlay;
pub(crate) use week::WeekMap;

use serde::{Serialize, Serializer};

/// A picture, ready to be written as shapes.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub(crate) enum Picture {
    Days(Days),
    Week(WeekMap),
    Bars(Bars),
    Overlay(Overlay),
    Dumbbells(Dumbbells),
    Comings(Comings),
}

/// A length in tenths of a unit, written with one decimal where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Length(u64);

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => serializer.collect_str(&whole),
            (whole, tenth) => serializer.collect_str(&format_args!("{whole}.{tenth}")),
        }
    }
}

/// A mark on an axis.
#[derive(Debug, Clone, Serialize)]
struct Tick {
    at: Length,
    text: String,
}
