//! Reads the folder and checks what its files say against each other and against the codelists.
//! Every fault is told, not only the first; those of participants before those of the rest.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use certs::participant::GATEWAY;
use chrono::{DateTime, Utc};
use schemas::{
    ids::{DataflowId, DimensionId, ParticipantId},
    language::{Names, args},
    registry::Registry,
};
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::{
    difference::Wanted,
    fault::{AdministrationError, FolderFault},
    form::{
        AgreementFile, AgreementForm, CalendarFile, CalendarForm, FinestForm, ParticipantFile,
        ParticipantForm,
    },
};
use crate::{
    agreement::{Agreement, Finest, Participant, Party, is_country},
    regional,
    schedule::{Calendar, InvalidPattern, Pattern},
};

/// A folder that is being read.
#[derive(Default)]
pub(super) struct Folder {
    wanted: Wanted,
    faults: Vec<FolderFault>,
}

/// A file of the folder.
struct Source {
    path: PathBuf,
    text: String,
}

impl Folder {
    /// Everything that the folder says.
    pub(super) fn read(folder: &Path) -> Result<Wanted, AdministrationError> {
        let mut read = Self::default();
        for (source, file) in read.files::<ParticipantFile>(folder, "participants") {
            for form in file.participant {
                read.participant(&source, form);
            }
        }
        // The other files name participants: without all of them, right names would be called wrong.
        if !read.faults.is_empty() {
            return Err(AdministrationError::Folder(read.faults));
        }
        for (source, file) in read.files::<AgreementFile>(folder, "agreements") {
            for form in file.agreement {
                read.agreement(&source, form);
            }
        }
        for (source, file) in read.files::<CalendarFile>(folder, "calendars") {
            for form in file.calendar {
                read.calendar(&source, form);
            }
        }
        if read.faults.is_empty() {
            Ok(read.wanted)
        } else {
            Err(AdministrationError::Folder(read.faults))
        }
    }

    /// The files `*.toml` of a folder, in order of name; those that cannot be used leave a fault.
    fn files<T: DeserializeOwned>(&mut self, folder: &Path, kind: &str) -> Vec<(Source, T)> {
        let folder = folder.join(kind);
        let listed = std::fs::read_dir(&folder)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let mut paths: Vec<PathBuf> = match listed {
            Ok(paths) => paths,
            Err(error) => {
                self.faults.push(unreadable(&folder, &error));
                return Vec::new();
            }
        };
        paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
        paths.sort();
        let mut parsed = Vec::new();
        for path in paths {
            match parse(&path) {
                Ok(file) => parsed.push(file),
                Err(fault) => self.faults.push(*fault),
            }
        }
        parsed
    }

    fn participant(&mut self, source: &Source, form: ParticipantForm) {
        let Ok(id) = form.id.as_ref().parse::<ParticipantId>() else {
            return self.fault(source.fault(&form.id, "participant_id_invalid"));
        };
        let written = form.area.as_ref().unwrap_or(&form.id);
        let area = match &form.area {
            None => id.area().to_owned(),
            Some(area) => area.as_ref().clone(),
        };
        if !is_country(&area) {
            let fault = source.fault(written, "area_not_known");
            return self.fault(fault.propose(&area, countries()));
        }
        if self.wanted.participants.contains_key(id.as_str()) {
            return self.fault(source.fault(&form.id, "id_repeated"));
        }
        let participant = Participant {
            id,
            role: form.role,
            area,
            status: form.status,
            title: Names {
                es: form.title.es,
                en: form.title.en,
                fr: form.title.fr,
            },
        };
        self.wanted
            .participants
            .insert(participant.id.to_string(), participant);
    }

