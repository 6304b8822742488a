//! Lines of text as they are written one below the other.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Width for which text is laid out where nothing says how wide it may be.
const USUAL: usize = 80;
/// Text is not laid out for less: a year of weeks and the columns of a ranking need it.
const LEAST: usize = 60;
/// Nor for more: long lines are hard to read.
const MOST: usize = 120;

/// Lines of text that are being laid out.
pub(super) struct Layout {
    /// Width to lay text out for.
    pub(super) width: usize,
    /// Whether what is wider has to be shortened.
    pub(super) fits: bool,
    text: String,
}

impl Layout {
    pub(super) fn new(terminal: Option<u16>) -> Self {
        Self {
            width: terminal.map_or(USUAL, |width| usize::from(width).clamp(LEAST, MOST)),
            fits: terminal.is_some(),
            text: String::new(),
        }
    }

    pub(super) fn line(&mut self, line: &str) {
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
            let word = if self.fits {
                shortened(word, room)
            } else {
                word.to_owned()
            };
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
        self.line(&format!("{lead}{line}"));
    }

    /// The text as it fits the page after so many columns.
    pub(super) fn fitted(&self, text: &str, after: usize) -> String {
        if self.fits {
            shortened(text, self.width.saturating_sub(after))
        } else {
            text.to_owned()
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
    fn text_hangs_from_its_sign() {
        let mut page = Layout::new(Some(60));
        page.sentence("!  ", &"word ".repeat(12));
        page.gap();
        page.gap();
        page.sentence("!  ", &"w".repeat(60));
        insta::assert_snapshot!(page.text(), @r#"
        !  word word word word word word word word word word word
           word

        !  wwwwwwwwwwwwwwwwwwwwwwwwwwww…wwwwwwwwwwwwwwwwwwwwwwwwwwww
        "#);
    }
}
