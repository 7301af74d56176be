//! Who is in no group and is let in all the same: coordinators and liaisons, over every route of `routes.rs`.

/// Method, path; status for the coordinator of the group's umbrella, for a liaison of the group who sees incidents. In every row that is not here, both get in
/// where a member of another group does, and nowhere else.
pub const FROM_OUTSIDE: &[(&str, &str, [u16; 2])] = &[
    ("GET", "/api/v1/umbrellas/{umbrella}", [200, 404]),
    ("POST", "/api/v1/umbrellas/{umbrella}/groups", [201, 404]),
    ("POST", "/api/v1/umbrellas/{umbrella}/coordinators", [204, 404]),
    ("GET", "/api/v1/umbrellas/{umbrella}/objections", [200, 404]),
    // All is well: nobody is sought.
    (
        "POST",
        "/api/v1/umbrellas/{umbrella}/groups/{group}/appoint",
        [409, 404],
    ),
    // There are members in it: they choose.
    ("POST", "/api/v1/umbrellas/{umbrella}/groups/{group}/admins", [422, 404]),
    (
        "DELETE",
        "/api/v1/umbrellas/{umbrella}/groups/{group}/admins",
        [204, 404],
    ),
    ("POST", "/api/v1/umbrellas/{umbrella}/step-down", [204, 404]),
    ("GET", "/api/v1/liaisons/{liaison}", [404, 200]),
    ("DELETE", "/api/v1/liaisons/{liaison}", [404, 204]),
    ("GET", "/umbrellas/{umbrella}", [200, 404]),
    // Forms without an address.
    ("POST", "/umbrellas/{umbrella}/coordinators", [422, 404]),
    ("GET", "/umbrellas/{umbrella}/groups/new", [200, 404]),
    ("POST", "/umbrellas/{umbrella}/groups/new", [422, 404]),
    ("POST", "/umbrellas/{umbrella}/groups/{group}/appoint", [409, 404]),
    ("POST", "/umbrellas/{umbrella}/groups/{group}/admins", [422, 404]),
    ("POST", "/umbrellas/{umbrella}/groups/{group}/admins/revoke", [303, 404]),
    ("POST", "/umbrellas/{umbrella}/step-down", [303, 404]),
    ("GET", "/liaisons/{liaison}", [404, 200]),
    ("POST", "/liaisons/{liaison}/stop", [404, 303]),
    ("GET", "/umbrellas/{umbrella}/objections", [200, 404]),
    // So many ask from one address, whoever they are; this is one more.
    ("POST", "/ask/{group}", [303, 429]),
];
