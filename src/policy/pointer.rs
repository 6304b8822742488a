//! JSON pointers (RFC 6901) into the `data` of an event.

/// A place in a JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pointer {
    text: String,
    tokens: Vec<String>,
}

impl Pointer {
    /// Reads a pointer to something inside the value. `None` for what is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let tokens = text.strip_prefix('/')?.split('/').map(token);
        Some(Self {
            text: text.to_owned(),
            tokens: tokens.collect::<Option<_>>()?,
        })
    }

    /// Names of members, or numbers of elements, from the outside in.
    #[must_use]
    pub fn tokens(&self) -> &[String] {
        &self.tokens
    }

    /// As it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A token without its escapes: `~0` is `~`, `~1` is `/`.
fn token(text: &str) -> Option<String> {
    let mut parts = text.split('~');
    let mut token = parts.next()?.to_owned();
    for part in parts {
        let (escaped, rest) = match part.as_bytes().first()? {
            b'0' => ('~', &part[1..]),
            b'1' => ('/', &part[1..]),
            _ => return None,
        };
        token.push(escaped);
        token.push_str(rest);
    }
    Some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_read_as_the_standard_has_them() {
        let tokens = |text| Pointer::parse(text).map(|pointer| pointer.tokens);
        assert_eq!(
            tokens("/a/0/b~1c~0d~01"),
            Some(["a", "0", "b/c~d~1"].map(str::to_owned).to_vec())
        );
        assert_eq!(tokens("/"), Some(vec![String::new()]));
        for bad in ["", "a", "a/b", "/a~", "/a~2", "/~é"] {
            assert_eq!(tokens(bad), None, "{bad}");
        }
    }
}
