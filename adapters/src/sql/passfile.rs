//! The password file of PostgreSQL: lines `host:port:database:user:password`, where `*` stands for anything.

/// The password of the first line of `text` that fits.
pub(super) fn password(text: &str, wanted: [&str; 4]) -> Option<String> {
    text.lines().find_map(|line| {
        let fields = fields(line);
        let [told @ .., password] = fields.as_slice() else {
            return None;
        };
        let fits = told.len() == wanted.len()
            && !line.starts_with('#')
            && told
                .iter()
                .zip(wanted)
                .all(|(told, wanted)| told == "*" || told == wanted);
        fits.then(|| password.clone())
    })
}

/// The fields of a line; a backslash takes its meaning from a colon or a backslash.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let taken = match letter {
            ':' => {
                fields.push(String::new());
                continue;
            }
            '\\' => letters.next(),
            other => Some(other),
        };
        if let Some(field) = fields.last_mut() {
            field.extend(taken);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::password;

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let text =
            "# db:5432:lmis:ana:no\nother:*:*:*:no\ndb:5432:lmis:ana:a\\:b\\\\c\n*:*:*:*:last";
        let found = |host| password(text, [host, "5432", "lmis", "ana"]);
        assert_eq!(found("db").as_deref(), Some("a:b\\c"));
        assert_eq!(found("elsewhere").as_deref(), Some("last"));
        assert_eq!(
            password("db:5432:lmis:ana", ["db", "5432", "lmis", "ana"]),
            None
        );
    }
}
