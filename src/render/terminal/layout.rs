//! Lines of text as they are written one below the other.

use super::paint::{END, is_style};
use crate::render::TableOptions;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Width for which text is laid out where nothing says how wide it may be.
const USUAL: usize = 80;
/// Text is not laid out for less: a year of weeks and the columns of a ranking need it.
const LEAST: usize = 60;
/// Nor for more: long lines are hard to read.
const MOST: usize = 120;
/// Tables may be as wide as this.
const WIDEST: usize = 200;

/// A name takes no more lines than this on a terminal.
const MOST_LINES: usize = 6;

/// Lines of text that are being laid out.
pub(super) struct Layout {
    /// Width to lay text out for.
    pub(super) width: usize,
    /// Width to lay tables out for.
    pub(super) room: usize,
    /// What becomes of what is wider.
    pub(super) wider: Wider,
    text: String,
}

/// What becomes of what is wider than the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wider {
    /// It is broken into lines, of what is longer than anyone reads the middle is left out: on a terminal, which a
    /// hostile name must not fill.
    Shortened,
    /// It is broken into lines: a width was asked for, and nothing may be lost.
    Broken,
    /// Nothing: no width is known.
    Kept,
}

impl Layout {
    /// For a terminal of that width.
    #[cfg(test)]
    pub(super) fn new(terminal: Option<u16>) -> Self {
        Self::of(&TableOptions {
            terminal: true,
            width: terminal,
            color: false,
        })
    }