    fn agreement(&mut self, source: &Source, form: AgreementForm) {
        if self.wanted.agreements.contains_key(form.id.as_ref()) {
            return self.fault(source.fault(&form.id, "id_repeated"));
        }
        let provider = self.known_participant(source, &form.provider);
        let recipient = self.recipient(source, &form.recipient);
        let dataflow = self.known_dataflow(source, &form.dataflow);
        let (Some(provider), Some(recipient), Some(dataflow)) = (provider, recipient, dataflow)
        else {
            return;
        };
        let Some(finest) = self.finest(source, &form.finest, &dataflow) else {
            return;
        };
        if form.valid_to.is_some_and(|last| last < form.valid_from) {
            return self.fault(source.fault(&form.id, "validity_reversed"));
        }
        let agreement = Agreement {
            id: form.id.into_inner(),
            provider,
            dataflow,
            recipient,
            finest,
            purpose: form.purpose,
            valid_from: form.valid_from,
            valid_to: form.valid_to,
            direction: form.direction,
        };
        self.wanted
            .agreements
            .insert(agreement.id.clone(), agreement);
    }

    fn calendar(&mut self, source: &Source, form: CalendarForm) {
        if self.wanted.calendars.contains_key(form.id.as_ref()) {
            return self.fault(source.fault(&form.id, "id_repeated"));
        }
        let faults = self.faults.len();
        let provider = form.provider.as_ref();
        let provider = provider.and_then(|id| self.known_participant(source, id));
        let dataflow = form.dataflow.as_ref();
        let dataflow = dataflow.and_then(|id| self.known_dataflow(source, id));
        let pattern = match Pattern::new(form.cron.as_ref(), form.time_zone.as_ref()) {
            Ok(pattern) => pattern,
            Err(invalid) => return self.fault(pattern_fault(source, &form, &invalid)),
        };
        if self.faults.len() > faults {
            return;
        }
        let calendar = Calendar {
            id: form.id.into_inner(),
            dataflow,
            provider,
            pattern,
            missed: form.missed,
            late_after_s: form.late_after_s,
            // The moment of writing takes its place.
            starts_at: DateTime::<Utc>::MIN_UTC,
        };
        self.wanted.calendars.insert(calendar.id.clone(), calendar);
    }

    fn known_participant(
        &mut self,
        source: &Source,
        written: &Spanned<String>,
    ) -> Option<ParticipantId> {
        if written.as_ref() == GATEWAY {
            return Some(regional::gateway().clone());
        }
        if let Some(participant) = self.wanted.participants.get(written.as_ref()) {
            return Some(participant.id.clone());
        }
        let known = self.wanted.participants.keys().map(String::as_str);
        let fault = source.fault(written, "participant_not_in_folder");
        self.faults.push(fault.propose(written.as_ref(), known));
        None
    }

    fn known_dataflow(&mut self, source: &Source, written: &Spanned<String>) -> Option<DataflowId> {
        let registry = Registry::builtin();
        if let Some(dataflow) = registry.dataflow(written.as_ref()) {
            return Some(dataflow.id.clone());
        }
        let known = registry.dataflows().map(|dataflow| dataflow.id.as_str());
        let fault = source.fault(written, "dataflow_not_known");
        self.fault(fault.propose(written.as_ref(), known));
        None
    }

    fn recipient(&mut self, source: &Source, written: &Spanned<String>) -> Option<Party> {
        match written.as_ref().parse() {
            Ok(Party::Participant(_)) => self
                .known_participant(source, written)
                .map(Party::Participant),
            Ok(party) => Some(party),
            Err(_) => {
                let participants = self.wanted.participants.keys().map(String::as_str);
                let mut known: Vec<&str> = participants.collect();
                for area in groups().chain(countries()) {
                    known.push(area);
                }
                let fault = source.fault(written, "recipient_not_known");
                self.faults.push(fault.propose(written.as_ref(), known));
                None
            }
        }
    }

