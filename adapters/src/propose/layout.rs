//! Which columns a new definition declares, under which names, and for what: weight, amount, date, holder. What is
//! not needed is not declared, and so never read.

use schemas::dataflow::Dataflow;

use super::{
    draft::quoted,
    roles::{Assigned, Source},
};
use crate::{
    inspect::{Column, Examined, Guess, Mark, Part, SPREAD_COLUMN, words},
    reader::Format,
};

/// What a column is for, besides dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Weight,
    Amount,
    Date,
    Year,
    Month,
    Holder,
    Dimension,
    Reporter,
}

/// The columns with a role.
pub(super) struct Layout {
    /// Role, header, name in the definition.
    given: Vec<(Role, String, String)>,
    /// Headers that tell who reports, and the country that is kept.
    pub(super) reporters: Vec<(String, String)>,
    /// How many columns are left out because they name somebody.
    pub(super) hidden: usize,
    /// The shape that a dimension's source asks of its column.
    shapes: Vec<(String, String)>,
}

/// A column as the definition declares it.
pub(super) struct Declared {
    pub(super) id: String,
    pub(super) header: String,
    pub(super) lines: Vec<String>,
    pub(super) unordered_date: bool,
    /// Whether the order of its dates follows from their being first days of months.
    pub(super) first_days: bool,
}

impl Layout {
    /// Weight, amount, date and holder of the file.
    pub(super) fn of(examined: &Examined, dataflow: &Dataflow) -> Self {
        let mut layout = Self {
            given: Vec::new(),
            reporters: Vec::new(),
            hidden: 0,
            shapes: Vec::new(),
        };
        let columns = &examined.columns;
        let numeric = |column: &&Column| {
            matches!(column.kind, Guess::Integer | Guess::Number | Guess::Code)
                && column.profile.numbers + column.profile.marked.iter().sum::<u64>() > 0
        };
        let weight = columns
            .iter()
            .filter(numeric)
            .find(|column| words::is_weight(&column.header));
        layout.set(Role::Weight, weight);
        let time = |role: Role| columns.iter().find(|column| is_time(role, column));
        let date = lone(columns.iter().filter(|column| column.kind == Guess::Date));
        layout.set(
            Role::Date,
            date.filter(|column| is_time(Role::Date, column)),
        );
        if layout.header(Role::Date).is_none() {
            layout.set(Role::Year, time(Role::Year));
            if layout.header(Role::Year).is_some() {
                layout.set(Role::Month, time(Role::Month));
            }
        }
        if let Some(spread) = &examined.spread {
            let role = match spread.part {
                Part::Year => Role::Year,
                Part::Month => Role::Month,
            };
            layout.set(role, examined.column(SPREAD_COLUMN));
        }
        if weight.is_none() {
            let taken = layout.taken();
            let free = |column: &&Column| {
                numeric(column)
                    && column.kind != Guess::Code
                    && !taken.contains(&column.header)
                    && !words::is_age(&column.header)
            };
            let amounts = || columns.iter().filter(free);
            let best = amounts().max_by_key(|column| amount_words(&column.header, dataflow));
            let named = best.filter(|column| amount_words(&column.header, dataflow) > 0);
            layout.set(Role::Amount, named.or_else(|| lone(amounts())));
        }
        let employer = |column: &&Column| {
            let tokens = words::tokens(&column.header);
            column.kind == Guess::Identifier
                && tokens.iter().any(|word| EMPLOYER.contains(&word.as_str()))
                && !tokens
                    .iter()
                    .any(|word| OF_EMPLOYER.contains(&word.as_str()))
        };
        layout.set(Role::Holder, columns.iter().find(employer));
        let named = columns
            .iter()
            .filter(|column| matches!(column.kind, Guess::Identifier | Guess::FreeText));
        layout.hidden = named.count() - usize::from(layout.header(Role::Holder).is_some());
        layout
    }

    fn set(&mut self, role: Role, column: Option<&Column>) {
        if let Some(column) = column {
            self.add(role, &column.header);
        }
    }

