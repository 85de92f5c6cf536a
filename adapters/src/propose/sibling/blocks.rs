//! The text of a definition cut into its sections, so that some can be taken over as they stand.

/// A section: what its header names, and its lines with the header.
pub(super) struct Block<'a> {
    pub(super) name: &'a str,
    pub(super) lines: Vec<&'a str>,
}

/// The sections in the order of the text. What stands before the first has an empty name.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = vec![Block {
        name: "",
        lines: Vec::new(),
    }];
    for line in text.lines() {
        if line.starts_with('[') {
            let name = line.split('#').next().unwrap_or(line).trim();
            blocks.push(Block {
                name: name.trim_matches(['[', ']']),
                lines: Vec::new(),
            });
        }
        if let Some(block) = blocks.last_mut() {
            block.lines.push(line);
        }
    }
    for block in &mut blocks {
        // What is said above the next section is about that one.
        let about_next = |line: &&str| line.trim().is_empty() || line.starts_with('#');
        while block.lines.last().is_some_and(about_next) {
            block.lines.pop();
        }
    }
    blocks
}

impl Block<'_> {
    /// Whether it is the section `name`, or one within it.
    pub(super) fn is_of(&self, name: &str) -> bool {
        let inner = self.name.strip_prefix(name);
        inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn sections_keep_their_lines_and_leave_what_is_said_of_the_next() {
        let text = "id = \"x\"\n\n# About the time.\n[time]\nyear = \"year\"\n\n[[filter]]\nreason = \"r\"\n[[filter]]\nreason = \"s\"\n";
        let cut = blocks(text);
        let names: Vec<&str> = cut.iter().map(|block| block.name).collect();
        assert_eq!(names, ["", "time", "filter", "filter"]);
        assert_eq!(cut[0].lines, ["id = \"x\""]);
        assert_eq!(cut[1].lines, ["[time]", "year = \"year\""]);
        assert!(cut[1].is_of("time"));
    }
}
