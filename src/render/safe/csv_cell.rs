//! A cell that a spreadsheet opens: it must not become a formula.

use super::concealed;
use std::borrow::Cow;

/// The text as a cell, and whether it had to be altered: text that a spreadsheet could take for a formula gets a
/// leading apostrophe. Everything else about it stays as it is; quoting is the writer's business.
pub(crate) fn cell(text: &str) -> (Cow<'_, str>, bool) {
    if is_formula(text) {
        (Cow::Owned(format!("'{text}")), true)
    } else {
        (Cow::Borrowed(text), false)
    }
}

/// Blanks, quotes and what cannot be seen are passed over, because programs that open the file may drop them;
/// a leading tab or line break is itself a way in.
fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .chars()
            .find(|c| !(c.is_whitespace() || concealed(*c) || matches!(c, '"' | '\'')))
            .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_get_an_apostrophe() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\tx",
            "\rx",
            "\nx",
            " \u{a0}=1",
            "\"=1",
            "'=1",
            "\u{feff}=1",
            "＝1",
            "＋1",
            "－1",
            "＠SUM",
        ] {
            let (cell, altered) = cell(text);
            assert_eq!(
                (cell.as_ref(), altered),
                (format!("'{text}").as_str(), true)
            );
        }
    }

    #[test]
    fn what_is_no_formula_is_left_alone() {
        for text in [
            "",
            " ",
            "a=1",
            "ann+test@acme.example",
            "2018-05-01",
            "1T09",
            "\u{1b}[1m",
        ] {
            assert_eq!(cell(text), (Cow::Borrowed(text), false));
        }
    }
}
