//! What a terminal allows: colour and width.

use super::Target;
use crate::config::{ColorChoice, Environment, Setting};

/// Whether to colour what goes to the target. An explicit choice wins, as
/// <https://no-color.org> asks; without one, `NO_COLOR`, a dumb terminal and anything that is no
/// terminal stay plain.
#[must_use]
pub fn is_colored(
    choice: &Setting<ColorChoice>,
    target: &Target,
    environment: &Environment,
) -> bool {
    colored(choice, target.is_terminal(), environment)
}

pub(super) fn colored(
    choice: &Setting<ColorChoice>,
    terminal: bool,
    environment: &Environment,
) -> bool {
    match choice.value {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            terminal
                && environment.get_os("NO_COLOR").is_none()
                && environment.get_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// Columns of the terminal that the target is; `None` for anything else, which is never cut.
#[must_use]
pub fn width(target: &Target) -> Option<usize> {
    if *target != Target::Stdout || !target.is_terminal() {
        return None;
    }
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0)).filter(|columns| *columns > 0)
}