    /// Gives the column a role.
    pub(super) fn add(&mut self, role: Role, header: &str) {
        if self.given.iter().any(|(_, other, _)| other == header) {
            return;
        }
        let id = self.fresh(header);
        self.given.push((role, header.to_owned(), id));
    }

    /// Gives their columns to the dimensions.
    pub(super) fn give(&mut self, assigned: &[Assigned]) {
        for one in assigned {
            self.add(Role::Dimension, &one.header);
            let shape = match &one.source {
                Source::Concordance { shape, .. } => (*shape).to_owned(),
                Source::Borrowed { shape, .. } => shape_toml(shape),
                _ => String::new(),
            };
            if !shape.is_empty() {
                self.shapes.push((one.header.clone(), shape));
            }
        }
    }

    /// The header of the column with this role.
    pub(super) fn header(&self, role: Role) -> Option<&str> {
        let mut given = self.given.iter();
        given
            .find(|(one, _, _)| *one == role)
            .map(|(_, header, _)| header.as_str())
    }

    /// The name in the definition of the column with this role.
    pub(super) fn id_of(&self, role: Role) -> Option<String> {
        let mut given = self.given.iter();
        given
            .find(|(one, _, _)| *one == role)
            .map(|(_, _, id)| id.clone())
    }

    /// The name in the definition of the column under `header`.
    pub(super) fn id_of_header(&self, header: &str) -> String {
        let mut given = self.given.iter();
        given
            .find(|(_, one, _)| one == header)
            .map_or_else(String::new, |(_, _, id)| id.clone())
    }

    /// The headers that have a role.
    pub(super) fn taken(&self) -> Vec<String> {
        self.given
            .iter()
            .map(|(_, header, _)| header.clone())
            .collect()
    }

    /// The columns to declare, in the order of the file.
    pub(super) fn declared(&self, examined: &Examined) -> Vec<Declared> {
        examined
            .columns
            .iter()
            .filter_map(|column| {
                let given = self
                    .given
                    .iter()
                    .find(|(_, header, _)| *header == column.header)?;
                Some(self.declare(given.0, &given.2, column, examined))
            })
            .collect()
    }

    fn declare(&self, role: Role, id: &str, column: &Column, examined: &Examined) -> Declared {
        let kind = match role {
            Role::Holder => Some("holder"),
            Role::Date => Some("date"),
            Role::Weight | Role::Amount if column.kind == Guess::Number => Some("number"),
            Role::Weight | Role::Amount | Role::Year | Role::Month => Some("integer"),
            Role::Dimension if column.kind == Guess::Integer => Some("integer"),
            _ if column.kind == Guess::Label => Some("label"),
            _ => None,
        };
        let mut lines: Vec<String> = kind
            .map(|kind| format!("kind = {}", quoted(kind)))
            .into_iter()
            .collect();
        let numeric = matches!(kind, Some("number" | "integer"));
        match column.profile.mark().filter(|_| numeric) {
            Some(Mark::CommaThousands) => lines.push("thousands = \",\"".to_owned()),
            Some(Mark::BlankThousands) => lines.push("thousands = \" \"".to_owned()),
            Some(Mark::CommaDecimal) => lines.push("decimal = \",\"".to_owned()),
            None => {}
        }
        let order = column.profile.date_order().filter(|_| role == Role::Date);
        if let Some(order) = order {
            lines.push(format!(
                "date_order = {}",
                quoted(&format!("{order:?}").to_lowercase())
            ));
        }
        let fixed = examined.found == Format::Fixed;
        if let Some(place) = column.place().filter(|_| fixed) {
            lines.push(format!("position = {place}"));
        }
        if let Some((_, shape)) = self
            .shapes
            .iter()
            .find(|(header, _)| *header == column.header)
        {
            lines.push(format!("shape = {shape}"));
        }
        Declared {
            id: id.to_owned(),
            header: column.header.clone(),
            lines,
            first_days: role == Role::Date && column.profile.first_of_months().is_some(),
            unordered_date: role == Role::Date && order.is_none() && column.profile.unordered > 0,
        }
    }

