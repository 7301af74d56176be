# Flemish wording and Belgian facts, only where they differ from nl.ftl.

foot-line = SAAR vervangt 101 of 112 niet. Bel altijd eerst.
danger-now = Gebeurt er nu iets? Bel 101, bij brand of gewonden 112. Wacht niet op deze site.
landing-lead = Ziet u een inbraak? Bel eerst 101. Daarna weet de hele buurt het, in tien seconden. De rest van de tijd blijft het stil.
saar-a1-text = U belt 101, of 112 bij brand en gewonden. Zonder dat telefoontje gaat er geen alarm uit.
about-5-text = SAAR houdt niemand tegen en vervangt 101 of 112 niet. Een gsm die uit staat, hoort niets.
invite-have-text = Open de link uit uw uitnodiging, of scan de QR-code met de camera van uw gsm. Hebt u er geen? Vraag het aan de beheerder van uw buurtgroep.
rule-police_first = Bel altijd eerst 101, bij brand of gewonden 112.
rule-only_real_alarms-why = Wie te vaak gewekt wordt, zet zijn gsm af. Een kat of een lamp hoort ergens anders.
rule-photos_for_description = Een foto alleen als niemand erop te herkennen is.
rule-photos_for_description-why = Zo vraagt de regelgeving het. Een nummerplaat is voor de politie, niet voor de groep.
rule-contact_kept = Beheerders houden contact met de wijkagent, de gemeente en de huisvestingsmaatschappij.
rule-own_responsibility-why = Beheerders, gemeente en politie zijn niet aansprakelijk voor wat een deelnemer doet. De politie richt de groep niet op.
rule-kind_correction-why = Eerst een schriftelijke berisping, dan een pauze, en pas dan eruit. U kunt bezwaar maken.
push-off-text = Zet meldingen aan, dan hoort u een alarm ook als uw gsm in uw zak zit.
push-denied = Uw gsm houdt meldingen tegen. Sta ze toe bij de instellingen van uw browser voor deze site.
invite-page-lead = Buren die elkaar verwittigen, nadat de politie is gebeld. Scan de code met uw gsm.
triage-now-text = Bel { $number } en verwittig de buurt.
phrase-rings_everywhere_with_story = Belt overal aan met een uitvlucht
phrase-takes_parcel = Neemt een pakket mee
desk-animal = Een dier verloren, gevonden of gewond: bel het dierenasiel.
desk-noise = Bij lawaai: praat eerst met elkaar. Lukt dat niet, vraag burenbemiddeling of bel uw politiezone op het gewone nummer.
response-asking_kindly = Ik vraag of iemand de weg kwijt is
ended-known_person = Het was een bekende van een buur. Er is niets aan de hand.
import-promise = Het bestand wordt gelezen en daarna vergeten. SAAR bewaart niets van wie nog niet meedoet, en stuurt niemand iets. Uitnodigen doet u zelf, met uw eigen gsm of mail.
device-revoke = Meld af
sign-out = Meld af op dit toestel
nav-sign-in = Aanmelden
sign-in-button = Aanmelden
sign-in-title = Aanmelden
link-title = Aanmelden
link-button = Meld aan op dit toestel
link-lead = Druk op de knop om u aan te melden op dit toestel.
fault-401-title = Meld u eerst aan
describe-plate-NL = Nederlandse nummerplaat { $plate }
describe-plate-BE = nummerplaat { $plate }
describe-plate-unknown = nummerplaat { $plate } (vorm onbekend)
describe-plate-part-NL = deel van een Nederlandse nummerplaat: { $plate }
describe-plate-part-BE = deel van een nummerplaat: { $plate }
describe-plate-part-unknown = deel van een nummerplaat: { $plate }
describe-vehicle-van = { $e } bestelwagen
describe-with-van = in { $a } bestelwagen
describe-spot-alley = in het steegje achter de huizen
builder-label-vehicle-plate = Nummerplaat, of een deel
plate-hidden = Er is een nummerplaat genoteerd. Wie ze zag, geeft ze door aan de politie.
error-plate-long = Deze nummerplaat is te lang: { $max } letters en cijfers is het meeste. Laat weg wat er niet bij hoort.
measure-warning = Schriftelijke berisping
measure-pause = Tijdelijke uitsluiting
measure-removal = Definitieve uitsluiting
measure-send-warning = Geef de berisping
measure-send-pause = Sluit tijdelijk uit
measure-send-removal = Sluit definitief uit
measure-words-warning = Dag { $alias },

    Dit is een schriftelijke berisping. Uw bericht past niet bij de spelregels die we in { $group } hebben afgesproken. Wilt u dit niet meer doen?

    Gebeurt het weer, dan moeten we u tijdelijk uitsluiten. { $object }

    { $me }
measure-words-pause = Dag { $alias },

    We hebben u eerder gevraagd om de spelregels van { $group } te volgen. Daarom bent u tijdelijk uitgesloten. U hoort alarmen, en u kunt zelf alarm slaan. Reageren en aanvullen kan even niet.

    { $object }

    { $me }
mail-measure_warning = Een schriftelijke berisping uit uw buurtgroep
mail-measure_pause = U bent tijdelijk uitgesloten in uw buurtgroep
mail-measure_removal = U bent definitief uitgesloten uit uw buurtgroep
mail-measure_over = Uw tijdelijke uitsluiting is voorbij
role-paused = Tijdelijk uitgesloten
member-paused = Tijdelijk uitgesloten tot { $moment }
liaison-kind-housing_association = Huisvestingsmaatschappij
liaisons-lead = De groep kan de wijkagent, de gemeente of de huisvestingsmaatschappij laten meekijken. De groep beslist wat zij zien, en stopt ermee wanneer zij wil.
fault-paused-title = U bent tijdelijk uitgesloten in deze groep
fault-paused-text = U hoort elk alarm, en kunt er een maken. Dit kunt u pas als de uitsluiting voorbij is.
paused-until = U bent tijdelijk uitgesloten in deze groep tot { $moment }.
problem-paused = U bent tijdelijk uitgesloten in deze groep.
problem-member-paused = Deze deelnemer is tijdelijk uitgesloten, en beheert niets tot dat voorbij is.
problem-member-paused-until = Tijdelijk uitgesloten tot { $moment }. Kies iemand anders, of wacht. Was het onterecht? De deelnemer kan bezwaar maken, en iemand anders kan het terugnemen.
invite-paused-text = U bent tijdelijk uitgesloten in deze groep, en wie dat is, beheert haar niet. Daarna werkt deze link. Bent u het er niet mee eens? Maak bezwaar bij uw instellingen.
