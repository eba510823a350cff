//! What the owner of the site sets outside the policy: secrets and a few switches, from the Worker's bindings.
//!
//! `SECRETS` is one JSON object, brand → platform → what that platform's route needs:
//!
//! ```json
//! {"acme": {
//!   "meta": {"secrets": ["<app secret>"], "verify_token": "<your own>", "accounts": ["<page id>"]},
//!   "standard": {"secrets": ["whsec_<base64>", "whsec_<the old one, while it is being replaced>"]}
//! }}
//! ```
//!
//! `TARGETS` is brand → target of the policy → where hand-offs go:
//! `{"acme": {"facturation": {"url": "https://…", "shape": "zendesk", "token": "…", "secret": "whsec_…"}}}`.
//!
//! Everything fails closed: what is not set refuses, and says so.

use crate::outbox::target::Target;
use crate::platform::Platform;
use crate::store::keys::Brand;
use accalmie_shared::sorted::Map;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The shortest key that bearer tokens may be signed with, in bytes: as long as the signature itself.
const TOKEN_KEY_MIN: usize = 32;

/// How long a bearer token lives where nothing else is set, in minutes.
const TOKEN_MINUTES: u32 = 60;

/// What one platform's route needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RouteSettings {
    /// What deliveries are signed with. Several, so that one can be replaced while both still count.
    #[serde(default)]
    pub(crate) secrets: Vec<String>,
    /// What the platform must say when it first calls, where it has such a word.
    #[serde(default)]
    pub(crate) verify_token: Option<String>,
    /// The brand's own accounts over there (page ids, user ids, user names): deliveries for others are passed over,
    /// and what these accounts write is the brand's answer.
    #[serde(default)]
    pub(crate) accounts: Vec<String>,
    /// What acts towards the platform are made with: `token`, `url` and what else its file in `data/acts` names.
    /// `token:<account>` goes before `token` for that account.
    #[serde(default)]
    pub(crate) send: BTreeMap<String, String>,
}

impl RouteSettings {
    /// The secrets that are not empty: an empty one would let anybody sign.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.secrets
            .iter()
            .map(|secret| secret.trim())
            .filter(|secret| !secret.is_empty())
    }

    /// Whether an account is one of the brand's own.
    pub(crate) fn owns(&self, account: &str) -> bool {
        self.accounts.iter().any(|own| own == account)
    }
}

/// Which Cloudflare Access application lets a brand's people in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Access {
    /// The team's address: `https://acme.cloudflareaccess.com`.
    team: String,
    /// The application's audience tag.
    pub(crate) aud: String,
}

impl Access {
    /// Who its tokens say they come from.
    pub(crate) fn issuer(&self) -> &str {
        self.team.trim_end_matches('/')
    }
}

/// What each platform's route of each brand needs.
type Routes = Map<String, Map<Platform, RouteSettings>>;

/// What is wrong where a route needs the brand's accounts and has none: it could tell neither whose deliveries come in
/// nor who answers.
pub(crate) fn unowned(brand: &Brand, platform: Platform, route: &RouteSettings) -> Option<String> {
    let needed = match platform {
        Platform::Meta
        | Platform::Whatsapp
        | Platform::X
        | Platform::Mastodon
        | Platform::Linkedin => true,
        // A forum's staff and a bot are known without; a site signs for itself alone.
        Platform::Discourse | Platform::Telegram | Platform::Standard => false,
    };
    let named = route
        .accounts
        .iter()
        .any(|account| !account.trim().is_empty());
    (needed && !named).then(|| {
        format!(
            "SECRETS: found no accounts for {} of {}, expected the brand's own",
            platform.name(),
            brand.as_str()
        )
    })
}

/// Everything that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    routes: Routes,
    token_key: Option<String>,
    /// Enables `POST /v1/setup`; none switches it off.
    pub(crate) setup_token: Option<String>,
    origins: Map<String, Vec<String>>,
    targets: Map<String, Map<String, Target>>,
    access: Map<String, Access>,
    /// How long a bearer token lives, in minutes.
    pub(crate) token_minutes: u32,
    /// What is wrong with a binding, in words; the routes that need it answer 503 with it.
    pub(crate) faults: Vec<String>,
}

