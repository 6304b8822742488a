//! A command line that a shell reads as these words.

/// The words, quoted where a shell would take them for something else.
pub(crate) fn shell_line<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    // No word holds a NUL: none could be given to a program. What cannot be quoted is shown as it is.
    let quoted = words
        .into_iter()
        .map(|word| shlex::try_quote(word).unwrap_or(word.into()));
    quoted.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::safe::hostile;

    #[test]
    fn a_shell_reads_the_words_that_were_given() {
        for text in hostile::CORPUS.iter().filter(|text| !text.contains('\0')) {
            let words = ["report", text, "--app", "it's"];
            let line = shell_line(words);
            assert_eq!(shlex::split(&line).unwrap(), words, "{line}");
        }
        assert_eq!(
            shell_line(["report", "a b.json", "--ip", "::1"]),
            "report 'a b.json' --ip ::1"
        );
    }
}
