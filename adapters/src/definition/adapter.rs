//! An adapter: a definition that was read, checked, and merged with each of its rounds.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{LazyLock, OnceLock},
};

use include_dir::{Dir, include_dir};
use schemas::period::ReferencePeriod;

use super::{
    Definition, check,
    error::{DefinitionError, DefinitionFault},
    locate,
    reporters::{self, Reporters},
    text::nearest,
    time::{Limit, Round},
};

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/countries");

/// The definitions that are compiled in, by id.
static PARSED: LazyLock<BTreeMap<String, CompiledIn>> = LazyLock::new(|| {
    let files = BUILTIN.dirs().flat_map(Dir::files);
    let texts = files.filter_map(|file| Some((id_of(file.path())?, file.contents_utf8()?)));
    texts
        .map(|(id, text)| {
            let adapter = OnceLock::new();
            (id, CompiledIn { text, adapter })
        })
        .collect()
});

/// A definition that is compiled in, read when somebody asks for it, and once.
struct CompiledIn {
    text: &'static str,
    adapter: OnceLock<Result<Adapter, Vec<DefinitionError>>>,
}

impl CompiledIn {
    fn read(&self, id: &str) -> &Result<Adapter, Vec<DefinitionError>> {
        self.adapter.get_or_init(|| Adapter::parse(id, self.text))
    }
}

/// A definition ready for use: checked, with what is different in each round.
#[derive(Debug, Clone)]
pub struct Adapter {
    file: String,
    text: String,
    base: Definition,
    rounds: Vec<(Round, Definition)>,
    /// Whether it is settled who reports.
    settled: bool,
}

impl Adapter {
    /// The adapter `id` that is compiled in.
    ///
    /// # Errors
    /// When there is none.
    pub fn builtin(id: &str) -> Result<Self, Vec<DefinitionError>> {
        Self::find(id, None)
    }

    /// The adapter `id`: from `folder` if it has it, else the one compiled in.
    ///
    /// # Errors
    /// When there is none, or the one in `folder` is wrong.
    pub fn find(id: &str, folder: Option<&Path>) -> Result<Self, Vec<DefinitionError>> {
        let file = format!("{id}.toml");
        if let Some(path) = folder
            .map(|folder| folder.join(&file))
            .filter(|path| path.is_file())
        {
            return Self::load(&path);
        }
        match PARSED.get(id) {
            Some(parsed) => parsed.read(id).clone(),
            None => {
                let ids = Self::ids(folder);
                Err(vec![DefinitionError {
                    file: id.to_owned(),
                    line: None,
                    key: String::new(),
                    fault: DefinitionFault::UnknownAdapter {
                        nearest: nearest(id, ids.iter().map(String::as_str)),
                    },
                }])
            }
        }
    }

