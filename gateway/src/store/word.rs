//! Enumerations as the store writes them: the word that their serde form has.

use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;

/// `value` as its word.
pub(super) fn text(value: &impl Serialize, act: &'static str) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Ok(other.to_string()),
        Err(error) => Err(StoreError::new(act, error)),
    }
}

/// The value of a word that [`text`] wrote.
pub(super) fn parse<T: DeserializeOwned>(word: &str, act: &'static str) -> Result<T, StoreError> {
    serde_json::from_value(word.into()).map_err(|error| StoreError::new(act, error))
}

/// `value` as JSON.
pub(super) fn json(value: &impl Serialize, act: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::new(act, error))
}

/// The value of JSON that [`json`] wrote.
pub(super) fn from_json<T: DeserializeOwned>(
    text: &str,
    act: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::new(act, error))
}
