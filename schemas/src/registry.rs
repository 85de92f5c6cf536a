//! The dataflows, codelists and concordances of this version, embedded in the binary.

use std::{collections::BTreeMap, sync::OnceLock};

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::{codelist::Codelist, concordance::Concordance, dataflow::Dataflow};

static DATAFLOWS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/dataflows");
static CODELISTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/codelists");
static CONCORDANCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/concordances");

/// All definitions, by identifier.
#[derive(Debug)]
pub struct Registry {
    dataflows: BTreeMap<String, Dataflow>,
    codelists: BTreeMap<String, Codelist>,
    concordances: BTreeMap<String, Concordance>,
}

impl Registry {
    /// The definitions of this version.
    ///
    /// # Panics
    /// When an embedded file does not parse; a test of this crate loads them all.
    pub fn builtin() -> &'static Self {
        static REGISTRY: OnceLock<Registry> = OnceLock::new();
        REGISTRY.get_or_init(|| Self {
            dataflows: load(&DATAFLOWS),
            codelists: load(&CODELISTS),
            concordances: load(&CONCORDANCES),
        })
    }

    /// The dataflow `id`.
    #[must_use]
    pub fn dataflow(&self, id: &str) -> Option<&Dataflow> {
        self.dataflows.get(id)
    }

    /// The codelist `id`.
    #[must_use]
    pub fn codelist(&self, id: &str) -> Option<&Codelist> {
        self.codelists.get(id)
    }

    /// The concordance `id`.
    #[must_use]
    pub fn concordance(&self, id: &str) -> Option<&Concordance> {
        self.concordances.get(id)
    }

    /// All dataflows in order of identifier.
    pub fn dataflows(&self) -> impl Iterator<Item = &Dataflow> {
        self.dataflows.values()
    }

    /// All codelists in order of identifier.
    pub fn codelists(&self) -> impl Iterator<Item = &Codelist> {
        self.codelists.values()
    }

    /// All concordances in order of identifier.
    pub fn concordances(&self) -> impl Iterator<Item = &Concordance> {
        self.concordances.values()
    }
}

fn load<T: DeserializeOwned>(folder: &Dir<'_>) -> BTreeMap<String, T> {
    folder
        .files()
        .map(|file| {
            let path = file.path().display();
            let parsed = serde_json::from_slice(file.contents())
                .unwrap_or_else(|error| panic!("embedded file {path}: {error}"));
            let id = file
                .path()
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (id, parsed)
        })
        .collect()
}
