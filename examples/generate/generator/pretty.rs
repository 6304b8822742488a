//! Indents compact JSON the way jq prints it, token by token, without a tree.

/// Appends `compact`, one valid JSON value without white space, with two spaces for each level.
/// `depth` is the level at which the value stands. Numbers and strings are copied as they are.
pub fn indent(compact: &[u8], depth: usize, out: &mut Vec<u8>) {
    let mut depth = depth;
    let mut rest = compact;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => {
                let length = string_length(rest);
                out.push(b'"');
                out.extend_from_slice(&rest[..length]);
                rest = &rest[length..];
            }
            b'{' | b'[' => {
                out.push(byte);
                if let Some(&close @ (b'}' | b']')) = rest.first() {
                    out.push(close);
                    rest = &rest[1..];
                } else {
                    depth += 1;
                    new_line(depth, out);
                }
            }
            b'}' | b']' => {
                depth -= 1;
                new_line(depth, out);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(depth, out);
            }
            b':' => out.extend_from_slice(b": "),
            _ => out.push(byte),
        }
    }
}

/// Ends the line and indents the next one to level `depth`.
pub fn new_line(depth: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

/// Bytes of a string after its opening quote, up to and with its closing one.
fn string_length(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}
