//! What stands for a file may be the address of an office's service: its data are fetched before they are read.

use std::path::{Path, PathBuf};

use adapters::{
    definition::Definition,
    service::{self, Fetched, ServiceError, ServiceOptions},
};
use schemas::language::args;
use tempfile::TempDir;

use crate::context::{Context, Failure};

/// Files that are on disk.
pub(super) struct Files {
    pub(super) paths: Vec<PathBuf>,
    /// Those that were fetched.
    pub(super) fetched: Vec<Fetched>,
    /// Holds what was fetched, and goes with it.
    _folder: Option<TempDir>,
}

/// Fetches what is an address, and leaves the other files as they are.
pub(super) fn on_disk(
    context: &Context,
    definition: &Definition,
    files: &[PathBuf],
    authorities: Option<&Path>,
) -> Result<Files, Failure> {
    let mut found = Files {
        paths: files.to_vec(),
        fetched: Vec::new(),
        _folder: None,
    };
    if !files.iter().any(|file| service::is_address(file)) {
        return Ok(found);
    }
    let folder = TempDir::new().map_err(|error| failed(context, &ServiceError::Kept(error)))?;
    let mut options = ServiceOptions::new(definition.source.formats.clone(), context.language);
    options.authorities = authorities.map(Path::to_owned);
    for path in &mut found.paths {
        if !service::is_address(path) {
            continue;
        }
        let url = path.to_string_lossy().into_owned();
        context.talk(&context.message("adapter-fetching", &args([("url", url.clone())])));
        let own = folder.path().join(found.fetched.len().to_string());
        let made = std::fs::create_dir(&own).map_err(ServiceError::Kept);
        let fetched = made
            .and_then(|()| service::fetch(&url, &own, &options))
            .map_err(|error| failed(context, &error))?;
        path.clone_from(&fetched.path);
        found.fetched.push(fetched);
    }
    found._folder = Some(folder);
    Ok(found)
}

fn failed(context: &Context, error: &ServiceError) -> Failure {
    let text = error.message(context.language);
    match error {
        ServiceError::Address(_) | ServiceError::Authorities(_) => Failure::Usage(text),
        _ if error.is_environment() => Failure::Environment(text),
        _ => Failure::Input(text),
    }
}
