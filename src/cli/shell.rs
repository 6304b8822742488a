//! `trailproof completions` and `trailproof man`: made from the definitions of the command line.

use super::{definition, help};
use clap::Args;
use clap_complete::Shell;
use clap_mangen::Man;
use std::path::PathBuf;

/// Arguments of `trailproof completions`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::COMPLETIONS)]
pub struct CompletionsArgs {
    /// Shell to write them for
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// Arguments of `trailproof man`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::MAN)]
pub struct ManArgs {
    /// Write one page per command to this folder, created if necessary; existing pages are replaced
    /// [default: the page of trailproof itself, to standard output]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// A manual page.
#[derive(Debug)]
pub struct Page {
    /// Name of its file.
    pub file: String,
    /// Its text.
    pub text: Vec<u8>,
}

/// The completions for a shell.
#[must_use]
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "trailproof", &mut script);
    script
}

/// The manual pages: that of the program, then those of its commands in the order of the help.
///
/// # Errors
/// Those of writing into memory: none.
pub fn manual() -> std::io::Result<Vec<Page>> {
    let mut root = definition().disable_help_subcommand(true);
    root.build();
    let mut pages = Vec::new();
    let mut commands = vec![root];
    while let Some(command) = commands.pop() {
        let below = command.get_subcommands().filter(|sub| !sub.is_hide_set());
        commands.extend(below.cloned().collect::<Vec<_>>().into_iter().rev());
        let page = Man::new(command).manual("trailproof manual");
        let mut text = Vec::new();
        page.render(&mut text)?;
        pages.push(Page {
            file: page.get_filename(),
            text,
        });
    }
    Ok(pages)
}