/// What was looked for in the settings and not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unset {
    /// `SECRETS` is missing or can't be read.
    Secrets(String),
    /// No such brand.
    Brand,
    /// The brand has no secret for this platform.
    Platform,
}

impl Settings {
    /// Reads the settings; `binding` gives the text of a binding where it is set.
    pub(crate) fn read(binding: impl Fn(&str) -> Option<String>) -> Self {
        let mut faults = Vec::new();
        let text = |name: &str| binding(name).filter(|text| !text.trim().is_empty());
        let token_key = text("TOKEN_KEY").filter(|key| {
            let long = key.len() >= TOKEN_KEY_MIN;
            if !long {
                faults.push(format!(
                    "TOKEN_KEY: found {} bytes, expected at least {TOKEN_KEY_MIN}",
                    key.len()
                ));
            }
            long
        });
        let setup_token = text("SETUP_TOKEN");
        let token_minutes = text("TOKEN_MINUTES")
            .and_then(|minutes| minutes.parse().ok())
            .unwrap_or(TOKEN_MINUTES);
        let secrets = text("SECRETS");
        let origins = text("ORIGINS");
        let targets = text("TARGETS");
        let access = text("ACCESS");
        let routes: Routes = json("SECRETS", secrets, &mut faults);
        for (brand, routes) in routes.iter() {
            let Some(brand) = Brand::new(brand) else {
                continue;
            };
            let signed = routes
                .iter()
                .filter(|(_, route)| route.keys().next().is_some());
            faults.extend(signed.filter_map(|(platform, route)| unowned(&brand, *platform, route)));
        }
        Self {
            routes,
            origins: json("ORIGINS", origins, &mut faults),
            targets: json("TARGETS", targets, &mut faults),
            access: json("ACCESS", access, &mut faults),
            token_key,
            setup_token,
            token_minutes,
            faults,
        }
    }

    /// The settings of one route.
    ///
    /// # Errors
    /// When nothing, or no secret, is set for it.
    pub(crate) fn route(&self, brand: &Brand, platform: Platform) -> Result<&RouteSettings, Unset> {
        if self.routes.is_empty() {
            let why = self
                .faults
                .iter()
                .find(|fault| fault.starts_with("SECRETS"));
            return Err(Unset::Secrets(why.cloned().unwrap_or_else(|| {
                "SECRETS: found nothing, expected the brands' secrets as JSON".into()
            })));
        }
        let brand = self.routes.get(brand.as_str()).ok_or(Unset::Brand)?;
        let route = brand.get(&platform).ok_or(Unset::Platform)?;
        if route.keys().next().is_none() {
            return Err(Unset::Platform);
        }
        Ok(route)
    }

    /// What a brand has set for a platform, whether or not deliveries can be verified with it.
    pub(crate) fn sending(&self, brand: &Brand, platform: Platform) -> Option<&RouteSettings> {
        self.routes.get(brand.as_str())?.get(&platform)
    }

    /// The brands that have a route, for the sweep.
    pub(crate) fn brands(&self) -> impl Iterator<Item = Brand> {
        let names = self.routes.keys().chain(self.origins.keys());
        let mut brands: Vec<Brand> = names.filter_map(|name| Brand::new(name)).collect();
        brands.sort();
        brands.dedup();
        brands.into_iter()
    }

    /// Where a target of the policy is.
    pub(crate) fn target(&self, brand: &Brand, name: &str) -> Option<&Target> {
        self.targets.get(brand.as_str())?.get(name)
    }

    /// The Cloudflare Access application of a brand.
    pub(crate) fn access(&self, brand: &Brand) -> Option<&Access> {
        self.access.get(brand.as_str())
    }

    /// The routes of a brand that are set.
    pub(crate) fn platforms(&self, brand: &Brand) -> impl Iterator<Item = Platform> {
        let routes = self.routes.get(brand.as_str());
        routes.into_iter().flat_map(|routes| routes.keys().copied())
    }

    /// What bearer tokens are signed with; none where it is not set or too short.
    pub(crate) fn token_key(&self) -> Option<&[u8]> {
        self.token_key.as_deref().map(str::as_bytes)
    }