    /// For where the text goes.
    pub(super) fn of(options: &TableOptions) -> Self {
        let to = |most: usize| {
            let width = options.width.map(usize::from);
            width.map_or(USUAL, |width| width.clamp(LEAST, most))
        };
        Self {
            width: to(MOST),
            room: to(WIDEST),
            wider: match (options.width, options.terminal) {
                (None, _) => Wider::Kept,
                (_, true) => Wider::Shortened,
                (_, false) => Wider::Broken,
            },
            text: String::new(),
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if self.wider == Wider::Kept || line.width() <= self.room {
            return self.whole(line);
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let lead = " ".repeat(indent + 2);
        let (start, text) = line.split_at(indent);
        for (place, part) in broken(text, self.room - lead.len()).iter().enumerate() {
            let lead = if place == 0 { start } else { &lead };
            self.whole(&format!("{lead}{part}"));
        }
    }

    /// A line as it is, however long: it is to be copied.
    pub(super) fn whole(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, never two.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A sentence after its sign, broken between words, each further line indented to the first.
    pub(super) fn sentence(&mut self, sign: &str, text: &str) {
        self.hanging(sign, &" ".repeat(sign.width()), text.split(' '));
    }

    /// Words after what leads the first line, and what leads each further one.
    pub(super) fn hanging<'a>(
        &mut self,
        first: &str,
        further: &str,
        words: impl IntoIterator<Item = &'a str>,
    ) {
        let room = self.width.saturating_sub(first.width());
        let mut line = String::new();
        let mut lead = first;
        for word in words {
            let parts = match self.wider {
                Wider::Kept => vec![word.to_owned()],
                _ if word.width() <= room => vec![word.to_owned()],
                _ => broken(&self.capped(word, room), room.max(1)),
            };
            for (place, word) in parts.into_iter().enumerate() {
                // A part of a word that was broken begins a line.
                if place > 0 {
                    self.line(&format!("{lead}{line}"));
                    lead = further;
                    line.clear();
                }
                if !line.is_empty() && line.width() + 1 + word.width() > room {
                    self.line(&format!("{lead}{line}"));
                    lead = further;
                    line.clear();
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
            }
        }
        self.line(&format!("{lead}{line}"));
    }

    /// The text, on a terminal no longer than some lines of so many columns.
    pub(super) fn capped(&self, text: &str, room: usize) -> String {
        match self.wider {
            Wider::Shortened => shortened(text, room * MOST_LINES),
            Wider::Broken | Wider::Kept => text.to_owned(),
        }
    }

    pub(super) fn text(self) -> String {
        self.text
    }
}

/// The text in so many columns, its middle left out where it is wider: both ends tell names apart.
pub(super) fn shortened(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let room = room.saturating_sub(1);
    let head: String = taken(text.graphemes(true), room.div_ceil(2)).concat();
    let mut tail = taken(
        text.graphemes(true).rev(),
        room.saturating_sub(head.width()),
    );
    tail.reverse();
    format!("{head}…{}", tail.concat())
}

/// The text in lines of so many columns, broken between words where it can be. A style goes on in the next line.
pub(super) fn broken(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Lines::default();
    for (place, word) in text.split(' ').enumerate() {
        let width = word.width();
        if place > 0 {
            match lines.used > 0 && lines.used + 1 + width > room {
                true => lines.end(),
                false => lines.push(" ", 1),
            }
        }
        lines.part = None;
        // An address goes on after its @ rather than within its domain, if that fits one line.
        let domain = word.rsplit_once('@').map(|(_, domain)| domain.width());
        let whole = domain.is_some_and(|width| width <= room);
        let mut at_sign = false;
        for grapheme in word.graphemes(true) {
            let width = grapheme.width();
            if lines.used > 0 && lines.used + width > room {
                lines.end_within();
                at_sign = false;
            }
            lines.push(grapheme, width);
            at_sign |= whole && grapheme == "@";
            let part = matches!(grapheme, "." | "-" | "_" | "/" | ":") && !at_sign;
            if part || grapheme == "@" {
                lines.part = Some((lines.line.len(), lines.used));
            }
        }
    }
    lines.end();
    lines.done
}

/// Lines that are being filled.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    used: usize,
    /// The style that is in force.
    style: Option<char>,
    /// Where in the line a part of the last word ends, in bytes and in columns.
    part: Option<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, text: &str, width: usize) {
        for c in text.chars().filter(|c| is_style(*c)) {
            self.style = (c != END).then_some(c);
        }
        self.line.push_str(text);
        self.used += width;
    }

    /// Ends the line within a word, behind one of its parts where there is one.
    fn end_within(&mut self) {
        let Some((at, used)) = self.part.take().filter(|(at, _)| *at < self.line.len()) else {
            return self.end();
        };
        let rest = self.line.split_off(at);
        let left = self.used - used;
        self.end();
        self.line.push_str(&rest);
        self.used = left;
    }

    fn end(&mut self) {
        if self.style.is_some() {
            self.line.push(END);
        }
        self.done.push(std::mem::take(&mut self.line));
        self.line.extend(self.style);
        self.used = 0;
    }
}

fn taken<'a>(graphemes: impl Iterator<Item = &'a str>, room: usize) -> Vec<&'a str> {
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += grapheme.width();
        used <= room
    };
    graphemes.take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_left_out() {
        for (text, room, short) in [
            ("abcdefgh", 8, "abcdefgh"),
            ("abcdefgh", 5, "ab…gh"),
            ("abcdefgh", 4, "ab…h"),
            ("東京東京東京", 6, "東…京"),
            ("abcdefgh", 1, "…"),
        ] {
            assert_eq!(shortened(text, room), short);
        }
    }

    #[test]
    fn what_is_broken_loses_nothing_and_keeps_its_style() {
        for (text, room, lines) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("a abcdefgh", 4, vec!["a", "abcd", "efgh"]),
            ("ann@acme.example", 9, vec!["ann@acme.", "example"]),
            ("ann@acme.example", 8, vec!["ann@", "acme.", "example"]),
            ("東京東京", 5, vec!["東京", "東京"]),
            ("", 4, vec![""]),
        ] {
            assert_eq!(broken(text, room), lines, "{text}");
        }
        let styled = crate::render::terminal::paint::styled('\u{2062}', "abcd");
        assert_eq!(
            broken(&styled, 2),
            ["\u{2062}ab\u{2060}", "\u{2062}cd\u{2060}"]
        );
    }

    #[test]
    fn text_hangs_from_its_sign() {
        let mut page = Layout::new(Some(60));
        page.sentence("!  ", &"word ".repeat(12));
        page.gap();
        page.gap();
        page.sentence("!  ", &"w".repeat(60));
        insta::assert_snapshot!(page.text(), @r#"
        !  word word word word word word word word word word word
           word

        !  wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww
           www
        "#);
    }
}
