//! The text of a definition under way: lines, comments, and questions whose answer is still `"?"`.

use schemas::language::{Language, MessageArgs, args};

use crate::catalogue::catalogue;

/// What stands where an answer is wanted. The definition's check refuses it.
pub(crate) const UNANSWERED: &str = "?";

/// A definition to be completed.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Its id.
    pub id: String,
    /// The TOML.
    pub text: String,
    /// What the officer must answer, in the order of the file.
    pub questions: Vec<Question>,
    /// The adapter that it was made from.
    pub based_on: Option<String>,
    /// How many things were changed or proposed, without a question.
    pub proposed: usize,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Question {
    /// Its number in the file.
    pub number: usize,
    /// The line of the answer, from 1.
    pub line: usize,
    /// The key.
    pub key: String,
    /// Answers that make sense, the likeliest first. Empty: any text.
    pub options: Vec<String>,
}

impl Proposal {
    /// The text with each question answered by `answer`.
    #[must_use]
    pub fn answered(&self, mut answer: impl FnMut(&Question) -> String) -> String {
        let mut lines: Vec<String> = self.text.lines().map(str::to_owned).collect();
        for question in &self.questions {
            if let Some(line) = lines.get_mut(question.line - 1) {
                let wanted = quoted(UNANSWERED);
                if let Some(at) = line.rfind(&wanted) {
                    line.replace_range(at..at + wanted.len(), &quoted(&answer(question)));
                }
            }
        }
        lines.join("\n") + "\n"
    }
}

/// Lines under way.
pub(super) struct Draft {
    language: Language,
    lines: Vec<String>,
    questions: Vec<Question>,
    proposed: usize,
}

impl Draft {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            lines: Vec::new(),
            questions: Vec::new(),
            proposed: 0,
        }
    }

    /// A line of TOML.
    pub(super) fn line(&mut self, text: impl Into<String>) {
        self.lines.push(text.into());
    }

    /// A blank line, unless one is there.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// `key = "text"`.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.line(format!("{key} = {}", quoted(value)));
    }

    /// A comment.
    pub(super) fn comment(&mut self, key: &str, args: &MessageArgs) {
        let text = catalogue().message(self.language, key, args);
        self.wrapped(&text);
    }

    /// A comment that asks for a look: something was proposed.
    pub(super) fn look(&mut self, key: &str, args: &MessageArgs) {
        self.proposed += 1;
        let text = catalogue().message(self.language, key, args);
        let label = catalogue().message(self.language, "propose-look", &MessageArgs::new());
        self.wrapped(&format!("{label}: {text}"));
    }

    /// A question: its text, answers that make sense, and the line whose value is `"?"`.
    pub(super) fn ask(
        &mut self,
        key: &str,
        said: &MessageArgs,
        options: &[Choice],
        line: &str,
        path: &str,
    ) {
        let number = self.questions.len() + 1;
        let text = catalogue().message(self.language, key, said);
        let numbered = args([("number", number.to_string()), ("text", text)]);
        let text = catalogue().message(self.language, "propose-question", &numbered);
        self.wrapped(&text);
        if !options.is_empty() {
            let told: Vec<String> = options.iter().map(Choice::told).collect();
            let said = args([("options", told.join("; "))]);
            let text = catalogue().message(self.language, "propose-options", &said);
            self.wrapped(&text);
        }
        self.line(line);
        self.questions.push(Question {
            number,
            line: self.lines.len(),
            key: path.to_owned(),
            options: options.iter().map(|option| option.code.clone()).collect(),
        });
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn questions(&self) -> usize {
        self.questions.len()
    }

    /// A long comment over several lines.
    fn wrapped(&mut self, text: &str) {
        let mut line = "#".to_owned();
        for word in text.split_whitespace() {
            if line.chars().count() + word.chars().count() > WIDTH && line.len() > 1 {
                self.lines
                    .push(std::mem::replace(&mut line, "#".to_owned()));
            }
            line.push(' ');
            line.push_str(word);
        }
        self.lines.push(line);
    }

    /// The lines put into `around` after so many of its lines.
    pub(super) fn into(
        self,
        before: &str,
        after: &str,
        id: &str,
        based_on: Option<&str>,
    ) -> Proposal {
        let offset = before.lines().count();
        let mut text = before.to_owned();
        text.push_str(&self.lines.join("\n"));
        text.push('\n');
        text.push_str(after);
        let mut questions = self.questions;
        for question in &mut questions {
            question.line += offset;
        }
        Proposal {
            id: id.to_owned(),
            text,
            questions,
            based_on: based_on.map(str::to_owned),
            proposed: self.proposed,
        }
    }
}

/// An answer that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) title: String,
}

impl Choice {
    pub(super) fn new(code: &str, title: &str) -> Self {
        Self {
            code: code.to_owned(),
            title: title.to_owned(),
        }
    }

    fn told(&self) -> String {
        if self.title.is_empty() {
            self.code.clone()
        } else {
            format!("{} = {}", self.code, self.title)
        }
    }
}

/// A TOML text in quotes, on one line; line breaks of headers become blanks.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            _ if letter.is_control() => quoted.push(' '),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A TOML list of texts.
pub(super) fn list(texts: &[String]) -> String {
    let all: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", all.join(", "))
}

/// A key, in quotes where it must be.
pub(super) fn key(text: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if !text.is_empty() && text.chars().all(bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

const WIDTH: usize = 110;