    /// The adapter in the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read or is wrong.
    pub fn load(path: &Path) -> Result<Self, Vec<DefinitionError>> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|cause| {
            vec![DefinitionError {
                file: file.clone(),
                line: None,
                key: String::new(),
                fault: DefinitionFault::NotReadable {
                    cause: cause.kind().to_string(),
                },
            }]
        })?;
        Self::parse(&file, &text)
    }

    /// The adapter that `text` defines; `file` names it in errors.
    ///
    /// # Errors
    /// All mistakes that can be told at once.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<DefinitionError>> {
        Self::parse_for(file, text, None)
    }

    /// The adapter as `area` reports with it.
    ///
    /// # Errors
    /// When it is not one of the countries that may.
    pub fn reported_by(&self, area: &str) -> Result<Self, Vec<DefinitionError>> {
        let areas = self.base.areas();
        if !areas.iter().any(|one| one == area) {
            return Err(self.refused(
                "area",
                DefinitionFault::OtherReporter {
                    area: area.to_owned(),
                    areas: areas.join(" "),
                },
            ));
        }
        if self.base.reporters.is_none() {
            return Ok(self.clone());
        }
        Self::parse_for(&self.file, &self.text, Some(area))
    }

    /// One mistake at `key`.
    fn refused(&self, key: &str, fault: DefinitionFault) -> Vec<DefinitionError> {
        vec![DefinitionError {
            file: self.file.clone(),
            line: None,
            key: key.to_owned(),
            fault,
        }]
    }

    fn parse_for(file: &str, text: &str, area: Option<&str>) -> Result<Self, Vec<DefinitionError>> {
        let unanswered = locate::unanswered(text);
        if !unanswered.is_empty() {
            let error = |(key, line)| DefinitionError {
                file: file.to_owned(),
                line: Some(line),
                key,
                fault: DefinitionFault::Unanswered,
            };
            return Err(unanswered.into_iter().map(error).collect());
        }
        let base = read(text, area).map_err(|error| vec![syntax(file, text, &error)])?;
        let mut errors = check::check(&base, file, &|path| locate::line_of(text, path));
        let mut rounds = Vec::new();
        for (at, round) in base.round.iter().enumerate() {
            match merged(text, area, round) {
                Ok(definition) => {
                    let line = |path: &str| {
                        let inner = format!("round[{at}].{path}");
                        locate::line_of(text, &inner).or_else(|| locate::line_of(text, path))
                    };
                    if errors.is_empty() {
                        errors.extend(check::check(&definition, file, &line));
                    }
                    rounds.push((round.clone(), definition));
                }
                Err(detail) => errors.push(DefinitionError {
                    file: file.to_owned(),
                    line: locate::line_of(text, &format!("round[{at}]")),
                    key: format!("round[{at}]"),
                    fault: DefinitionFault::Syntax { detail },
                }),
            }
        }
        if errors.is_empty() {
            Ok(Self {
                file: file.to_owned(),
                text: text.to_owned(),
                settled: area.is_some() || base.reporters.is_none(),
                base,
                rounds,
            })
        } else {
            Err(errors)
        }
    }

    /// The ids of all adapters: those compiled in and those in `folder`, in order.
    #[must_use]
    pub fn ids(folder: Option<&Path>) -> Vec<String> {
        let mut ids = Vec::new();
        for country in BUILTIN.dirs() {
            ids.extend(country.files().filter_map(|file| id_of(file.path())));
        }
        for country in folder.iter().flat_map(|folder| entries(folder)) {
            ids.extend(entries(&country).iter().filter_map(|file| id_of(file)));
        }
        ids.sort();
        ids.dedup();
        ids
    }

    /// All adapters that can be read, with their ids, but for the one called `without`.
    pub(crate) fn all<'a>(
        folder: Option<&'a Path>,
        without: Option<&'a str>,
    ) -> impl Iterator<Item = (String, Cow<'static, Self>)> + use<'a> {
        let ids = Self::ids(folder).into_iter();
        let ids = ids.filter(move |id| without != Some(id.as_str()));
        ids.filter_map(move |id| {
            let own = folder.map(|folder| folder.join(format!("{id}.toml")));
            let adapter = match own.filter(|path| path.is_file()) {
                Some(path) => Cow::Owned(Self::load(&path).ok()?),
                None => Cow::Borrowed(PARSED.get(id.as_str())?.read(&id).as_ref().ok()?),
            };
            Some((id, adapter))
        })
    }

    /// The adapters that are compiled in and have the section `section`.
    pub(crate) fn builtin_with(section: &str) -> impl Iterator<Item = &'static Self> {
        PARSED
            .iter()
            .filter(move |(_, one)| one.text.contains(section))
            .filter_map(|(id, one)| one.read(id).as_ref().ok())
    }

    /// The file as it was read, with its comments.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The definition as it stands at the top of the file.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.base
    }

    /// The rounds with their whole definitions.
    pub fn rounds(&self) -> impl Iterator<Item = (&Round, &Definition)> {
        self.rounds
            .iter()
            .map(|(round, definition)| (round, definition))
    }

    /// The last period for which the definition was checked, in its first frequency.
    #[must_use]
    pub fn usual_period(&self) -> ReferencePeriod {
        let periods = &self.base.periods;
        if let Some(Limit::Period(last)) = periods.to {
            return last;
        }
        let year = periods.to.map_or(periods.from, Limit::year);
        let form = match periods.frequencies.first().map(String::as_str) {
            Some("S") => format!("{year:04}-S1"),
            Some("Q") => format!("{year:04}-Q1"),
            Some("M") => format!("{year:04}-01"),
            _ => format!("{year:04}"),
        };
        // Unwrap safety: the checks of the definition hold the years to four digits.
        #[expect(clippy::unwrap_used, reason = "checked")]
        form.parse().unwrap()
    }

    /// The definition that holds for `period`.
    ///
    /// # Errors
    /// When it holds for other periods only.
    pub fn for_period(&self, period: ReferencePeriod) -> Result<&Definition, Vec<DefinitionError>> {
        if !self.settled {
            let areas = self.base.areas().join(" ");
            return Err(self.refused("reporters", DefinitionFault::NoReporter { areas }));
        }
        let periods = &self.base.periods;
        let frequency = period.frequency().code();
        let known = periods.frequencies.is_empty()
            || periods.frequencies.iter().any(|one| one == frequency);
        let begun = period.year() >= periods.from;
        if !known || !begun || !periods.to.is_none_or(|to| to.reaches(period)) {
            let to = periods.to.map_or_else(String::new, |to| to.to_string());
            let holds = format!("{}–{to} {}", periods.from, periods.frequencies.join(" "));
            return Err(self.refused(
                "periods",
                DefinitionFault::OutsidePeriods {
                    period: period.to_string(),
                    holds: holds.trim_end().to_owned(),
                },
            ));
        }
        let round = self.rounds.iter().find(|(round, _)| round.holds(period));
        Ok(round.map_or(&self.base, |(_, definition)| definition))
    }
}

