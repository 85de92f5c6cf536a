//! The address of a query: HTTPS, without the name of a user.

use std::path::Path;

use awc::http::Uri;

use super::ServiceError;

/// An address of HTTPS.
#[derive(Clone)]
pub(super) struct Address(Uri);

/// Whether what stands for a file is the address of a service.
#[must_use]
pub fn is_address(file: &Path) -> bool {
    let text = file.to_str().unwrap_or_default();
    ["https://", "http://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

impl Address {
    pub(super) fn parse(text: &str) -> Result<Self, ServiceError> {
        let bad = || ServiceError::Address(text.to_owned());
        let uri: Uri = text.trim().parse().map_err(|_| bad())?;
        let authority = uri.authority().ok_or_else(bad)?;
        let is_plain = uri.scheme_str() == Some("https") && !authority.as_str().contains('@');
        if !is_plain || authority.host().is_empty() {
            return Err(bad());
        }
        Ok(Self(uri))
    }

    /// Where a service that stands here points with `location`.
    pub(super) fn redirected(&self, location: &str) -> Result<Self, ServiceError> {
        let authority = self
            .0
            .authority()
            .map_or("", |authority| authority.as_str());
        let text = if let Some(rest) = location.strip_prefix("//") {
            format!("https://{rest}")
        } else if location.starts_with('/') {
            format!("https://{authority}{location}")
        } else if location.contains("://") {
            location.to_owned()
        } else {
            let folder = self
                .0
                .path()
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder);
            format!("https://{authority}{folder}/{location}")
        };
        Self::parse(&text).map_err(|_| ServiceError::Redirected(location.to_owned()))
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.0
    }

    pub(super) fn host(&self) -> String {
        self.0.host().unwrap_or_default().to_owned()
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn redirected(location: &str) -> Option<String> {
        let address = Address::parse("https://simel.example/rest/data/LFS?start=2013").ok()?;
        address.redirected(location).ok().map(|to| to.to_string())
    }

    #[test]
    fn an_address_is_of_https_and_names_no_user() {
        for text in [
            "http://a.example/",
            "https://user@a.example/",
            "https://",
            "a.csv",
            "ftp://a.example",
        ] {
            assert!(Address::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_service_points_at_is_found_and_never_leaves_https() {
        let found = |location: &str| redirected(location).unwrap_or_default();
        assert_eq!(found("/v2/data"), "https://simel.example/v2/data");
        assert_eq!(
            found("OTHER?x=1"),
            "https://simel.example/rest/data/OTHER?x=1"
        );
        assert_eq!(found("//b.example/d"), "https://b.example/d");
        assert_eq!(found("https://b.example/d"), "https://b.example/d");
        assert_eq!(redirected("http://simel.example/d"), None);
    }
}
