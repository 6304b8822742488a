//! The colours of the pages, computed out of the style sheet: contrast, and what the colour-blind tell apart.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../../templates/page.css");

type Colour = [f64; 3];

/// The variables of a block, as parts of one in linear light.
fn colours(block: &str) -> BTreeMap<&str, Colour> {
    let variables = block.split("--").skip(1).filter_map(|part| {
        let (name, rest) = part.split_once(": #")?;
        let hex = rest.get(..6)?;
        let end = rest.get(6..7)?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        let channels = [part(0)?, part(2)?, part(4)?];
        // With an opacity it is a shade over something.
        (end == ";").then(|| {
            (
                name,
                channels.map(|channel| linear(f64::from(channel) / 255.0)),
            )
        })
    });
    variables.collect()
}

fn linear(channel: f64) -> f64 {
    match channel <= 0.04045 {
        true => channel / 12.92,
        false => ((channel + 0.055) / 1.055).powf(2.4),
    }
}

/// Relative luminance by WCAG 2.
fn luminance([r, g, b]: Colour) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

fn by(matrix: [[f64; 3]; 3], colour: Colour) -> Colour {
    matrix.map(|row| {
        row.iter()
            .zip(colour)
            .map(|(part, channel)| part * channel)
            .sum()
    })
}

/// Perceived lightness and hue: distances are alike to the eye.
fn oklab(colour: Colour) -> Colour {
    let cones = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    let axes = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    by(axes, by(cones, colour).map(f64::cbrt))
}

fn distance(one: Colour, other: Colour) -> f64 {
    let [one, other] = [one, other].map(oklab);
    let parts = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    100.0 * parts.sum::<f64>().sqrt()
}

/// How a colour looks to those who lack a kind of cone (Machado, Oliveira and Fernandes, 2009), and how far apart two
/// colours have to be there.
const SIGHTS: [(&str, [[f64; 3]; 3], f64); 4] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        15.0,
    ),
    (
        "no red cones",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        12.0,
    ),
    (
        "no green cones",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        12.0,
    ),
    (
        "no blue cones",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
        9.0,
    ),
];

/// Light, dark and paper, by their names: each with what it takes over from light.
fn schemes() -> [(&'static str, BTreeMap<&'static str, Colour>); 3] {
    let block = |after: &str| {
        let (_, rest) = STYLE.split_once(after).expect("a block");
        let (_, rest) = rest.split_once(":root {").expect("variables");
        colours(rest.split_once('}').expect("its end").0)
    };
    let light = block("");
    let over = |own: BTreeMap<&'static str, Colour>| {
        let mut all = light.clone();
        all.extend(own);
        all
    };
    let dark = over(block("(prefers-color-scheme: dark)"));
    let paper = over(block("@media print"));
    [("light", light.clone()), ("dark", dark), ("paper", paper)]
}

#[test]
fn text_is_readable_and_marks_are_seen_on_every_ground() {
    for (scheme, colours) in schemes() {
        let paper = colours["paper"];
        for text in ["ink", "soft", "link", "alarm", "warning", "good"] {
            for ground in ["paper", "panel"] {
                let found = contrast(colours[text], colours[ground]);
                assert!(found >= 4.5, "{scheme}: {text} on {ground}: {found:.2}");
            }
        }
        for mark in ["mark", "c0", "c1", "c2", "c3", "c4", "c5"] {
            let found = contrast(colours[mark], paper);
            assert!(found >= 3.0, "{scheme}: {mark}: {found:.2}");
        }
        let found = contrast(colours["alarm"], colours["alarm-paper"]);
        assert!(found >= 4.5, "{scheme}: the banner: {found:.2}");
    }
}

#[test]
fn categories_have_one_colour_in_light_dark_and_on_paper_told_apart_by_every_eye() {
    let [(_, light), others @ ..] = schemes();
    let names = ["c0", "c1", "c2", "c3", "c4", "c5"];
    for (scheme, colours) in others {
        for name in names.into_iter().chain(["mark"]) {
            assert!(colours[name] == light[name], "{scheme}: {name}");
        }
    }
    for (sight, matrix, least) in SIGHTS {
        let seen = names.map(|name| by(matrix, light[name]).map(|part| part.clamp(0.0, 1.0)));
        for (place, one) in seen.iter().enumerate() {
            for (other, colour) in seen.iter().enumerate().skip(place + 1) {
                let found = distance(*one, *colour);
                assert!(found >= least, "{sight}: c{place} and c{other}: {found:.1}");
            }
        }
    }
}

#[test]
fn shades_of_the_heat_map_are_steps() {
    for (scheme, colours) in schemes() {
        let [mark, paper, ink] = ["mark", "paper", "ink"].map(|name| oklab(colours[name]));
        let shade = |n: usize| {
            let (_, rest) = STYLE
                .split_once(&format!("rect.h{n} {{ fill: "))
                .expect("a shade");
            let rest = rest.split_once('}').expect("its end").0;
            let part = rest
                .split("var(--mark) ")
                .nth(1)
                .and_then(|rest| rest.split('%').next());
            let part: f64 = part.expect("a part").parse().expect("a figure");
            let end = if rest.contains("var(--ink)") {
                ink
            } else {
                paper
            };
            // Lightness alone, which every eye and every printer has.
            (mark[0] * part + end[0] * (100.0 - part)) / 100.0
        };
        let shades: Vec<f64> = (1..=6).map(shade).collect();
        let steps: Vec<f64> = shades.windows(2).map(|two| two[1] - two[0]).collect();
        let one_way = steps.iter().all(|step| *step < 0.0) || steps.iter().all(|step| *step > 0.0);
        assert!(one_way, "{scheme}: {shades:?}");
        assert!(
            steps.iter().all(|step| step.abs() >= 0.045),
            "{scheme}: {steps:?}"
        );
        assert!(
            (shades[0] - oklab(colours["panel"])[0]).abs() >= 0.03,
            "{scheme}: none and few"
        );
    }
}
