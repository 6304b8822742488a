//! The known name that is nearest to a misspelt one.

/// Least likeness of a suggestion, from 0 to 1: that at which clap suggests flags.
const ALIKE: f64 = 0.7;

/// The known names that are most like the text, the nearest first; none that is not alike. A name of
/// which the text is the beginning goes before others.
#[must_use]
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = |name: &str| name.trim_start_matches('-').to_lowercase();
    let text = folded(text);
    let likeness = |name: &str| match folded(name) {
        name if !text.is_empty() && name.starts_with(&text) => 1.0,
        name => strsim::jaro_winkler(&text, &name),
    };
    let mut alike: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .collect();
    alike.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    alike.into_iter().map(|(_, name)| name).collect()
}

/// ``did you mean `name`? `` to stand before a hint, or nothing.
#[must_use]
pub fn did_you_mean<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(text, known).first() {
        Some(name) => format!("did you mean `{name}`? "),
        None => String::new(),
    }
}
