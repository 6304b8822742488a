//! The settings as a listing: what holds and where it came from.

use super::{Origin, ROWS, Row, Settings};
use serde_json::{Map, Value as Json, json};

/// The listing in the form of `trailproof.toml`, origins as comments. A setting without a value is
/// commented out.
#[must_use]
pub fn to_toml(settings: &Settings) -> String {
    let mut text = match &settings.file {
        Some(path) => format!(
            "# configuration file: {}\n",
            one_line(&path.to_string_lossy())
        ),
        None => "# no configuration file\n".to_owned(),
    };
    let lines = settings.values().into_iter().map(|(value, origin)| {
        let origin = one_line(&origin.to_string());
        (value, origin)
    });
    tables(
        &mut text,
        lines.zip(ROWS),
        |name, row, (value, origin)| match value {
            Json::Null if row.otherwise.is_empty() => format!("# {name} is not set  # {origin}"),
            Json::Null => without(name, &origin, row.otherwise),
            value => format!("{name} = {}  # {origin}", inline(&value)),
        },
    );
    if let Some(Json::Object(members)) = policy(settings) {
        text += "\n[policy]\n";
        for (name, value) in members {
            text += &format!("{name} = {}\n", inline(value));
        }
    }
    text
}

/// Columns of the narrowest terminal that is written for.
const NARROW: usize = 60;

/// A setting that has no value, and what holds then: in the next line where one has no room for it.
fn without(name: &str, origin: &str, otherwise: &str) -> String {
    let line = format!("# {name} is not set  # {origin}: {otherwise}");
    match line.chars().count() <= NARROW {
        true => line,
        false => format!("# {name} is not set  # {origin}:\n#   {otherwise}"),
    }
}

/// The listing as one object of `{value, origin}` by key, with `default` in words where there is no value.
#[must_use]
pub fn to_json(settings: &Settings) -> String {
    let member = |((value, origin), row): ((Json, &Origin), &Row)| {
        let mut about = json!({"value": value, "origin": origin.to_string()});
        if value.is_null() && !row.otherwise.is_empty() {
            about["default"] = row.otherwise.into();
        }
        (row.key.to_owned(), about)
    };
    let members: Map<String, Json> = settings
        .values()
        .into_iter()
        .zip(ROWS)
        .map(member)
        .chain(policy(settings).map(|table| {
            let origin = settings.file.clone().map_or(Origin::Default, Origin::File);
            (
                "policy".to_owned(),
                json!({"value": table, "origin": origin.to_string()}),
            )
        }))
        .collect();
    format!("{:#}\n", Json::Object(members))
}

/// Table `[policy]` as it stands in the file.
fn policy(settings: &Settings) -> Option<&Json> {
    settings.policy.as_ref().map(|table| &table.shown)
}

/// Every key with its variable and its default, for the help.
#[must_use]
pub fn keys() -> String {
    let mut text = String::new();
    tables(
        &mut text,
        ROWS.iter().map(|row| ((), row)),
        |name, row, ()| {
            let variable = row.variable;
            format!("{name:<18}{variable:<33}{}", row.default_in_words())
        },
    );
    let indented = |line: &str| format!("  {line}").trim_end().to_owned() + "\n";
    text.lines().map(indented).collect()
}

/// A line for each row, under the name of its table.
fn tables<'r, T>(
    text: &mut String,
    rows: impl Iterator<Item = (T, &'r Row)>,
    line: impl Fn(&str, &Row, T) -> String,
) {
    let mut table = "";
    for (about, row) in rows {
        let (of, name) = row.key.rsplit_once('.').unwrap_or(("", row.key));
        if of != table {
            *text += &format!("\n[{of}]\n");
            table = of;
        }
        *text += &line(name, row, about);
        *text += "\n";
    }
}

/// A value as TOML has it. Scalars are as in JSON, objects are inline tables.
fn inline(value: &Json) -> String {
    let members = match value {
        Json::Object(members) => members,
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            return format!("[{}]", items.join(","));
        }
        // What JSON may leave as it is, and TOML may not.
        scalar => return scalar.to_string().replace('\u{7f}', "\\u007f"),
    };
    let member = |(name, value): (&String, &Json)| format!("{name} = {}", inline(value));
    let members: Vec<String> = members.iter().map(member).collect();
    format!("{{ {} }}", members.join(", "))
}

/// A path must not end the comment that it stands in, nor reach the terminal with controls.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
