//! The templates of the pages: those built in, and those that a user puts in their place.

use crate::render::{RenderError, TemplateFault};
use std::collections::BTreeMap;
use tera::{ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

const BUILT_IN: [(&str, &str); 10] = [
    ("page.html", include_str!("../../../templates/page.html")),
    ("parts.html", include_str!("../../../templates/parts.html")),
    (
        "report.html",
        include_str!("../../../templates/report.html"),
    ),
    ("diff.html", include_str!("../../../templates/diff.html")),
    (
        "validation.html",
        include_str!("../../../templates/validation.html"),
    ),
    ("page.css", include_str!("../../../templates/page.css")),
    ("page.js", include_str!("../../../templates/page.js")),
    ("diff.css", include_str!("../../../templates/diff.css")),
    (
        "validation.css",
        include_str!("../../../templates/validation.css"),
    ),
    (
        "comparison.html",
        include_str!("../../../templates/comparison.html"),
    ),
];

/// Templates, style and script of a user, by name. Those that are missing are the built-in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// The names that are built in.
    pub const NAMES: [&str; BUILT_IN.len()] = {
        let mut names = [""; BUILT_IN.len()];
        let mut place = 0;
        while place < names.len() {
            names[place] = BUILT_IN[place].0;
            place += 1;
        }
        names
    };

    /// Whether a file of that name is a template, and not merely beside them. The engine escapes by the end of this
    /// name: nothing else may become one.
    #[must_use]
    pub fn takes(name: &str) -> bool {
        name.ends_with(".html") || Self::NAMES.contains(&name)
    }

    /// These, and for the rest those built in.
    ///
    /// # Errors
    /// A template that cannot be understood.
    pub fn new(own: impl IntoIterator<Item = (String, String)>) -> Result<Self, TemplateFault> {
        let templates = Self(
            own.into_iter()
                .filter(|(name, _)| Self::takes(name))
                .collect(),
        );
        let within = [
            ("page.css", "</style"),
            ("diff.css", "</style"),
            ("validation.css", "</style"),
            ("page.js", "</script"),
        ];
        for (name, end) in within {
            let text = templates.text(name).to_ascii_lowercase();
            if let Some(at) = text.find(end) {
                let line = text[..at].matches('\n').count() + 1;
                return Err(TemplateFault {
                    file: name.to_owned(),
                    message: format!(
                        "line {line}: {end} would end the element that contains the text; remove it"
                    ),
                });
            }
        }
        templates.engine()?;
        Ok(templates)
    }

    /// The style of a page: what all have in common, and what is of a page of that name alone.
    pub(super) fn style(&self, page: &str) -> String {
        let own = page.replace(".html", ".css");
        format!("{}{}", self.text("page.css"), self.text(&own))
    }

    /// A style or the script.
    pub(super) fn text(&self, name: &str) -> &str {
        let built_in = || BUILT_IN.iter().find(|(known, _)| *known == name);
        self.0
            .get(name)
            .map(String::as_str)
            .or_else(|| built_in().map(|(_, text)| *text))
            .unwrap_or_default()
    }

    /// The engine with all templates. No template can switch escaping off: the filter for it is not registered.
    pub(super) fn engine(&self) -> Result<Tera, TemplateFault> {
        let mut tera = Tera::new();
        tera.register_filter("safe", unsafe_value);
        tera.register_filter("breakable", super::breaks::breakable);
        let names = BUILT_IN.iter().map(|(name, _)| *name);
        let extra = self.0.keys().map(String::as_str);
        let mut names: Vec<&str> = names
            .chain(extra)
            .filter(|name| name.ends_with(".html"))
            .collect();
        names.sort_unstable();
        names.dedup();
        tera.add_raw_templates(names.into_iter().map(|name| (name, self.text(name))))
            .map_err(|error| fault(&error))?;
        Ok(tera)
    }
}

fn unsafe_value(_: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(tera::Error::message(
        "the filter `safe` does not exist here: all text of an archive is escaped",
    ))
}

/// What the engine says, in a sentence with file and line.
pub(super) fn fault(error: &tera::Error) -> TemplateFault {
    let placed = |report: &ReportError| TemplateFault {
        file: report.filename().to_owned(),
        message: format!("line {}: {}", report.span().start_line, report.message()),
    };
    let named = |file: &str, message: String| TemplateFault {
        file: file.to_owned(),
        message,
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => placed(report),
        ErrorKind::MissingParent { current, parent } => {
            named(current, format!("it extends {parent}, which is not there"))
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            named(tpl, "it extends itself through other templates".to_owned())
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            named(tpl, "it includes itself through other templates".to_owned())
        }
        _ => named("", error.to_string()),
    }
}

impl From<TemplateFault> for RenderError {
    fn from(TemplateFault { file, message }: TemplateFault) -> Self {
        Self::Template { file, message }
    }
}