    /// Whether pages of this origin may call the API for this brand; none asks for any brand.
    pub(crate) fn allows(&self, brand: Option<&Brand>, origin: &str) -> bool {
        let mut lists = self
            .origins
            .iter()
            .filter(|(name, _)| brand.is_none_or(|brand| brand.as_str() == name.as_str()));
        lists.any(|(_, origins)| origins.iter().any(|allowed| allowed == origin))
    }
}

/// A binding that holds JSON; what is wrong with it goes to the faults.
fn json<T: Default + for<'de> Deserialize<'de>>(
    name: &str,
    text: Option<String>,
    faults: &mut Vec<String>,
) -> T {
    let Some(text) = text else {
        return T::default();
    };
    let wrong = match accalmie_shared::json::read(&text) {
        Ok(read) => return read,
        Err(wrong) => wrong,
    };
    let path = match wrong.path.as_slice() {
        [] => "the beginning".into(),
        path => accalmie_shared::json::written(path),
    };
    // serde's own message may quote the value, and the value may be a secret: the path is enough.
    faults.push(format!(
        "{name}: found something else at {path}, expected JSON as described in the documentation"
    ));
    T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, &str)]) -> Settings {
        Settings::read(|name| {
            let found = pairs.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_not_set_refuses() {
        let acme = Brand::new("acme").unwrap();
        let none = settings(&[]);
        assert!(matches!(
            none.route(&acme, Platform::Meta),
            Err(Unset::Secrets(_))
        ));
        assert_eq!(none.token_key(), None);
        let set = settings(&[(
            "SECRETS",
            r#"{"acme":{"meta":{"secrets":["", "  "]},"standard":{"secrets":["whsec_x"]}}}"#,
        )]);
        assert_eq!(set.route(&acme, Platform::Meta), Err(Unset::Platform));
        let other = Brand::new("other").unwrap();
        assert_eq!(set.route(&other, Platform::Standard), Err(Unset::Brand));
        assert!(set.route(&acme, Platform::Standard).is_ok());
    }

    #[test]
    fn a_route_without_the_accounts_it_needs_is_named() {
        let set = settings(&[(
            "SECRETS",
            r#"{"acme":{"x":{"secrets":["s"]},"mastodon":{"secrets":["s"],"accounts":[" "]},"telegram":{"secrets":["s"]},
                "meta":{"secrets":["s"],"accounts":["1"]},"linkedin":{"secrets":[]}}}"#,
        )]);
        let mut faults = set.faults.clone();
        faults.sort();
        assert_eq!(faults.len(), 2, "{faults:?}");
        for (fault, name) in faults.iter().zip(["mastodon", "x"]) {
            assert!(
                fault.contains(&format!("accounts for {name} of acme")),
                "{fault}"
            );
        }
    }

    #[test]
    fn a_wrong_binding_is_named_without_its_value() {
        let acme = Brand::new("acme").unwrap();
        let wrong = settings(&[
            ("SECRETS", r#"{"acme":{"meta":{"secrets":"hunter2"}}}"#),
            ("TOKEN_KEY", "short"),
        ]);
        let Err(Unset::Secrets(why)) = wrong.route(&acme, Platform::Meta) else {
            panic!("expected a refusal");
        };
        assert!(
            why.contains("acme.meta.secrets") && !why.contains("hunter2"),
            "{why}"
        );
        assert_eq!(wrong.token_key(), None);
        assert!(
            wrong
                .faults
                .iter()
                .any(|fault| fault.contains("found 5 bytes"))
        );
    }

    #[test]
    fn an_origin_is_allowed_exactly_and_for_its_brand() {
        let set = settings(&[(
            "ORIGINS",
            r#"{"acme":["https://acme.example"],"b":["https://b.example"]}"#,
        )]);
        let acme = Brand::new("acme").unwrap();
        assert!(set.allows(Some(&acme), "https://acme.example"));
        assert!(set.allows(None, "https://b.example"));
        for origin in [
            "https://b.example",
            "https://acme.example.evil",
            "http://acme.example",
            "null",
        ] {
            assert!(!set.allows(Some(&acme), origin), "{origin}");
        }
    }
}
