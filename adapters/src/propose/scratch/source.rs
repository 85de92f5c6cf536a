//! How the file is read: format, header and footer, periods, and its columns.

use schemas::{language::args, period::ReferencePeriod};

use super::Writer;
use crate::propose::{
    draft::{Choice, list, quoted},
    layout::Role,
};

impl Writer<'_> {
    pub(super) fn source(&mut self) {
        let examined = self.subject.examined;
        self.draft.gap();
        self.draft.line("[source]");
        self.draft
            .line(format!("formats = [{}]", quoted(examined.format)));
        if let Some(row) = examined.header_row.filter(|row| *row > 25) {
            self.draft
                .line(format!("header = {{ within = {} }}", row + 5));
        }
        if let Some(sheet) = &examined.sheet {
            let others = examined.sheets.iter().filter(|sheet| sheet.visible).count() > 1;
            if others {
                self.draft.look("propose-one-sheet", &args([]));
                self.draft.text("sheet", sheet);
            }
        }
        if let Some(footer) = examined
            .footer
            .as_ref()
            .filter(|one| !one.starts.is_empty())
        {
            let said = args([("row", footer.row.to_string())]);
            self.draft.look("propose-footer", &said);
            let starts = list(std::slice::from_ref(&footer.starts));
            self.draft.line(format!("footer = {starts}"));
        }
        let filled = self.layout.filled_down(examined);
        if !filled.is_empty() {
            let said = args([("columns", filled.join(", "))]);
            self.draft.look("propose-fill-down", &said);
            self.draft.line(format!("fill_down = {}", list(&filled)));
        }
        if !examined.wide.is_empty() {
            self.draft.gap();
        }
        for line in &examined.wide {
            self.draft.line(line.clone());
        }
        self.periods();
        self.time();
    }

    fn periods(&mut self) {
        self.draft.gap();
        self.draft.line("[periods]");
        let period = self.period();
        let told = self.years();
        if let Some((from, to)) = told {
            let said = args([("from", from.to_string()), ("to", to.to_string())]);
            self.draft.comment("propose-years-of-rows", &said);
        } else if period.is_none() {
            let said = args([("file", self.subject.examined.file.clone())]);
            self.draft.look("propose-year", &said);
        }
        let spread = self.subject.examined.spread.as_ref();
        let spread = spread.and_then(|spread| spread.years);
        let first = spread.or_else(|| self.years()).map(|(first, _)| first);
        let year = first.or_else(|| period.map(ReferencePeriod::year));
        let year = year.unwrap_or(2024);
        self.draft.line(format!("from = {year}"));
        let timed = [Role::Date, Role::Month].map(|role| self.layout.header(role).is_some());
        if let Some(period) = period.filter(|_| !timed.contains(&true)) {
            self.draft.line(format!(
                "frequencies = [{}]",
                quoted(period.frequency().code())
            ));
        }
    }

    /// First and last year of the column that tells the time of each row.
    fn years(&self) -> Option<(u16, u16)> {
        let header = [Role::Date, Role::Year].map(|role| self.layout.header(role));
        let header = header.into_iter().flatten().next()?;
        self.subject.examined.column(header)?.years()
    }

    fn time(&mut self) {
        let id = |role| self.layout.id_of(role);
        let (date, year, month) = (id(Role::Date), id(Role::Year), id(Role::Month));
        if date.is_none() && year.is_none() && month.is_none() {
            return;
        }
        self.draft.gap();
        self.draft.look("propose-time", &args([]));
        self.draft.line("[time]");
        if let Some(date) = date {
            self.draft.text("date", &date);
            return;
        }
        for (name, column) in [("year", year), ("month", month)] {
            if let Some(column) = column {
                self.draft.text(name, &column);
            }
        }
        let spread = self.subject.examined.spread.as_ref();
        if let Some(sums) = spread.map(|one| &one.sums).filter(|sums| !sums.is_empty()) {
            self.draft.line(format!("sums = {}", list(sums)));
        }
    }

    pub(super) fn columns(&mut self) {
        for declared in self.layout.declared(self.subject.examined) {
            self.draft.gap();
            if declared.first_days {
                let said = args([("header", declared.header.clone())]);
                self.draft.look("propose-first-days", &said);
            }
            self.draft.line(format!("[columns.{}]", declared.id));
            self.draft
                .line(format!("names = {}", list(&[declared.header])));
            for line in declared.lines {
                self.draft.line(line);
            }
            if declared.unordered_date {
                let choices = [
                    Choice::new("dmy", "31/12/2024"),
                    Choice::new("mdy", "12/31/2024"),
                ];
                self.question("propose-which-order", &choices, "date_order");
            }
        }
        if self.layout.hidden > 0 {
            self.draft.gap();
            let said = args([("count", self.layout.hidden.to_string())]);
            self.draft.comment("propose-not-declared", &said);
        }
        let spread = self.subject.examined.spread.as_ref();
        let inner = spread.and_then(|one| one.inner.as_deref());
        let inner = inner.map(|header| self.layout.id_of_header(header));
        if let Some(inner) = inner.filter(|id| !id.is_empty()) {
            self.draft.gap();
            self.draft.look("propose-spread-sums", &args([]));
            self.draft.line("[[filter]]");
            self.draft.line(format!("drop = {{ {inner} = \"\" }}"));
            self.draft.text("reason", "sums_of_the_table");
        }
        for (header, area) in self.layout.reporters.clone() {
            self.draft.gap();
            let said = args([("header", header.clone()), ("area", area.clone())]);
            self.draft.look("propose-reporter", &said);
            let id = self.layout.id_of_header(&header);
            self.draft.line("[[filter]]");
            self.draft
                .line(format!("keep = {{ {id} = {} }}", quoted(&area)));
            self.draft.text("reason", "other_country");
        }
    }
}
