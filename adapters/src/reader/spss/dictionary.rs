//! The dictionary of a system file: variables, their labels and missing values, and the records that SPSS added over
//! the years (long names, very long texts, the encoding). Each record is checked against what is left of the file.

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

use super::super::binary::{Binary, ordered};
use super::super::error::ReadFault;
use super::super::limits::DICTIONARY_BYTES;

/// What a system file says of itself.
pub(super) struct Dictionary {
    pub(super) compression: Compression,
    pub(super) bias: f64,
    /// How many cases there are; old programs do not say.
    pub(super) cases: Option<u64>,
    /// How many elements of eight bytes a case has.
    pub(super) elements: usize,
    /// Where the cases begin.
    pub(super) data: u64,
    records: Vec<Record>,
    labels: Vec<LabelSet>,
    long_names: Vec<u8>,
    very_long: Vec<u8>,
    encoding_name: Vec<u8>,
    code_page: i32,
}

/// How cases are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Bytecodes,
    Zlib,
}

/// A variable as the dictionary tells it.
struct Record {
    element: usize,
    width: usize,
    name: Vec<u8>,
    is_date: bool,
    missing: Missing,
}

/// Labels, and the first elements of the variables that have them.
struct LabelSet {
    labels: Vec<([u8; 8], Vec<u8>)>,
    elements: Vec<usize>,
}

/// A variable of the cases.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) name: String,
    /// Its first element in a case.
    pub(super) element: usize,
    /// Its bytes when it is a text; 0 for a number.
    pub(super) width: usize,
    pub(super) is_date: bool,
    pub(super) missing: Missing,
}

/// Values that the file declares as missing.
#[derive(Debug, Clone, Default)]
pub(super) struct Missing {
    range: Option<(f64, f64)>,
    values: Vec<f64>,
    texts: Vec<[u8; 8]>,
}

impl Missing {
    pub(super) fn holds(&self, value: f64) -> bool {
        let in_range = |(low, high): (f64, f64)| (low..=high).contains(&value);
        self.range.is_some_and(in_range)
            || self.values.iter().any(|one| one.total_cmp(&value).is_eq())
    }

    pub(super) fn holds_text(&self, text: &[u8]) -> bool {
        self.texts
            .iter()
            .any(|one| one.trim_ascii_end() == text.trim_ascii_end())
    }
}

impl Variable {
    /// The bytes of a text in a case. A very long one lies in pieces of 255 bytes, each in 32 elements.
    pub(super) fn text(&self, case: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.width);
        let mut start = self.element * 8;
        while bytes.len() < self.width {
            let count = (self.width - bytes.len()).min(PIECE);
            let Some(piece) = case.get(start..start + count) else {
                break;
            };
            bytes.extend_from_slice(piece);
            start += 256;
        }
        bytes
    }
}

impl Dictionary {
    pub(super) fn read(source: &mut Binary) -> Result<Self, ReadFault> {
        let mut dictionary = Self::head(source)?;
        loop {
            match source.i32()? {
                2 => dictionary.variable(source)?,
                3 => dictionary.value_labels(source)?,
                6 => {
                    let lines = source.u32()?;
                    source.skip(u64::from(lines) * 80)?;
                }
                7 => dictionary.extension(source)?,
                999 => break,
                _ => return Err(source.damaged()),
            }
            if source.position() > DICTIONARY_BYTES {
                return Err(ReadFault::TooLarge {
                    limit_bytes: DICTIONARY_BYTES,
                });
            }
        }
        source.skip(4)?;
        dictionary.data = source.position();
        if dictionary.elements == 0 {
            return Err(source.damaged());
        }
        Ok(dictionary)
    }

    fn head(source: &mut Binary) -> Result<Self, ReadFault> {
        let magic = source.array::<4>()?;
        source.skip(60)?;
        let order = source.array::<4>()?;
        source.is_big_endian = match (i32::from_le_bytes(order), i32::from_be_bytes(order)) {
            (2 | 3, _) => false,
            (_, 2 | 3) => true,
            _ => return Err(source.damaged()),
        };
        source.skip(4)?;
        let compression = match (&magic, source.i32()?) {
            (b"$FL2", 0) => Compression::None,
            (b"$FL2", 1) => Compression::Bytecodes,
            (b"$FL3", 2) => Compression::Zlib,
            _ => return Err(source.damaged()),
        };
        source.skip(4)?;
        let cases = u64::try_from(source.i32()?).ok();
        let bias = source.array()?;
        let bias = f64::from_le_bytes(source.ordered(bias));
        source.skip(9 + 8 + 64 + 3)?;
        Ok(Self {
            compression,
            bias,
            cases,
            elements: 0,
            data: 0,
            records: Vec::new(),
            labels: Vec::new(),
            long_names: Vec::new(),
            very_long: Vec::new(),
            encoding_name: Vec::new(),
            code_page: 0,
        })
    }

    fn variable(&mut self, source: &mut Binary) -> Result<(), ReadFault> {
        let kind = source.i32()?;
        let has_label = source.i32()? != 0;
        let missing_values = source.i32()?;
        let format = source.u32()?;
        source.skip(4)?;
        let name = source.array::<8>()?;
        if has_label {
            let length = u64::from(source.u32()?);
            source.skip(length.div_ceil(4) * 4)?;
        }
        let missing = missing(source, missing_values, kind > 0)?;
        // The second and later elements of a text have records of their own, without a name.
        if kind >= 0 {
            self.records.push(Record {
                element: self.elements,
                width: usize::try_from(kind).unwrap_or(0),
                name: name.trim_ascii().to_vec(),
                is_date: kind == 0 && DATES.contains(&(format >> 16 & 0xff)),
                missing,
            });
        }
        self.elements += 1;
        Ok(())
    }

