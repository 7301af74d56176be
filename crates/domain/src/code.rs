//! Words of the glossary as code: one enum, one spelling, the same in the database, the API, the profiles and the translations' keys.

/// A text that is not one of the words that are known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {noun} «{text}»; known are: {known}")]
pub struct UnknownCode {
    /// What was looked for: "kind", "closing reason".
    pub noun: &'static str,
    /// What was given, cut to 40 characters.
    pub text: String,
    /// What would have been understood, separated by commas.
    pub known: String,
}

/// Declares an enum whose variants each have one code, with `ALL`, `code()`, `FromStr`, `Display` and serde by that code.
#[macro_export]
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident, $noun:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every one, in the order of the glossary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its word in the database, the API and the translations' keys.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::code::UnknownCode;
            fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::code::UnknownCode {
                        noun: $noun,
                        text: text.chars().take(40).collect(),
                        known: [$($code),+].join(", "),
                    }),
                }
            }
        }
    };
}