    fn finest(
        &mut self,
        source: &Source,
        written: &Spanned<FinestForm>,
        dataflow: &DataflowId,
    ) -> Option<Finest> {
        let names = match written.as_ref() {
            FinestForm::Word(word) if word == "all" => return Some(Finest::ALL),
            FinestForm::Word(word) => std::slice::from_ref(word),
            FinestForm::Dimensions(names) => names,
        };
        let known: BTreeSet<&DimensionId> = Registry::builtin()
            .dataflow(dataflow.as_str())
            .into_iter()
            .flat_map(|dataflow| dataflow.dimensions.iter().map(|dimension| &dimension.id))
            .collect();
        let words = || known.iter().map(|id| id.as_str());
        if let Some(name) = names.iter().find(|name| !words().any(|id| id == *name)) {
            let named = args([
                ("written", name.clone()),
                ("dataflow", dataflow.to_string()),
            ]);
            let fault = FolderFault::of(&source.path, "dimension_not_known", named)
                .at(&source.text, written.span().start)
                .propose(name, words().chain(["all"]));
            self.fault(fault);
            return None;
        }
        let listed = known
            .into_iter()
            .filter(|id| names.iter().any(|name| name == id.as_str()));
        Some(Finest::Dimensions(listed.cloned().collect()))
    }

    fn fault(&mut self, fault: FolderFault) {
        self.faults.push(fault);
    }
}

impl Source {
    /// The fault `code` of what is `written`.
    fn fault(&self, written: &Spanned<String>, code: &'static str) -> FolderFault {
        let named = args([("written", written.as_ref().clone())]);
        FolderFault::of(&self.path, code, named).at(&self.text, written.span().start)
    }
}

fn pattern_fault(source: &Source, form: &CalendarForm, invalid: &InvalidPattern) -> FolderFault {
    let zones = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    match invalid {
        InvalidPattern::Cron => source.fault(&form.cron, "cron_invalid"),
        InvalidPattern::Never => source.fault(&form.cron, "cron_never"),
        InvalidPattern::Zone => source
            .fault(&form.time_zone, "time_zone_not_known")
            .propose(form.time_zone.as_ref(), zones()),
    }
}

fn parse<T: DeserializeOwned>(path: &Path) -> Result<(Source, T), Box<FolderFault>> {
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let parsed =
        toml::from_str(&text).map_err(|error| Box::new(form_fault(path, &text, &error)))?;
    let path = path.to_owned();
    Ok((Source { path, text }, parsed))
}

fn unreadable(path: &Path, error: &std::io::Error) -> FolderFault {
    let named = args([("detail", error.to_string())]);
    FolderFault::of(path, "folder_unreadable", named)
}

/// A mistake of form. The parser's own sentence names an unknown word and what it expects instead,
/// each in backticks: the nearest of those is proposed.
fn form_fault(path: &Path, text: &str, error: &toml::de::Error) -> FolderFault {
    let offset = error.span().map_or(0, |span| span.start);
    let mut words = error.message().split('`').skip(1).step_by(2);
    let fault = match words.next() {
        Some(written) if error.message().starts_with("unknown ") => {
            let known: Vec<&str> = words.collect();
            let named = args([("written", written.to_owned()), ("known", known.join(", "))]);
            FolderFault::of(path, "folder_word_unknown", named).propose(written, known)
        }
        Some(written) if error.message().starts_with("missing field") => {
            let named = args([("written", written.to_owned())]);
            FolderFault::of(path, "folder_key_missing", named)
        }
        _ => {
            let named = args([("detail", error.message().to_owned())]);
            FolderFault::of(path, "folder_file_invalid", named)
        }
    };
    fault.at(text, offset)
}

fn countries() -> impl Iterator<Item = &'static str> {
    areas().filter(|code| is_country(code))
}

fn groups() -> impl Iterator<Item = &'static str> {
    areas().filter(|code| code.starts_with("G_"))
}

fn areas() -> impl Iterator<Item = &'static str> {
    let areas = Registry::builtin().codelist("CL_AREA");
    areas
        .into_iter()
        .flat_map(|list| list.codes().iter().map(|code| code.code.as_str()))
}
