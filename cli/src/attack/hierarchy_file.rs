//! The hierarchies of a table: a folder of `hier_<dimension>.json`, or one file that holds a
//! hierarchy or a list of them.

use std::path::{Path, PathBuf};

use disclosure::geometry::Axis;
use schemas::language::args;
use serde::Deserialize;

use super::table_file::text;
use crate::context::{Context, Failure};

/// A hierarchy as it is written.
#[derive(Deserialize)]
struct Hierarchy {
    #[serde(default)]
    dim: String,
    nodes: Vec<String>,
    equations: Vec<(String, Vec<String>)>,
}

/// One file holds one hierarchy or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Several(Vec<Hierarchy>),
    One(Hierarchy),
}

/// The axes of the dimensions named, and where each was read.
pub(super) fn axes(
    names: &[String],
    path: &Path,
    context: &Context,
) -> Result<Vec<(Axis, PathBuf)>, Failure> {
    if path.is_file() {
        let mut known = read(path, context)?;
        return names
            .iter()
            .map(|name| {
                Ok((
                    take(name, names.len(), &mut known, path, context)?,
                    path.to_owned(),
                ))
            })
            .collect();
    }
    let of_folder = |name: &String| {
        let file = path.join(format!("hier_{name}.json"));
        if path.is_dir() && !file.exists() {
            return Err(missing(name, &file, context));
        }
        let mut known = read(&file, context)?;
        Ok((take(name, 1, &mut known, &file, context)?, file))
    };
    names.iter().map(of_folder).collect()
}

fn read(path: &Path, context: &Context) -> Result<Vec<Hierarchy>, Failure> {
    let text = text(path, context)?;
    // The syntax first: an untagged content tells no place.
    let syntax = serde_json::from_str::<serde_json::Value>(&text);
    let bad = |line: usize, column: usize| {
        let named = [
            ("file", path.display().to_string()),
            ("line", line.to_string()),
            ("column", column.to_string()),
        ];
        Failure::Input(context.message("hierarchy-bad-json", &args(named)))
    };
    let value = syntax.map_err(|error| bad(error.line(), error.column()))?;
    match serde_json::from_value(value).map_err(|_| bad(1, 1))? {
        Content::Several(several) => Ok(several),
        Content::One(one) => Ok(vec![one]),
    }
}

/// The hierarchy of `name` among those read; the only one of a table of one dimension needs no
/// name.
fn take(
    name: &str,
    dimensions: usize,
    known: &mut Vec<Hierarchy>,
    path: &Path,
    context: &Context,
) -> Result<Axis, Failure> {
    let alone = dimensions == 1 && known.len() == 1;
    let at = known.iter().position(|one| one.dim == name);
    let at = at.or(alone.then_some(0));
    let Some(at) = at else {
        return Err(missing(name, path, context));
    };
    let hierarchy = known.swap_remove(at);
    Axis::of_hierarchy(name, hierarchy.nodes, &hierarchy.equations)
        .map_err(|error| Failure::Input(error.message(context.language)))
}

fn missing(name: &str, path: &Path, context: &Context) -> Failure {
    let named = [
        ("dimension", name.to_owned()),
        ("file", path.display().to_string()),
    ];
    Failure::Input(context.message("hierarchy-missing", &args(named)))
}
