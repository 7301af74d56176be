//! What happened in the village: short plays in the words of residents. Behaviour, never looks; no person is described.

/// One thing that happened, before it is placed in a street and a night.
pub(super) struct Scene {
    /// Code of a kind.
    pub(super) kind: &'static str,
    /// Code of a phrase that the profile offers for the kind.
    pub(super) phrase: &'static str,
    /// Code of a witness.
    pub(super) witness: &'static str,
    /// What the reporter wrote.
    pub(super) words: &'static str,
    /// What others added, with a direction where they knew one.
    pub(super) sightings: &'static [(&'static str, Option<&'static str>)],
    /// Most likely it is somebody who belongs there, when it turns out so.
    pub(super) could_be_known: bool,
}

/// Things that happen.
pub(super) const SCENES: [Scene; 15] = [
    Scene {
        kind: "burglary",
        phrase: "tries_doors",
        witness: "seen",
        words: "Twee mensen voelen in de steeg aan alle achterdeuren, huis na huis.",
        sightings: &[
            ("Ze zijn de steeg uit en lopen nu langs het water.", Some("ne")),
            ("Hier niets meer te zien, de achterpaden zijn leeg.", None),
        ],
        could_be_known: false,
    },
    Scene {
        kind: "burglary",
        phrase: "breaking_glass",
        witness: "heard",
        words: "Glasgerinkel bij de achterburen, en die zijn met vakantie.",
        sightings: &[("Er loopt iemand door de tuin met een zaklamp.", Some("w"))],
        could_be_known: false,
    },
    Scene {
        kind: "burglary",
        phrase: "alarm_going_off",
        witness: "heard",
        words: "Het inbraakalarm op de hoek gaat al vijf minuten, er is niemand thuis.",
        sightings: &[("Achterdeur staat open, ik ga niet naar binnen.", None)],
        could_be_known: false,
    },
    Scene {
        kind: "theft",
        phrase: "cuts_lock",
        witness: "seen",
        words: "Iemand knipt bij de fietsenrekken een slot door.",
        sightings: &[("Fietst nu hard weg over het pad achter de speeltuin.", Some("se"))],
        could_be_known: true,
    },
    Scene {
        kind: "theft",
        phrase: "takes_parcel",
        witness: "seen",
        words: "Loopt achter de bezorger aan en pakt de pakjes bij de voordeuren weg.",
        sightings: &[("Stapt in een bestelbusje dat om de hoek staat.", Some("s"))],
        could_be_known: false,
    },
    Scene {
        kind: "theft",
        phrase: "breaks_into_car",
        witness: "seen",
        words: "Tikt het ruitje van een geparkeerde auto in en zit erin te zoeken.",
        sightings: &[],
        could_be_known: false,
    },
    Scene {
        kind: "vandalism",
        phrase: "fireworks_at_houses",
        witness: "seen",
        words: "Groepje gooit zwaar vuurwerk tegen de voordeuren.",
        sightings: &[("Ze rennen nu richting het sportveld.", Some("n"))],
        could_be_known: false,
    },
    Scene {
        kind: "vandalism",
        phrase: "breaks_things",
        witness: "heard",
        words: "Bij het bushokje worden de ruiten ingetrapt.",
        sightings: &[],
        could_be_known: false,
    },
    Scene {
        kind: "suspicious_behaviour",
        phrase: "looks_inside_houses",
        witness: "seen",
        words: "Kijkt bij elk donker huis door het raam en voelt aan de klink.",
        sightings: &[("Is het plein overgestoken en staat nu bij de garages.", Some("e"))],
        could_be_known: true,
    },
    Scene {
        kind: "suspicious_behaviour",
        phrase: "rings_everywhere_with_story",
        witness: "seen",
        words: "Zegt van de watermeter te zijn, wil overal naar binnen en heeft geen pasje.",
        sightings: &[("Belt nu aan bij de even kant, zelfde verhaal.", None)],
        could_be_known: true,
    },
    Scene {
        kind: "suspicious_behaviour",
        phrase: "walks_through_gardens",
        witness: "seen",
        words: "Loopt met een zaklamp door de achtertuinen en klimt over de schuttingen.",
        sightings: &[("Zit nu achter de schuurtjes.", Some("nw"))],
        could_be_known: true,
    },
    Scene {
        kind: "suspicious_vehicle",
        phrase: "drives_slowly_past_houses",
        witness: "seen",
        words: "Bestelbus rijdt voor de derde keer stapvoets langs, met de lichten uit.",
        sightings: &[("Staat nu stil bij de inrit van de garages.", Some("sw"))],
        could_be_known: true,
    },
    Scene {
        kind: "suspicious_vehicle",
        phrase: "loads_goods_at_night",
        witness: "seen",
        words: "Er wordt midden in de nacht gereedschap uit een schuur in een bus geladen.",
        sightings: &[("Rijdt weg richting de rondweg.", Some("e"))],
        could_be_known: true,
    },
    Scene {
        kind: "violence",
        phrase: "screaming",
        witness: "heard",
        words: "Iemand roept om hulp bij het bruggetje.",
        sightings: &[("Er staan nu mensen bij, ze wachten op de politie.", None)],
        could_be_known: false,
    },
    Scene {
        kind: "other_emergency",
        phrase: "person_missing",
        witness: "told",
        words: "Een buurtgenoot die de weg kwijtraakt is sinds een uur van huis, in pyjama.",
        sightings: &[("Gevonden bij de vijver, ik blijf erbij wachten.", None)],
        could_be_known: false,
    },
];

/// What is practised in a drill.
pub(super) const DRILL: Scene = Scene {
    kind: "burglary",
    phrase: "tries_doors",
    witness: "seen",
    words: "Oefening van de buurtgroep: doe alsof er iemand aan deuren voelt.",
    sightings: &[("Oefening: ik zag niemand, maar het alarm kwam goed aan.", None)],
    could_be_known: false,
};
