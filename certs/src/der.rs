//! Reads the two things of a certificate that the TLS library does not hand over: the purposes of
//! its extended key usage, and whether it is an authority's. The certificate has been parsed before; this reader still refuses
//! rather than panics on any bytes.

/// OID 2.5.29.37, the extended key usage.
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
/// OID 1.3.6.1.5.5.7.3.2, client authentication.
pub(crate) const CLIENT_AUTH: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02];
/// OID 1.3.6.1.5.5.7.3.1, server authentication.
pub(crate) const SERVER_AUTH: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];

/// OID 2.5.29.19, the basic constraints.
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];

const BOOLEAN: u8 = 0x01;
const SEQUENCE: u8 = 0x30;
const OBJECT_IDENTIFIER: u8 = 0x06;
const OCTET_STRING: u8 = 0x04;
const EXTENSIONS: u8 = 0xa3;

/// The object identifiers of a certificate's extended key usage; `None` when it has none, has it
/// twice, or is malformed.
pub(crate) fn extended_key_usage(certificate: &[u8]) -> Option<Vec<Vec<u8>>> {
    let value = extension(certificate, EXTENDED_KEY_USAGE)?;
    let (_, mut list) = element(value, SEQUENCE)?;
    let mut purposes = Vec::new();
    while !list.is_empty() {
        let (rest, identifier) = element(list, OBJECT_IDENTIFIER)?;
        purposes.push(identifier.to_vec());
        list = rest;
    }
    Some(purposes)
}

/// Whether the certificate is an authority's.
pub(crate) fn is_authority(certificate: &[u8]) -> bool {
    extension(certificate, BASIC_CONSTRAINTS)
        .and_then(|value| element(value, SEQUENCE))
        .and_then(|(_, constraints)| element(constraints, BOOLEAN))
        .is_some_and(|(_, flag)| flag == [0xff])
}

/// The value of the one extension with this identifier.
fn extension<'a>(certificate: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let (_, certificate) = element(certificate, SEQUENCE)?;
    let (_, mut fields) = element(certificate, SEQUENCE)?;
    let extensions = loop {
        let (tag, content, rest) = any(fields)?;
        if tag == EXTENSIONS {
            break content;
        }
        fields = rest;
    };
    let (_, mut extensions) = element(extensions, SEQUENCE)?;
    let mut found = None;
    while !extensions.is_empty() {
        let (rest, extension) = element(extensions, SEQUENCE)?;
        extensions = rest;
        let (value, identifier) = element(extension, OBJECT_IDENTIFIER)?;
        if identifier != wanted {
            continue;
        }
        if found.is_some() {
            return None;
        }
        let value = match any(value)? {
            (BOOLEAN, _, after_critical) => after_critical,
            _ => value,
        };
        found = Some(element(value, OCTET_STRING)?.1);
    }
    found
}

/// The rest and the content of the element that starts here and must have `tag`.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, content, rest) = any(bytes)?;
    (found == tag).then_some((rest, content))
}

/// Tag, content and rest of the element that starts here.
fn any(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let count = usize::from(first & 0x7f);
        if count == 0 || count > 4 || rest.len() < count {
            return None;
        }
        let (digits, rest) = rest.split_at(count);
        let length = digits
            .iter()
            .fold(0usize, |length, digit| (length << 8) | usize::from(*digit));
        (length, rest)
    };
    if rest.len() < length {
        return None;
    }
    let (content, rest) = rest.split_at(length);
    Some((tag, content, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = super::extended_key_usage(&bytes);
            let _ = super::is_authority(&bytes);
        }
    }
}