    /// Names of columns at the left whose blanks seem to repeat the cell above.
    pub(super) fn filled_down(&self, examined: &Examined) -> Vec<String> {
        examined
            .columns
            .iter()
            .take(3)
            .filter(|column| column.opens_block && column.filled * 2 < examined.rows_seen)
            .filter(|column| matches!(column.kind, Guess::Code | Guess::Label | Guess::Identifier))
            .map(|column| self.id_of_header(&column.header))
            .filter(|id| !id.is_empty())
            .collect()
    }

    /// A name that no other column has.
    fn fresh(&self, header: &str) -> String {
        let ascii =
            |word: String| -> String { word.chars().filter(char::is_ascii_alphanumeric).collect() };
        let words: Vec<String> = words::tokens(header).into_iter().map(ascii).collect();
        let mut id = words.join("_");
        if !id.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            id = format!("c_{id}");
        }
        id.truncate(40);
        while self.given.iter().any(|(_, _, other)| *other == id) {
            id.push_str("_2");
        }
        id
    }
}

/// The only one of several, if it is.
fn lone<'a>(mut columns: impl Iterator<Item = &'a Column>) -> Option<&'a Column> {
    let first = columns.next();
    first.filter(|_| columns.next().is_none())
}

fn is_time(role: Role, column: &Column) -> bool {
    let tokens = words::tokens(&column.header);
    let says = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.as_str()));
    let numeric = matches!(column.kind, Guess::Integer | Guess::Code);
    match role {
        Role::Date => {
            column.kind == Guess::Date
                && says(&[
                    "t", "fecha", "date", "periodo", "period", "periode", "mes", "month", "mois",
                ])
        }
        Role::Year => numeric && says(&["year", "ano", "anio", "annee"]),
        Role::Month => numeric && says(&["mes", "month", "mois"]),
        _ => false,
    }
}

/// How many words of the header speak of what the dataflow counts.
fn amount_words(header: &str, dataflow: &Dataflow) -> usize {
    let says = words::dataflows(header);
    let flow: usize = says
        .filter(|(id, _)| *id == dataflow.id.as_str())
        .map(|(_, count)| count)
        .sum();
    let magnitude = usize::from(words::is_magnitude(header));
    let price = words::tokens(header)
        .iter()
        .any(|word| PRICE.contains(&word.as_str()));
    if price { 0 } else { flow * 2 + magnitude }
}

/// The reshaping of a borrowed column, as TOML.
fn shape_toml(shape: &crate::definition::column::Shape) -> String {
    let mut parts = Vec::new();
    let texts = [
        ("before", &shape.before),
        ("after", &shape.after),
        ("pattern", &shape.pattern),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            parts.push(format!("{name} = {}", quoted(text)));
        }
    }
    if !shape.remove.is_empty() {
        parts.push(format!("remove = {}", super::draft::list(&shape.remove)));
    }
    for (name, number) in [
        ("pad", shape.pad),
        ("skip", shape.skip),
        ("take", shape.take),
    ] {
        if number > 0 {
            parts.push(format!("{name} = {number}"));
        }
    }
    for (name, text) in [("prefix", &shape.prefix), ("suffix", &shape.suffix)] {
        if !text.is_empty() {
            parts.push(format!("{name} = {}", quoted(text)));
        }
    }
    for (name, set) in [("digits", shape.digits), ("upper", shape.upper)] {
        if set {
            parts.push(format!("{name} = true"));
        }
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("{{ {} }}", parts.join(", "))
    }
}

const EMPLOYER: [&str; 7] = [
    "employer",
    "empleador",
    "empleadora",
    "employeur",
    "empresa",
    "patron",
    "company",
];
const OF_EMPLOYER: [&str; 9] = [
    "address",
    "direccion",
    "adresse",
    "phone",
    "telefono",
    "city",
    "postal",
    "contact",
    "email",
];
const PRICE: [&str; 12] = [
    "wage", "salary", "salario", "salaire", "sueldo", "rate", "hours", "horas", "pay", "prevail",
    "heures", "tasa",
];
