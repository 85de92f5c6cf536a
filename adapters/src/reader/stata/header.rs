//! The head of a `.dta` file: its variables, where its records begin and how many there are. Until version 115 the
//! parts follow each other by their lengths; since 117 each has a tag, and a map tells where it is.

use encoding_rs::Encoding;

use super::super::binary::{Binary, until_nul};
use super::super::error::ReadFault;
use super::decoded;

/// What the head says.
pub(super) struct Header {
    pub(super) version: u16,
    pub(super) is_big_endian: bool,
    pub(super) variables: Vec<Variable>,
    pub(super) records: u64,
    pub(super) record_bytes: usize,
    /// Where the first record is.
    pub(super) data: u64,
    /// Where the long texts are, since version 117.
    pub(super) long_texts: Option<u64>,
    /// Where the value labels are.
    pub(super) labels: u64,
}

/// A variable of the records.
pub(super) struct Variable {
    name: Vec<u8>,
    format: Vec<u8>,
    /// The name of its set of value labels, or nothing.
    pub(super) labels: Vec<u8>,
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How a variable is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Byte,
    Int,
    Long,
    Float,
    Double,
    Text,
    LongText,
}

/// What a variable that is a date counts, from 1 January 1960.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Milliseconds,
}

/// The lengths of names and formats.
struct Widths {
    name: u64,
    format: u64,
    label: u64,
}

impl Variable {
    pub(super) fn name(&self, encoding: &'static Encoding) -> String {
        decoded(&self.name, encoding).trim().to_owned()
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        let format = self.format.strip_prefix(b"%")?;
        let format = format.strip_prefix(b"-").unwrap_or(format);
        match format {
            [b't', b'd', ..] | [b'd', ..] => Some(Unit::Days),
            [b't', b'c' | b'C', ..] => Some(Unit::Milliseconds),
            _ => None,
        }
    }
}

impl Header {
    pub(super) fn read(source: &mut Binary) -> Result<Self, ReadFault> {
        match source.array::<4>()? {
            [b'<', ..] => Self::tagged(source),
            [version @ 113..=115, order @ (1 | 2), 1, _] => {
                source.is_big_endian = order == 1;
                Self::plain(source, u16::from(version))
            }
            _ => Err(source.damaged()),
        }
    }

    /// Versions 113 to 115, from the fifth byte on.
    fn plain(source: &mut Binary, version: u16) -> Result<Self, ReadFault> {
        let count = u64::from(source.u16()?);
        let records = u64::from(source.u32()?);
        source.skip(81 + 18)?;
        let codes: Vec<u16> = source.bytes(count)?.into_iter().map(u16::from).collect();
        let widths = Widths {
            name: 33,
            format: if version == 113 { 12 } else { 49 },
            label: 33,
        };
        let names = fields(source, count, widths.name)?;
        source.skip(2 * (count + 1))?;
        let formats = fields(source, count, widths.format)?;
        let labels = fields(source, count, widths.label)?;
        source.skip(81 * count)?;
        loop {
            let kind = source.u8()?;
            let length = u64::from(source.u32()?);
            source.skip(length)?;
            if kind == 0 && length == 0 {
                break;
            }
        }
        let kinds = codes.iter().map(|code| match code {
            1..=244 => Some((Kind::Text, usize::from(*code))),
            251 => Some((Kind::Byte, 1)),
            252 => Some((Kind::Int, 2)),
            253 => Some((Kind::Long, 4)),
            254 => Some((Kind::Float, 4)),
            255 => Some((Kind::Double, 8)),
            _ => None,
        });
        let (variables, record_bytes) = variables(kinds, names, formats, labels, source)?;
        let data = source.position();
        Self {
            version,
            is_big_endian: source.is_big_endian,
            variables,
            records,
            record_bytes,
            data,
            long_texts: None,
            labels: data.saturating_add(records.saturating_mul(record_bytes as u64)),
        }
        .checked(source)
    }

