//! People in a group: shown to one another under an alias, with a role.

use crate::field::Problem;
use crate::field::tidy_text;
use crate::limits;

crate::coded! {
    /// What a member is in the group.
    Role, "role" {
        /// A resident.
        Member = "member",
        /// Takes over from the admin.
        Deputy = "deputy",
        /// Contact point: lets people in, keeps order.
        Admin = "admin",
    }
}

impl Role {
    /// Whether the role runs the group.
    pub const fn runs_the_group(self) -> bool {
        matches!(self, Self::Admin | Self::Deputy)
    }
}

/// Whether a group keeps an admin when one of its members gets another role, or leaves (`to` is none). `admins` are those it has now. A group never has
/// no admin.
pub fn keeps_an_admin(from: Role, to: Option<Role>, admins: u32) -> bool {
    from != Role::Admin || to == Some(Role::Admin) || admins > 1
}

crate::coded! {
    /// Where a membership stands.
    Membership, "membership" {
        /// In the group.
        Active = "active",
        /// Gone.
        Left = "left",
    }
}

/// The name under which members know one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias(String);

impl Alias {
    /// Checks an alias: 2 to 30 characters, and nothing by which strangers could reach somebody.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let alias = tidy_text(text, limits::ALIAS_CHARS_MAX)?.ok_or(Problem::Missing)?;
        if alias.chars().count() < limits::ALIAS_CHARS_MIN {
            return Err(Problem::TooShort {
                min: limits::ALIAS_CHARS_MIN,
            });
        }
        // A phone number or an address as an alias would end "nobody's number" by the front door.
        let digits = alias.chars().filter(char::is_ascii_digit).count();
        if digits >= 6 || alias.contains('@') || alias.contains("://") {
            return Err(Problem::Revealing);
        }
        if !alias.chars().any(char::is_alphabetic) {
            return Err(Problem::Malformed);
        }
        Ok(Self(alias))
    }

    /// The alias as shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower case: two aliases that differ only in case are one to the eye.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_keeps_an_admin() {
        for (from, to, admins, keeps) in [
            (Role::Admin, None, 1, false),
            (Role::Admin, Some(Role::Member), 1, false),
            (Role::Admin, Some(Role::Deputy), 1, false),
            (Role::Admin, Some(Role::Admin), 1, true),
            (Role::Admin, None, 2, true),
            (Role::Admin, Some(Role::Member), 2, true),
            (Role::Deputy, None, 1, true),
            (Role::Member, Some(Role::Admin), 0, true),
        ] {
            assert_eq!(keeps_an_admin(from, to, admins), keeps, "{from} {to:?} {admins}");
        }
    }

    #[test]
    fn aliases() {
        assert_eq!(
            Alias::parse("  Merel  van 12 ").map(|alias| alias.0),
            Ok("Merel van 12".into())
        );
        assert_eq!(Alias::parse(" "), Err(Problem::Missing));
        assert_eq!(Alias::parse("M"), Err(Problem::TooShort { min: 2 }));
        assert_eq!(Alias::parse(&"m".repeat(31)), Err(Problem::TooLong { max: 30 }));
        assert_eq!(Alias::parse("bel 06 000 00 00"), Err(Problem::Revealing));
        assert_eq!(Alias::parse("merel@example.org"), Err(Problem::Revealing));
        assert_eq!(Alias::parse("??"), Err(Problem::Malformed));
    }
}
