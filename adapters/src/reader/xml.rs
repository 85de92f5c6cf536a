//! XML in a stream, by `quick-xml`: one event at a time, each limited in length. Entities that a document defines
//! itself are never expanded.

use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::error::ReadFault;
use super::limits::ROW_BYTES;
use super::meter::{Budget, Purse};
use super::spec::Format;

/// A document under way.
pub(super) struct Xml<R> {
    reader: Reader<BufReader<Budget<R>>>,
    purse: Purse,
    buffer: Vec<u8>,
    format: Format,
}

impl<R: Read> Xml<R> {
    /// `format` is what the document is called when it is damaged.
    pub(super) fn new(source: R, format: Format) -> Self {
        let (source, purse) = Budget::new(source);
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, source));
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            purse,
            buffer: Vec::new(),
            format,
        }
    }

    /// The next event. An empty element gives a start and an end.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ReadFault> {
        self.purse.refill(ROW_BYTES);
        self.buffer.clear();
        let format = self.format;
        self.reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| fault(&error, format))
    }
}

/// The attribute `name` of an element, its references resolved. `name` may leave out the prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| {
            let key = attribute.key;
            key.into_inner() == name || key.local_name().into_inner() == name
        })
        .and_then(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some(value.into_owned())
        })
}

/// The letter that a reference such as `&amp;` or `&#233;` stands for; nothing for one that the document defines.
pub(super) fn referenced(reference: &BytesRef<'_>, into: &mut String) {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        into.push(letter);
    } else if let Some(text) = quick_xml::escape::resolve_xml_entity(reference) {
        into.push_str(text);
    }
}

/// What a fault of the library means. Its text is dropped, because it may quote the document.
fn fault(error: &Error, format: Format) -> ReadFault {
    match error {
        Error::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => ReadFault::RowTooLong {
            limit_bytes: ROW_BYTES,
        },
        Error::Io(cause) if cause.raw_os_error().is_some() => {
            ReadFault::NotReadable(cause.kind().into())
        }
        _ => ReadFault::Damaged { format },
    }
}