    fn value_labels(&mut self, source: &mut Binary) -> Result<(), ReadFault> {
        let count = source.u32()?;
        let mut labels = Vec::new();
        for _ in 0..count {
            let value = source.array::<8>()?;
            let length = u64::from(source.u8()?);
            let mut label = source.bytes((length + 1).div_ceil(8) * 8 - 1)?;
            label.truncate(usize::try_from(length).unwrap_or(0));
            labels.push((value, label));
        }
        if source.i32()? != 4 {
            return Err(source.damaged());
        }
        let count = source.u32()?;
        let mut elements = Vec::new();
        for _ in 0..count {
            let index = source.u32()? as usize;
            elements.push(index.checked_sub(1).ok_or_else(|| source.damaged())?);
        }
        self.labels.push(LabelSet { labels, elements });
        Ok(())
    }

    fn extension(&mut self, source: &mut Binary) -> Result<(), ReadFault> {
        let kind = source.i32()?;
        let (size, count) = (source.u32()?, source.u32()?);
        let length = u64::from(size) * u64::from(count);
        match kind {
            3 if length == 32 => {
                source.skip(28)?;
                self.code_page = source.i32()?;
            }
            13 => self.long_names = source.bytes(length)?,
            14 => self.very_long = source.bytes(length)?,
            20 => self.encoding_name = source.bytes(length)?,
            _ => source.skip(length)?,
        }
        Ok(())
    }

    /// The encoding that the file names.
    pub(super) fn encoding(&self) -> Option<&'static Encoding> {
        if let Some(encoding) = Encoding::for_label(self.encoding_name.trim_ascii()) {
            return Some(encoding);
        }
        let label = match self.code_page {
            65_001 => "utf-8".to_owned(),
            page @ 28_591..=28_605 => format!("iso-8859-{}", page - 28_590),
            page @ 1250..=1258 => format!("windows-{page}"),
            _ => return None,
        };
        Encoding::for_label(label.as_bytes())
    }

    /// The variables under their long names, the pieces of very long texts put together.
    pub(super) fn variables(&self, encoding: &'static Encoding) -> Vec<Variable> {
        let decoded = |bytes: &[u8]| encoding.decode_without_bom_handling(bytes).0.into_owned();
        let long_names: FxHashMap<String, String> = pairs(&decoded(&self.long_names)).collect();
        let very_long: FxHashMap<String, usize> = pairs(&decoded(&self.very_long))
            .filter_map(|(name, width)| Some((name, width.parse().ok()?)))
            .collect();
        let mut variables = Vec::new();
        let mut records = self.records.iter();
        while let Some(record) = records.next() {
            let short = decoded(&record.name);
            let mut width = record.width;
            let whole = very_long.get(&short).filter(|whole| **whole > PIECE);
            if let (Some(whole), 1..) = (whole, width) {
                width = (*whole).min(LONGEST_TEXT);
                for _ in 1..width.div_ceil(EFFECTIVE) {
                    records.next();
                }
            }
            variables.push(Variable {
                name: long_names.get(&short).cloned().unwrap_or(short),
                element: record.element,
                // A damaged dictionary may claim a text beyond the end of a case.
                width: width.min((self.elements - record.element) * 8),
                is_date: record.is_date,
                missing: record.missing.clone(),
            });
        }
        variables
    }

    /// The labels of the values of `variable`. A number is looked up by its bytes, the least first.
    pub(super) fn labels(
        &self,
        variable: &Variable,
        encoding: &'static Encoding,
        is_big_endian: bool,
    ) -> FxHashMap<[u8; 8], String> {
        let is_turned = is_big_endian && variable.width == 0;
        let mut labels = FxHashMap::default();
        for set in &self.labels {
            if !set.elements.contains(&variable.element) {
                continue;
            }
            for (value, label) in &set.labels {
                let (label, _) = encoding.decode_without_bom_handling(label);
                labels.insert(ordered(*value, is_turned), label.trim().to_owned());
            }
        }
        labels
    }
}

fn missing(source: &mut Binary, count: i32, is_text: bool) -> Result<Missing, ReadFault> {
    let mut missing = Missing::default();
    if !(-3..=3).contains(&count) {
        return Err(source.damaged());
    }
    let mut values = Vec::new();
    for _ in 0..count.unsigned_abs() {
        let bytes = source.array::<8>()?;
        if is_text {
            missing.texts.push(bytes);
        } else {
            values.push(f64::from_le_bytes(source.ordered(bytes)));
        }
    }
    if let (-3..=-2, [low, high, ..]) = (count, values.as_slice()) {
        missing.range = Some((*low, *high));
        values.drain(..2);
    }
    missing.values = values;
    Ok(missing)
}

/// Entries `NAME=value`, tabs between them.
fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    let entries = text.split('\t').filter_map(|entry| entry.split_once('='));
    entries.map(|(name, value)| {
        let plain = |text: &str| text.trim_matches(['\0', ' ']).to_owned();
        (plain(name), plain(value))
    })
}

/// Display formats of dates and of dates with time.
const DATES: [u32; 9] = [20, 22, 23, 24, 28, 29, 38, 39, 41];
/// The bytes of a very long text that one of its pieces holds.
const PIECE: usize = 255;
/// By which the number of its pieces is reckoned.
const EFFECTIVE: usize = 252;
/// The longest text of SPSS.
const LONGEST_TEXT: usize = 32_767;
