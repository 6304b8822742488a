//! What rules of detection must find, and a year in which those that matter must find nothing.
//!
//! Each case has a time, and where it can an app or actor, of its own, and most have a twin on the other side of the
//! boundary that must not be found. Round about them work goes on that no rule has anything to say about.

mod access;
mod calm;
mod destruction;
mod network;
mod people;
mod plot;

use fastrand::Rng;
use serde_json::{Value, json};

use super::super::calendar::Month;
use super::super::options::Options;
use super::{Planted, policy_of};

use self::plot::Plot;

/// Five months at least, of which the last has the cases and the others are its history.
#[must_use]
pub fn planted_detections(options: &Options) -> Planted {
    let months = months(options, 5);
    let mut plot = Plot::new(&months, Rng::with_seed(options.seed));
    calm::plant(&mut plot, false);
    access::plant(&mut plot);
    destruction::plant(&mut plot);
    network::plant(&mut plot);
    people::plant(&mut plot);
    finish(plot, &months, true)
}

/// A year of ordinary work, with nights, holidays, new people and other networks: no rule of level high or above may
/// fire.
#[must_use]
pub fn calm_year(options: &Options) -> Planted {
    let months = months(options, 12);
    let mut plot = Plot::new(&months, Rng::with_seed(options.seed));
    calm::plant(&mut plot, true);
    finish(plot, &months, false)
}

fn months(options: &Options, least: usize) -> Vec<Month> {
    let mut months: Vec<Month> = options.each_month().collect();
    while let Some(last) = months.last().filter(|_| months.len() < least) {
        months.push(last.next());
    }
    months
}

fn finish(mut plot: Plot, months: &[Month], of_last: bool) -> Planted {
    let mut rng = Rng::with_seed(plot.rng.u64(..));
    plot.story.give_ids(&mut rng);
    let archives = plot.story.archives(months, &mut rng);
    let all: Vec<usize> = (0..archives.len()).collect();
    let detections = plot.truth();
    let last = months.len() - 1;
    let readings: Vec<Value> = if of_last {
        let month = months[last].to_string();
        vec![
            json!({"archives": all, "history": [], "flags": ["--month", month], "detections": detections}),
            json!({"archives": [last], "history": all[..last], "flags": ["--month", month], "detections": detections}),
        ]
    } else {
        vec![json!({"archives": all, "history": [], "flags": [], "detections": null})]
    };
    let names: Vec<&String> = archives.iter().map(|archive| &archive.name).collect();
    let truth = json!({"archives": names, "readings": readings});
    Planted {
        archives,
        policy: policy_of(months),
        truth,
    }
}
