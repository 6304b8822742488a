//! The id of an event.

use wide::{bytemuck, u8x16, u16x8};

/// A UUID in its one canonical form, upper or lower case; the braced, bare and URN forms are not
/// ids. The uuid crate comes to the same, digit by digit in four times as many steps; there is one in
/// every event.
#[inline]
pub(super) fn uuid(text: &[u8]) -> Option<[u8; 16]> {
    let [
        a @ ..,
        b'-',
        b0,
        b1,
        b2,
        b3,
        b'-',
        c0,
        c1,
        c2,
        c3,
        b'-',
        d0,
        d1,
        d2,
        d3,
        b'-',
        e0,
        e1,
        e2,
        e3,
        f0,
        f1,
        f2,
        f3,
        f4,
        f5,
        f6,
        f7,
    ]: &[u8; 36] = text.try_into().ok()?
    else {
        return None;
    };
    let half = |low: [u8; 8], mid: [u8; 4], high: [u8; 4]| {
        let low = u128::from(u64::from_le_bytes(low));
        let mid = u128::from(u32::from_le_bytes(mid));
        let high = u128::from(u32::from_le_bytes(high));
        u8x16::new((low | mid << 64 | high << 96).to_le_bytes())
    };
    let first = half(*a, [*b0, *b1, *b2, *b3], [*c0, *c1, *c2, *c3]);
    let second = half(
        [*d0, *d1, *d2, *d3, *e0, *e1, *e2, *e3],
        [*f0, *f1, *f2, *f3],
        [*f4, *f5, *f6, *f7],
    );
    let (first, first_sound) = nibbles(first);
    let (second, second_sound) = nibbles(second);
    ((first_sound & second_sound).to_bitmask() == 0xffff)
        .then(|| u8x16::narrow_i16x8(pairs(first), pairs(second)).to_array())
}

/// The value of each hexadecimal digit, and which bytes are one.
#[inline(always)]
fn nibbles(digits: u8x16) -> (u8x16, u8x16) {
    let figure = digits ^ u8x16::splat(b'0');
    let is_figure = figure.min(u8x16::splat(9)).simd_eq(figure);
    let letter = (digits | u8x16::splat(0x20)) - u8x16::splat(b'a');
    let is_letter = letter.min(u8x16::splat(5)).simd_eq(letter);
    let value = (digits & u8x16::splat(0x0f)) + (is_letter & u8x16::splat(9));
    (value, is_figure | is_letter)
}

/// Two nibbles to one byte, each in the room of two.
#[inline(always)]
fn pairs(nibbles: u8x16) -> wide::i16x8 {
    let pairs: u16x8 = bytemuck::cast(nibbles);
    bytemuck::cast(((pairs << 4) | (pairs >> 8)) & u16x8::splat(0xff))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #[test]
        fn reads_what_the_uuid_crate_reads_in_that_form(
            text in "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            at in 0..36usize,
            byte in any::<u8>(),
        ) {
            let mut text = text.into_bytes();
            for _ in 0..2 {
                let want = Uuid::try_parse_ascii(&text).ok().map(Uuid::into_bytes);
                prop_assert_eq!(super::uuid(&text), want, "{:?}", text);
                text[at] = byte;
            }
        }
    }

    #[test]
    fn other_forms_are_none() {
        let id = "01234567-89ab-4def-8123-0000000000ff";
        assert!(super::uuid(id.as_bytes()).is_some());
        for other in [
            "",
            &id[1..],
            &id.replace('-', ""),
            &format!("{{{id}}}"),
            &format!("urn:uuid:{id}"),
        ] {
            assert_eq!(super::uuid(other.as_bytes()), None, "{other}");
        }
    }
}