/// The id of a definition file: its folder and its name.
fn id_of(path: &Path) -> Option<String> {
    let country = path.parent()?.file_name()?.to_str()?;
    let system = path.file_name()?.to_str()?.strip_suffix(".toml")?;
    Some(format!("{country}/{system}"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default()
}

/// The definition that `text` holds, as `area` reports with it.
fn read(text: &str, area: Option<&str>) -> Result<Definition, toml::de::Error> {
    let whole: toml::Table = toml::from_str(text)?;
    if whole.contains_key("reporters") {
        settled(whole, area)?.try_into()
    } else {
        // From the text itself, so that a mistake is told with its line.
        toml::from_str(text)
    }
}

/// The table with who reports, where it leaves that open.
fn settled(mut whole: toml::Table, area: Option<&str>) -> Result<toml::Table, toml::de::Error> {
    if let Some(section) = whole.get("reporters") {
        let reporters: Reporters = section.clone().try_into()?;
        reporters::settle(&mut whole, &reporters, area);
    }
    Ok(whole)
}

/// The definition with the keys of `round` in place of those at the top.
fn merged(text: &str, area: Option<&str>, round: &Round) -> Result<Definition, String> {
    let said = |error: toml::de::Error| error.message().to_owned();
    let whole = toml::from_str(text).map_err(said)?;
    let mut whole = settled(whole, area).map_err(said)?;
    whole.remove("round");
    merge(&mut whole, &round.change);
    whole.try_into().map_err(said)
}

fn merge(into: &mut toml::Table, change: &toml::Table) {
    for (key, value) in change {
        match (into.get_mut(key), value) {
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => merge(old, new),
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}

/// The parser's complaint with its line; an unknown key with the keys that exist.
fn syntax(file: &str, text: &str, error: &toml::de::Error) -> DefinitionError {
    let detail = error.message().to_owned();
    let line = error.span().map(|span| locate::line_at(text, span.start));
    let quoted: Vec<&str> = detail.split('`').skip(1).step_by(2).collect();
    let (key, fault) = match quoted.split_first() {
        Some((key, expected)) if detail.starts_with("unknown field") => (
            (*key).to_owned(),
            DefinitionFault::UnknownKey {
                nearest: nearest(key, expected.iter().copied()),
                expected: expected.join(", "),
            },
        ),
        _ => (String::new(), DefinitionFault::Syntax { detail }),
    };
    DefinitionError {
        file: file.to_owned(),
        line,
        key,
        fault,
    }
}

#[cfg(test)]
mod tests {
    use schemas::language::Language;

    use super::Adapter;

    #[test]
    fn every_adapter_that_is_compiled_in_is_right_and_named_after_its_file() {
        let ids = Adapter::ids(None);
        assert!(ids.len() >= 2, "{ids:?}");
        for id in ids {
            match Adapter::builtin(&id) {
                Ok(adapter) => assert_eq!(adapter.definition().id, id),
                Err(errors) => {
                    let told: Vec<_> = errors.iter().map(|e| e.message(Language::En)).collect();
                    panic!("{}", told.join("\n"));
                }
            }
        }
    }

    #[test]
    fn mistakes_are_told_with_line_key_and_proposal() {
        let text = include_str!("example.toml")
            .replace("[dimension.OCCUPATION]", "[dimension.OCUPATION]")
            .replace("amount = \"workers\"", "amount = \"worker\"")
            .replace("constant = \"US_H2A\"", "constant = \"US_H2C\"")
            .replace("profile = \"count\"", "profile = \"counts\"");
        let errors = Adapter::parse("example.toml", &text)
            .err()
            .unwrap_or_default();
        let told: Vec<_> = errors.iter().map(|e| e.message(Language::En)).collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn an_unknown_key_is_told_with_the_keys_that_exist() {
        let text = include_str!("example.toml").replace("fill_down", "filldown");
        let errors = Adapter::parse("example.toml", &text)
            .err()
            .unwrap_or_default();
        let told: Vec<_> = errors.iter().map(|e| e.message(Language::Es)).collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn a_measure_that_does_not_add_up_is_a_median_and_a_median_is_no_sum() {
        let vacancy = "dataflow = \"DF_VACANCY\"\nmeasure = \"WAGE_OFF\"";
        let permit = "dataflow = \"DF_PERMIT\"\nmeasure = \"N\"";
        let text = include_str!("example.toml");
        let told = |text: String| {
            let errors = Adapter::parse("example.toml", &text)
                .err()
                .unwrap_or_default();
            let told: Vec<_> = errors.iter().map(|e| e.message(Language::Es)).collect();
            told.join("\n")
        };
        let sum_of_wages = told(text.replace(permit, vacancy));
        let median = format!("{permit}\nstatistic = \"median\"\nper = \"factors\"");
        let median_of_counts = told(text.replace(permit, &median));
        insta::assert_snapshot!(format!("{sum_of_wages}\n--\n{median_of_counts}"));
    }
}
