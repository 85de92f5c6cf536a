//! An instance: a table as rows with its dimensions, in memory and as files (`table.csv`,
//! `hier_<dimension>.json`), the form that `puente protect` reads.

use std::{
    error::Error,
    fs,
    io::{BufWriter, Write},
    path::Path,
};

use disclosure::{
    RawTable,
    geometry::Axis,
    table::{Need, RawCell},
};
use rustc_hash::FxHashMap;

use crate::dimension::Dimension;

/// One row: the codes' positions, the figures, and what the cell needs when it is primary.
pub(crate) struct Row {
    pub(crate) key: Vec<u16>,
    pub(crate) cell: RawCell,
    pub(crate) need: Option<Need>,
}

/// A table with its dimensions.
pub(crate) struct Instance {
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) rows: Vec<Row>,
}

impl Instance {
    /// Writes `table.csv` and the hierarchies into `folder`.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        fs::create_dir_all(folder)?;
        for dimension in &self.dimensions {
            let code = |node: &usize| dimension.nodes[*node].as_str();
            let sums: Vec<_> = dimension
                .sums
                .iter()
                .map(|(parent, parts)| (code(parent), parts.iter().map(code).collect::<Vec<_>>()))
                .collect();
            let whole = serde_json::json!({
                "dim": dimension.name, "total": dimension.nodes[0],
                "nodes": dimension.nodes, "equations": sums,
            });
            let file = folder.join(format!("hier_{}.json", dimension.name));
            fs::write(file, whole.to_string())?;
        }
        let mut file = BufWriter::new(fs::File::create(folder.join("table.csv"))?);
        for dimension in &self.dimensions {
            write!(file, "{},", dimension.name)?;
        }
        writeln!(file, "freq,value,ncontr,top1,top2,primary,lpl,upl,spl")?;
        for row in &self.rows {
            for (dimension, code) in self.dimensions.iter().zip(&row.key) {
                write!(file, "{},", dimension.nodes[usize::from(*code)])?;
            }
            let (cell, need) = (&row.cell, row.need.unwrap_or_default());
            writeln!(
                file,
                "{},{},{},{},{},{},{},{},{}",
                cell.contributors,
                cell.value,
                cell.contributors,
                cell.top[0],
                cell.top[1],
                u8::from(row.need.is_some()),
                need.lower,
                need.upper,
                need.slide
            )?;
        }
        Ok(file.flush()?)
    }

    /// Reads what [`Instance::write`] wrote, or a known instance of the same form.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(folder.join("table.csv"))?;
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let column = |name: &str| {
            let at = header.iter().position(|known| *known == name);
            at.ok_or_else(|| format!("column {name} is missing"))
        };
        let figures = ["value", "ncontr", "top1", "top2", "primary"];
        let figures = figures
            .map(column)
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let needs = ["lpl", "upl", "spl"]
            .map(column)
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let dimensions = header[..column("freq")?]
            .iter()
            .map(|name| dimension(folder, name))
            .collect::<Result<Vec<_>, _>>()?;
        let places: Vec<FxHashMap<&str, u16>> = dimensions
            .iter()
            .map(|dimension| {
                dimension
                    .nodes
                    .iter()
                    .map(String::as_str)
                    .zip(0..)
                    .collect()
            })
            .collect();
        let mut rows = Vec::new();
        for line in lines {
            let fields: Vec<&str> = line.split(',').collect();
            let numbers = |columns: &[usize]| -> Result<Vec<f64>, Box<dyn Error>> {
                let number =
                    |at: &usize| Ok(fields.get(*at).ok_or("a field is missing")?.parse()?);
                columns.iter().map(number).collect()
            };
            let key = places
                .iter()
                .zip(&fields)
                .map(|(codes, code)| codes.get(code).copied().ok_or("unknown code"))
                .collect::<Result<Vec<_>, _>>()?;
            let (known, need) = (numbers(&figures)?, numbers(&needs)?);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a number of contributors; saturates"
            )]
            let contributors = known[1] as u32;
            rows.push(Row {
                key,
                cell: RawCell {
                    value: known[0],
                    contributors,
                    holders: contributors,
                    top: [known[2], known[3], 0.0, 0.0, 0.0],
                    ..RawCell::default()
                },
                need: (known[4] > 0.0).then(|| Need {
                    lower: need[0],
                    upper: need[1],
                    slide: need[2],
                }),
            });
        }
        drop(places);
        Ok(Self { dimensions, rows })
    }

    /// The table that `protect` takes.
    pub(crate) fn raw(&self) -> Result<RawTable, Box<dyn Error>> {
        let axes = self.dimensions.iter().map(|dimension| {
            let code = |node: &usize| dimension.nodes[*node].clone();
            let sums: Vec<(String, Vec<String>)> = dimension
                .sums
                .iter()
                .map(|(parent, parts)| (code(parent), parts.iter().map(code).collect()))
                .collect();
            Axis::of_hierarchy(&dimension.name, dimension.nodes.clone(), &sums)
        });
        let axes = axes.collect::<Result<Vec<_>, _>>()?;
        let rows = self
            .rows
            .iter()
            .map(|row| (row.key.clone(), row.cell, row.need));
        Ok(RawTable::from_rows(axes, rows.collect(), true)?)
    }
}

fn dimension(folder: &Path, name: &str) -> Result<Dimension, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Hierarchy {
        nodes: Vec<String>,
        equations: Vec<(String, Vec<String>)>,
    }
    let text = fs::read_to_string(folder.join(format!("hier_{name}.json")))?;
    let Hierarchy { nodes, equations } = serde_json::from_str(&text)?;
    let find = |code: &String| {
        let at = nodes.iter().position(|known| known == code);
        at.ok_or_else(|| format!("unknown code {code}"))
    };
    let sums = equations
        .iter()
        .map(|(parent, parts)| {
            let parts = parts.iter().map(find).collect::<Result<Vec<_>, _>>()?;
            Ok::<_, String>((find(parent)?, parts))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Dimension {
        name: name.to_owned(),
        nodes,
        sums,
    })
}