    /// Versions 117 to 119, from the fifth byte on.
    fn tagged(source: &mut Binary) -> Result<Self, ReadFault> {
        source.expect("ta_dta><header><release>")?;
        let version = match &source.array::<3>()? {
            b"117" => 117,
            b"118" => 118,
            b"119" => 119,
            _ => return Err(source.damaged()),
        };
        source.expect("</release><byteorder>")?;
        source.is_big_endian = match &source.array::<3>()? {
            b"MSF" => true,
            b"LSF" => false,
            _ => return Err(source.damaged()),
        };
        source.expect("</byteorder><K>")?;
        let count = if version == 119 {
            u64::from(source.u32()?)
        } else {
            u64::from(source.u16()?)
        };
        source.expect("</K><N>")?;
        let records = if version == 117 {
            u64::from(source.u32()?)
        } else {
            source.u64()?
        };
        source.expect("</N><label>")?;
        let label = if version == 117 {
            u64::from(source.u8()?)
        } else {
            u64::from(source.u16()?)
        };
        source.skip(label)?;
        source.expect("</label><timestamp>")?;
        let timestamp = u64::from(source.u8()?);
        source.skip(timestamp)?;
        source.expect("</timestamp></header><map>")?;
        let mut map = [0; 14];
        for place in &mut map {
            *place = source.u64()?;
        }
        source.expect("</map>")?;
        Self::mapped(source, version, (count, records), &map)
    }

    /// The parts that the map of a tagged file leads to.
    fn mapped(
        source: &mut Binary,
        version: u16,
        (count, records): (u64, u64),
        map: &[u64; 14],
    ) -> Result<Self, ReadFault> {
        let widths = if version == 117 {
            Widths {
                name: 33,
                format: 49,
                label: 33,
            }
        } else {
            Widths {
                name: 129,
                format: 57,
                label: 129,
            }
        };
        source.seek(map[2])?;
        source.expect("<variable_types>")?;
        if count.saturating_mul(2) > source.left() {
            return Err(source.damaged());
        }
        let codes = (0..count)
            .map(|_| source.u16())
            .collect::<Result<Vec<u16>, _>>()?;
        source.seek(map[3])?;
        source.expect("<varnames>")?;
        let names = fields(source, count, widths.name)?;
        source.seek(map[5])?;
        source.expect("<formats>")?;
        let formats = fields(source, count, widths.format)?;
        source.seek(map[6])?;
        source.expect("<value_label_names>")?;
        let labels = fields(source, count, widths.label)?;
        let kinds = codes.iter().map(|code| match code {
            1..=2045 => Some((Kind::Text, usize::from(*code))),
            32_768 => Some((Kind::LongText, 8)),
            65_526 => Some((Kind::Double, 8)),
            65_527 => Some((Kind::Float, 4)),
            65_528 => Some((Kind::Long, 4)),
            65_529 => Some((Kind::Int, 2)),
            65_530 => Some((Kind::Byte, 1)),
            _ => None,
        });
        let (variables, record_bytes) = variables(kinds, names, formats, labels, source)?;
        source.seek(map[9])?;
        source.expect("<data>")?;
        Self {
            version,
            is_big_endian: source.is_big_endian,
            variables,
            records,
            record_bytes,
            data: source.position(),
            long_texts: Some(map[10]),
            labels: map[11],
        }
        .checked(source)
    }

    /// The records that the head promises must fit into the file.
    fn checked(self, source: &mut Binary) -> Result<Self, ReadFault> {
        source.seek(self.data)?;
        let bytes = self.records.checked_mul(self.record_bytes as u64);
        if bytes.is_none_or(|bytes| bytes > source.left()) {
            return Err(source.damaged());
        }
        Ok(self)
    }
}

/// `count` texts of `width` bytes, each up to its NUL.
fn fields(source: &mut Binary, count: u64, width: u64) -> Result<Vec<Vec<u8>>, ReadFault> {
    let bytes = source.bytes(count.saturating_mul(width))?;
    let width = usize::try_from(width).map_err(|_| source.damaged())?;
    let text = |field: &[u8]| until_nul(field).to_vec();
    Ok(bytes.chunks_exact(width).map(text).collect())
}

fn variables(
    kinds: impl Iterator<Item = Option<(Kind, usize)>>,
    names: Vec<Vec<u8>>,
    formats: Vec<Vec<u8>>,
    labels: Vec<Vec<u8>>,
    source: &Binary,
) -> Result<(Vec<Variable>, usize), ReadFault> {
    let mut start = 0;
    let mut variables = Vec::new();
    for (kind, ((name, format), labels)) in kinds.zip(names.into_iter().zip(formats).zip(labels)) {
        let (kind, width) = kind.ok_or_else(|| source.damaged())?;
        variables.push(Variable {
            name,
            format,
            labels,
            kind,
            start,
            end: start + width,
        });
        start += width;
    }
    if variables.is_empty() {
        return Err(source.damaged());
    }
    Ok((variables, start))
}
