//! The period that a file's name tells: `tfwp_2020q1_positive.csv`, `H-2A_FY17.xlsx`, `ecovid0420.DBF`.

use schemas::period::ReferencePeriod;

/// The period in the name of a file, if one can be read there.
#[must_use]
pub fn of_name(name: &str) -> Option<ReferencePeriod> {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lower = name.to_lowercase();
    let runs = digit_runs(&lower);
    // `2012_a_2023` is of all these years, and of none.
    let mut years = runs
        .iter()
        .filter_map(|(_, run)| year(run).filter(|_| run.len() == 4));
    let first = years.next();
    if first.is_some() && years.any(|other| Some(other) != first) {
        return None;
    }
    let dated = runs.windows(2).find_map(|pair| {
        let (year, month) = (year(pair[0].1)?, pair[1].1);
        let near = pair[1].0 == pair[0].0 + pair[0].1.len() + 1;
        (near && month.len() == 2)
            .then(|| format!("{year}-{month}").parse().ok())
            .flatten()
    });
    dated
        .or_else(|| {
            let (at, year) = runs
                .iter()
                .find_map(|(at, run)| Some((*at + run.len(), year(run)?)))
                .or_else(|| fiscal(&lower, &runs))?;
            quarter(&lower, at)
                .and_then(|quarter| format!("{year}-Q{quarter}").parse().ok())
                .or_else(|| year.to_string().parse().ok())
        })
        .or_else(|| runs.iter().find_map(|(_, run)| month_and_year(run)))
}

/// The runs of digits and where each begins.
fn digit_runs(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn year(run: &str) -> Option<u16> {
    let first = run.get(..4)?;
    let long = run.len() == 4 || run.len() == 8;
    let year: u16 = first.parse().ok()?;
    (long && (1990..=2049).contains(&year)).then_some(year)
}

/// The year in a date, however written.
pub(super) fn year_in(text: &str) -> Option<u16> {
    let runs = digit_runs(text);
    runs.iter().find_map(|(_, run)| year(run))
}

/// All years of a text.
pub(super) fn years_in(text: &str) -> Vec<u16> {
    let runs = digit_runs(text);
    runs.iter().filter_map(|(_, run)| year(run)).collect()
}

/// `fy17` is 2017.
fn fiscal(text: &str, runs: &[(usize, &str)]) -> Option<(usize, u16)> {
    runs.iter().find_map(|(at, run)| {
        let fiscal = text[..*at]
            .trim_end_matches(['_', '-', ' '])
            .ends_with("fy");
        let short: u16 = run.parse().ok().filter(|_| run.len() == 2)?;
        fiscal.then_some((*at + 2, 2000 + short))
    })
}

/// `q3`, `trim_1`, `t2` right after the year.
fn quarter(text: &str, after: usize) -> Option<char> {
    let rest = text.get(after..)?.trim_start_matches(['_', '-', ' ']);
    let rest = ["trim", "q", "t"]
        .into_iter()
        .find_map(|word| rest.strip_prefix(word))?;
    let rest = rest.trim_start_matches(['_', '-', ' ', 'e', 's', 'r']);
    let mut letters = rest.chars();
    let quarter = letters.next().filter(|one| ('1'..='4').contains(one))?;
    // `q1q2` is half a year.
    (!rest[1..].starts_with('q')).then_some(quarter)
}

/// `0420` is April 2020.
fn month_and_year(run: &str) -> Option<ReferencePeriod> {
    let (month, year) = run.split_at_checked(2)?;
    let short: u16 = year.parse().ok().filter(|_| year.len() == 2)?;
    (10..=49)
        .contains(&short)
        .then(|| format!("20{short}-{month}").parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::of_name;

    #[test]
    fn names_of_files_tell_their_period() {
        let told = |name| of_name(name).map(|period| period.to_string());
        assert_eq!(of_name("Empleo_2012_a_2023_por_Edad.xlsx"), None);
        for (name, period) in [
            ("tfwp_2020q1_positive_en.csv", "2020-Q1"),
            ("2016_positive_employer_fr.csv", "2016"),
            ("2017q1q2_positive_en.csv", "2017"),
            ("H-2A_Disclosure_Data_FY17.xlsx", "2017"),
            ("H-2B_Disclosure_Data_FY2018_EOY.xlsx", "2018"),
            ("ecovid0420.DBF", "2020-04"),
            ("nonimmigrant_2019-03-01.jsonl", "2019-03"),
            ("2019_trim_1_Nacional.xls", "2019-Q1"),
            ("TFWP_2021Q3_Positive_EN.xlsx", "2021-Q3"),
        ] {
            assert_eq!(told(name).as_deref(), Some(period), "{name}");
        }
        assert_eq!(told("eneiPer.csv"), None);
    }
}
