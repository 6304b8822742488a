//! `trailproof pseudonyms`, and the key of other commands.

use super::{Context, rules::show, status};
use crate::archive;
use crate::cli::{
    Pseudonymised, PseudonymsArgs, PseudonymsCommand, PseudonymsNewArgs, PseudonymsResolveArgs,
};
use crate::config::load_key;
use crate::error::{Error, ExitStatus, Result};
use crate::filter::Filter;
use crate::identity::Names;
use crate::output::Target;
use crate::pseudonym::{Key, Known, Pseudonyms, Resolver, Wanted};
use crate::view::pseudonyms::{ResolvedRow, ResolvedView};
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

/// The key of a run.
#[derive(Debug)]
pub(super) struct Under(Option<Key>);

impl Under {
    /// What the flag says. A file of rejected records has them as they are, so it is refused beside pseudonyms.
    pub(super) fn of(names: &Pseudonymised, rejects: bool) -> Result<Self> {
        if names.pseudonyms.is_some() && rejects {
            let what =
                "--rejects writes records unchanged, with the names that --pseudonyms replaces";
            return Err(Error::Usage(what.to_owned()).hint("leave out one of the two"));
        }
        names
            .pseudonyms
            .as_deref()
            .map(load_key)
            .transpose()
            .map(Self)
    }

    /// The pseudonyms for what readings of these names show.
    pub(super) fn pseudonyms(&self, readings: &[&Names]) -> Option<Pseudonyms> {
        let key = self.0.clone()?;
        Some(Pseudonyms::new(key, Known::of(readings)))
    }
}

pub(super) fn run(
    args: &PseudonymsArgs,
    context: impl FnOnce() -> Result<Context>,
) -> Result<ExitStatus> {
    match &args.command {
        PseudonymsCommand::New(args) => new(args, &context()?),
        PseudonymsCommand::Resolve(args) => resolve(args, &context()?),
    }
}

fn new(args: &PseudonymsNewArgs, context: &Context) -> Result<ExitStatus> {
    let target = Target::new(Some(args.key.clone()), false).with_mode(Some(0o600));
    let Some(path) = target.path() else {
        let what = "a key cannot be written to standard output";
        return Err(Error::Usage(what.to_owned()).hint("name a file"));
    };
    target.check(&context.inputs())?;
    let (text, key) =
        Key::generate().map_err(|error| target.failed(std::io::Error::other(error.to_string())))?;
    target.write(&text)?;
    let note = format!(
        "wrote {}, the key {}; keep it separate from archives and documents",
        path.display(),
        key.id()
    );
    context.diagnostics.note(&note);
    Ok(ExitStatus::Done)
}

/// Archives, and the tokens that are to be resolved. A file that is there is an archive, whatever its name looks like.
fn parted(words: &[OsString]) -> Result<(Vec<OsString>, Vec<String>)> {
    let (mut archives, mut tokens) = (Vec::new(), Vec::new());
    for word in words {
        match word.to_str().and_then(Wanted::tokens) {
            Some(more) if !Path::new(word).exists() => tokens.extend(more),
            _ => archives.push(word.clone()),
        }
    }
    let lacking = |what: &str, hint: &str| Err(Error::Usage(what.to_owned()).hint(hint));
    if tokens.is_empty() {
        return lacking(
            "no pseudonym was given",
            "give it after the archives, for example usr_q3kz5ydl2mhvtw7a",
        );
    }
    if archives.is_empty() {
        return lacking(
            "no archive was given",
            "give the archives that contain the names, before the pseudonyms",
        );
    }
    Ok((archives, tokens))
}

fn resolve(args: &PseudonymsResolveArgs, context: &Context) -> Result<ExitStatus> {
    let key = load_key(&args.key)?;
    let (archives, tokens) = parted(&args.words)?;
    let target = args.shown.output.target();
    let sources = context.discover(&archives)?;
    let inputs = context.inputs().archives(&sources);
    target.check(&inputs.file("the key", Some(&args.key)))?;
    let id = key.id();
    let pseudonyms = Pseudonyms::new(key, Known::default()).looking_for(Wanted::new(tokens));
    let pseudonyms = Arc::new(pseudonyms);
    let filter = Filter::default();
    let counted = context.count(&sources, &filter, None, |it| it, &|| {
        Resolver::new(&pseudonyms)
    })?;
    for archive in &counted.archives {
        let _ = pseudonyms.file(&archive.path);
    }
    let incomplete = archive::incomplete(&counted.archives);
    context.say_incomplete(&incomplete);
    let view = ResolvedView::of(id, rows(&pseudonyms));
    show(&view, &args.shown, &target, context)?;
    let unknown = view.tokens.iter().any(|row| row.name.is_none());
    Ok(status(!incomplete.is_empty(), unknown))
}

fn rows(pseudonyms: &Pseudonyms) -> Vec<ResolvedRow> {
    let mut rows = Vec::new();
    for (token, names) in pseudonyms.found() {
        if names.is_empty() {
            rows.push(ResolvedRow {
                token: token.clone(),
                kind: None,
                name: None,
            });
        }
        rows.extend(names.into_iter().map(|(kind, name)| ResolvedRow {
            token: token.clone(),
            kind: Some(kind.word()),
            name: Some(name),
        }));
    }
    rows
}
