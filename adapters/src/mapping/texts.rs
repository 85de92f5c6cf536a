//! The texts that a published figure carries: dates in ISO form, coded clauses as codes, the rest as it stands. They
//! stand beside the record, never in it, and are made for tables of published figures only.

use std::collections::HashMap;

use schemas::{
    codelist::Codelist,
    column::{ColumnRule, Content, LONGEST_TEXT, YES_NO},
    dataflow::Dataflow,
    moment::Moment,
    rule::{ENDS_BEFORE_IT_BEGINS, VALID_FROM, VALID_TO},
};

use super::{dictionary::reshape, moment, table::Rejection};
use crate::{
    definition::{Definition, column::Shape, text, told},
    reader::SourceRow,
    reject::RejectCode,
};

/// A text of a figure, with the column of the dataflow that it stands in.
pub type Text = (&'static str, String);

/// What the figures of one table carry.
#[derive(Default)]
pub(super) struct Texts {
    wanted: Vec<Wanted>,
}

/// Where one text comes from, and what it may be.
struct Wanted {
    name: &'static str,
    position: usize,
    shape: Shape,
    content: Content,
    /// Whether it is a part of the figure's key.
    key: bool,
    required: bool,
    codes: HashMap<String, String>,
    folded: HashMap<String, String>,
    missing: Option<String>,
}

/// Since when and until when something holds, as far as it is told.
pub(super) struct Span {
    pub(super) from: Option<Moment>,
    pub(super) to: Option<Moment>,
}

impl Texts {
    /// Those of `definition` that `dataflow` has.
    pub(super) fn new(definition: &Definition, dataflow: &'static Dataflow) -> Self {
        let wanted = told::carried(dataflow).filter_map(|rule| {
            let text = definition.texts.get(rule.name)?;
            let (position, _, column) = definition.columns.get_full(&text.column)?;
            let key = dataflow.dimension(rule.name).is_some();
            Some(Wanted::new(rule, text, (position, &column.shape), key))
        });
        Self {
            wanted: wanted.collect(),
        }
    }

    /// The positions of the columns that are read.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.wanted.iter().map(|one| one.position)
    }

    /// The texts of a row.
    pub(super) fn of_row(&self, row: &SourceRow) -> Result<Vec<Text>, Rejection> {
        let mut texts = Vec::with_capacity(self.wanted.len());
        for one in &self.wanted {
            let text = one.text(row).map_err(|(code, nearest)| Rejection {
                code,
                column: Some(one.position),
                nearest,
            })?;
            texts.extend(text.map(|text| (one.name, text)));
        }
        self.refuse_reversed(&texts)?;
        Ok(texts)
    }

    /// What holds until a day holds since an earlier one.
    fn refuse_reversed(&self, texts: &[Text]) -> Result<(), Rejection> {
        let span = span(texts);
        match span.from.zip(span.to) {
            Some((from, to)) if !from.may_be_before(to) => {
                let mut wanted = self.wanted.iter();
                Err(Rejection {
                    code: RejectCode::Record {
                        rule: ENDS_BEFORE_IT_BEGINS,
                        column: VALID_TO,
                    },
                    column: wanted
                        .find(|one| one.name == VALID_TO)
                        .map(|one| one.position),
                    nearest: None,
                })
            }
            _ => Ok(()),
        }
    }

    /// Whether a text is a part of the figure's key.
    pub(super) fn is_key(&self, name: &str) -> bool {
        self.wanted.iter().any(|one| one.key && one.name == name)
    }
}

/// Since when and until when the texts say that something holds.
pub(super) fn span(texts: &[Text]) -> Span {
    let moment = |name: &str| {
        let text = texts.iter().find(|(known, _)| *known == name)?;
        Moment::parse(&text.1)
    };
    Span {
        from: moment(VALID_FROM),
        to: moment(VALID_TO),
    }
}

impl Wanted {
    fn new(rule: ColumnRule, text: &told::Text, column: (usize, &Shape), key: bool) -> Self {
        let mut codes = HashMap::new();
        let mut folded = HashMap::new();
        for code in known(rule.content) {
            codes.insert(code.to_owned(), code.to_owned());
        }
        if text.titles {
            titles(rule.content, |title, code| {
                folded
                    .entry(text::fold(title))
                    .or_insert_with(|| code.to_owned());
            });
        }
        for (national, code) in &text.map {
            codes.insert(national.trim().to_owned(), code.clone());
            folded.insert(text::fold(national), code.clone());
        }
        Self {
            name: rule.name,
            position: column.0,
            shape: column.1.clone(),
            content: rule.content,
            key,
            required: rule.required,
            codes,
            folded,
            missing: text.missing.clone(),
        }
    }

    fn text(&self, row: &SourceRow) -> Result<Option<String>, (RejectCode, Option<String>)> {
        if row.is_missing(self.position) {
            return match &self.missing {
                None if self.required => Err((RejectCode::CellMissing, None)),
                missing => Ok(missing.clone()),
            };
        }
        let written = reshape(&self.shape, row.text(self.position));
        match self.content {
            Content::Day => moment::read(row, self.position, &written)
                .map(Some)
                .map_err(|fault| (RejectCode::Cell(fault), None)),
            Content::Code(_) | Content::YesNo => self.code(&written).map(Some),
            Content::Measure | Content::Period | Content::Text => {
                let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
                if text.chars().count() > LONGEST_TEXT {
                    return Err((RejectCode::TextTooLong, None));
                }
                Ok((!text.is_empty()).then_some(text))
            }
        }
    }

    fn code(&self, written: &str) -> Result<String, (RejectCode, Option<String>)> {
        let folded = || self.folded.get(&text::fold(written));
        if let Some(code) = self.codes.get(written).or_else(folded) {
            return Ok(code.clone());
        }
        let names = self.codes.keys().chain(self.folded.keys());
        let nearest = text::nearest(written, names.map(String::as_str));
        Err((RejectCode::CodeUnknown, nearest))
    }
}

/// The codes that a column of `content` may hold.
pub(crate) fn known(content: Content) -> Vec<&'static str> {
    match content {
        Content::Code(list) => list.codes().iter().map(|code| code.code.as_str()).collect(),
        Content::YesNo => YES_NO.to_vec(),
        _ => Vec::new(),
    }
}

/// The titles of those codes in three languages.
fn titles(content: Content, mut take: impl FnMut(&str, &str)) {
    let of_list = |list: &'static Codelist| list.codes().iter();
    match content {
        Content::Code(list) => {
            for code in of_list(list) {
                for title in [&code.names.es, &code.names.en, &code.names.fr] {
                    if !title.is_empty() {
                        take(title, &code.code);
                    }
                }
            }
        }
        Content::YesNo => {
            for (code, titles) in YES_NO.into_iter().zip(WORDS) {
                titles.into_iter().for_each(|title| take(title, code));
            }
        }
        _ => {}
    }
}

/// Yes and no in three languages.
const WORDS: [[&str; 3]; 2] = [["sí", "yes", "oui"], ["no", "no", "non"]];
