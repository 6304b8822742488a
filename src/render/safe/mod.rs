//! Strings of an archive, made safe: one module a medium, and what they agree on.

pub(crate) mod csv_cell;
pub(crate) mod json_text;
pub(crate) mod markdown_text;
pub(crate) mod sarif_text;
pub(crate) mod shell_line;
pub(crate) mod terminal;
pub(crate) mod xlsx_text;

#[cfg(test)]
pub(crate) mod hostile;

/// Whether a character can act without being seen: control characters, bidirectional controls,
/// zero-width and other invisible characters, line and paragraph separators, tags, variation selectors.
/// Every medium writes these visibly.
pub(crate) fn concealed(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}
