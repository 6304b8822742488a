//! The settings as a listing: what holds and where it came from.

use super::{LimitSettings, ReportSettings, Setting, Settings, ValidateSettings, Value};
use serde_json::{Map, Value as Json, json};

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Key, `report.top` for `top` in the table `[report]`.
    pub key: &'static str,
    /// Value; null for a setting without one.
    pub value: Json,
    /// Where it came from.
    pub origin: String,
}

/// Every setting, those of one table together.
#[must_use]
pub fn rows(settings: &Settings) -> Vec<Row> {
    let Settings {
        file: _,
        catalog,
        threads,
        color,
        progress,
        tz,
        report:
            ReportSettings {
                format,
                top,
                by,
                strict,
                allow_incomplete,
            },
        limits,
        validate,
    } = settings;
    let LimitSettings {
        max_decompressed,
        max_ratio,
        max_members,
        max_event,
        max_string,
        max_depth,
        max_rejects,
    } = limits;
    let ValidateSettings {
        format: verdict_format,
        select,
        fail_on,
        max_findings,
        ignore,
    } = validate;
    vec![
        row("catalog", catalog),
        row("threads", threads),
        row("color", color),
        row("progress", progress),
        row("tz", tz),
        row("report.format", format),
        optional("report.top", top),
        optional("report.by", by),
        row("report.strict", strict),
        row("report.allow_incomplete", allow_incomplete),
        row("limits.max_decompressed", max_decompressed),
        row("limits.max_ratio", max_ratio),
        row("limits.max_members", max_members),
        optional("limits.max_event", max_event),
        optional("limits.max_string", max_string),
        optional("limits.max_depth", max_depth),
        row("limits.max_rejects", max_rejects),
        row("validate.format", verdict_format),
        optional("validate.select", select),
        row("validate.fail_on", fail_on),
        row("validate.max_findings", max_findings),
        optional("validate.ignore", ignore),
    ]
}

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
    let mut table = "";
    for Row { key, value, origin } in rows(settings) {
        let (of, name) = key.rsplit_once('.').unwrap_or(("", key));
        if of != table {
            text += &format!("\n[{of}]\n");
            table = of;
        }
        let origin = one_line(&origin);
        text += &match value {
            Json::Null => format!("# {name} is not set  # {origin}\n"),
            value => format!("{name} = {}  # {origin}\n", inline(&value)),
        };
    }
    text
}

/// A value as TOML has it. Scalars and lists are as in JSON, objects are inline tables.
fn inline(value: &Json) -> String {
    let Json::Object(members) = value else {
        return value.to_string();
    };
    let member = |(name, value): (&String, &Json)| format!("{name} = {}", inline(value));
    let members: Vec<String> = members.iter().map(member).collect();
    format!("{{ {} }}", members.join(", "))
}

/// The listing as one object of `{value, origin}` by key.
#[must_use]
pub fn to_json(settings: &Settings) -> String {
    let members: Map<String, Json> = rows(settings)
        .into_iter()
        .map(|row| {
            let about = json!({"value": row.value, "origin": row.origin});
            (row.key.to_owned(), about)
        })
        .collect();
    format!("{:#}\n", Json::Object(members))
}

/// A path must not end the comment that it stands in, nor reach the terminal with controls.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

fn row<T: Value>(key: &'static str, setting: &Setting<T>) -> Row {
    Row {
        key,
        value: setting.value.to_json(),
        origin: setting.origin.to_string(),
    }
}

fn optional<T: Value>(key: &'static str, setting: &Setting<Option<T>>) -> Row {
    Row {
        key,
        value: setting.value.as_ref().map_or(Json::Null, Value::to_json),
        origin: setting.origin.to_string(),
    }
}
