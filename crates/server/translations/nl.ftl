# Dutch (B1, "u", short, calm, active). Every key also stands in en.ftl; nl-BE.ftl holds only what differs in Flanders.
# Codes with underscores come from profiles/*.toml and the domain.

## Frame
site-description = SAAR waarschuwt de buurt als er iets gebeurt en de politie is gebeld. De rest van de tijd is het stil.
skip-to-main = Naar de inhoud
demo-mark = DEMO
demo-bar = Alles hier is verzonnen. Niets belt echt.
demo-switch = Wissel van persoon
drill-mark = OEFENING
drill-bar = Dit is een oefening. Niemand belt, er is niets aan de hand.
nav-label = Menu
nav-admin = Beheer
nav-groups = Mijn groepen
nav-settings = Instellingen
nav-sign-in = Inloggen
nav-about = Wat is SAAR?
nav-privacy = Privacy
foot-line = SAAR vervangt 112 niet. Bel altijd eerst.
back-to = Terug naar { $group }
me = (u)
save = Bewaren
revoke = Intrekken
copy = Kopieer
copied = Gekopieerd
print = Afdrukken
mistakes-title = { $n ->
    [one] Kijk nog even naar één ding
   *[other] Kijk nog even naar { $n } dingen
}
danger-now = Gebeurt er nu iets? Bel 112. Wacht niet op deze site.
danger-call = Gebeurt er nu iets? Bel { $number }. Wacht niet op deze site.

## Time
ago-now = zojuist
ago-minutes = { $n ->
    [one] 1 minuut geleden
   *[other] { $n } minuten geleden
}
ago-hours = { $n } uur geleden
ago-days = { $n ->
    [one] 1 dag geleden
   *[other] { $n } dagen geleden
}
date-day = { $day } { $month ->
    [1] { month-1 }
    [2] { month-2 }
    [3] { month-3 }
    [4] { month-4 }
    [5] { month-5 }
    [6] { month-6 }
    [7] { month-7 }
    [8] { month-8 }
    [9] { month-9 }
    [10] { month-10 }
    [11] { month-11 }
   *[12] { month-12 }
}
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## Landing, about, privacy
landing-title = Buren die opletten
landing-heading = Uw buurt slaapt. SAAR maakt haar wakker als het moet.
landing-lead = Ziet u een inbraak? Bel eerst 112. Daarna weet de hele buurt het, in tien seconden. De rest van de tijd blijft het stil.
sign-in-button = Inloggen
houses-label = Een rij huizen in de nacht, achter vijf ramen brandt licht
saar-s = Signaleer
saar-s-text = U ziet of hoort iets dat niet klopt.
saar-a1 = Alarmeer
saar-a1-text = U belt 112. Zonder dat telefoontje gaat er geen alarm uit.
saar-a2 = App
saar-a2-text = U kiest wat er gebeurt en waar. Al uw buren weten het meteen.
saar-r = Reageer
saar-r-text = Alleen als het veilig is: licht aan, meekijken, samen naar buiten.
invite-have = Ik heb een uitnodiging
invite-have-text = Open de link uit uw uitnodiging, of scan de QR-code met de camera van uw telefoon. Heeft u er geen? Vraag de beheerder van uw buurtgroep.
about-title = Wat is SAAR?
about-lead = SAAR waarschuwt een buurt als er iets gebeurt, nadat de politie is gebeld. Het is van bewoners, niet van de politie.
about-1 = Eerst de politie
about-1-text = Elk alarm zegt wie er heeft gebeld en wanneer. Zo belt niet de hele straat.
about-2 = Geen gepraat
about-2-text = Er is geen chat. Alleen een echt alarm maakt geluid.
about-3 = Gedrag, niet uiterlijk
about-3-text = Wat iemand dóét staat voorop. Een uiterlijk alleen is nooit een melding.
about-4 = Iedereen hoort hoe het afliep
about-4-text = Wie wakker is gemaakt, krijgt ook het einde te horen. Was het een vergissing, dan wordt dat overal rechtgezet.
about-5 = Wat SAAR niet kan
about-5-text = SAAR houdt niemand tegen en is geen vervanging van 112. Een telefoon die uit staat, hoort niets.
privacy-title = Privacy
privacy-lead = We bewaren zo weinig mogelijk, en niet langer dan nodig.
privacy-1 = Uw buren zien uw schuilnaam
privacy-1-text = Niemand in de groep ziet uw e-mailadres of telefoonnummer, ook de beheerder niet.
privacy-3 = Een vergissing is meteen weg
privacy-3-text = Bleek iemand een bekende? Dan verdwijnt de inhoud direct en krijgt iedereen bericht.
privacy-4 = Geen lijst van verdachten
privacy-4-text = Er is geen archief van mensen of kentekens. Dat komt er ook niet.
privacy-map = Wie weet waar u kijkt
privacy-map-plan = Niemand. De plattegrond tekenen we zelf. Er komt geen kaart van een ander bedrijf aan te pas.
privacy-map-tiles = De plattegrond tekenen we zelf. Opent u de kaart? Dan vraagt uw telefoon plaatjes aan { $host }. Die ziet het internetadres van uw telefoon en welke straten u bekijkt. Welke plek u kiest, gaat daar niet heen.
privacy-5 = Weg kan altijd
privacy-5-text = U verlaat een groep met één druk. U krijgt dan niets meer, en de groep ziet u niet meer.

## Vergeten: een tekst per klasse van crates/domain/src/retention.rs, en waarom

retention-title = Wat we vergeten, en wanneer
retention-photo = Foto's.
retention-photo-why = Ze helpen in de eerste uren bij het zoeken. Daarna laten ze alleen nog mensen zien.
retention-identifying = Hoe iemand eruitziet, kentekens en de precieze plek. De straat blijft.
retention-identifying-why = De politie kan er in de eerste dagen nog om vragen. Niemand blijft op een lijst staan.
retention-words = Wat iemand deed, in woorden, en alles wat erbij is gezet.
retention-words-why = Een maand is lang genoeg om te zien wat er in de straat speelt, en om fouten te herstellen.
retention-who = Wie meldde, wie reageerde, wie bereikt is en wie keek. Daarna staat er "een deelnemer".
retention-who-why = De groep en de beheerders kunnen er een maand over praten. Daarna doet het er niet toe wie het was.
retention-bare_event = Soort, straat, tijden en hoe het afliep; van oefeningen ook hoeveel mensen bereikt zijn. Daarna blijven alleen aantallen per maand over.
retention-bare_event-why = Twee jaar laten zien of een straat veiliger wordt. Er staat niemand in.
retention-recalled = Alles over iemand die niets gedaan had; ook uit reservekopieën.
retention-recalled-why = Het was een vergissing. Die hoort niemand achterna te lopen.
retention-membership = De schuilnaam, het e-mailadres en de toestellen van wie vertrok.
retention-membership-why = Een week, voor wie per ongeluk vertrok of nog een vraag heeft.
retention-look_ups = Het logboek van de groep: wie opzocht hoe iemand te bereiken is, wie rollen gaf, wie iemand weer toeliet. Ook uitnodigingen die niet meer werken.
retention-look_ups-why = Lang genoeg om te merken dat iemand zonder reden keek.
retention-moderation = Herinneringen, waarschuwingen, pauzes en verwijderingen, met wat erover geschreven is.
retention-moderation-why = Wie eraan herinnerd is, begint na een tijd weer opnieuw.
retention-sign_in = Codes om in te loggen, en het adres waar ze heen gingen.
retention-sign_in-why = Een code werkt tien minuten. De dag is om te merken dat er te vaak geprobeerd wordt.
retention-device = Toestellen die ingelogd zijn, en toegang voor programma's die voorbij is.
retention-device-why = Een telefoon in een la blijft niet voor altijd ingelogd.
retention-repeat = Het kenmerk van een melding die twee keer verstuurd wordt, zodat het er één blijft.
retention-repeat-why = Een telefoon zonder netwerk probeert het tot een dag lang opnieuw.
retention-probe = Proefalarmen aan uzelf, dat een oefening aan u verteld is, en of uw telefoon nog antwoordt.
retention-probe-why = Twee weken, zodat u kunt zien of het de vorige keer werkte. Van een oefening tot die voorbij is, zodat u het niet twee keer hoort.
retention-request = Aanvragen om mee te doen: naam, straat, een regel tekst en het mailadres.
retention-request-why = Een maand is genoeg voor een antwoord. Daarna vraagt u het gerust opnieuw.
retention-waiting_list = De wachtlijst van een volle groep.
retention-waiting_list-why = U houdt uw plek in de rij. Intrekken kan altijd; dan is het meteen weg.
retention-answer = Het antwoord op een aanvraag, en wie het vroeg.
retention-answer-why = Een week, om het antwoord na te lezen.
retention-length-at_once = Meteen
retention-length-hours = { $n } uur
retention-length-days =
    { $n ->
        [one] { $n } dag
       *[other] { $n } dagen
    }
retention-length-years = { $n } jaar
retention-since-upload = { $length } na het uploaden
retention-since-end = { $length } na het einde
retention-since-recall = { $length } na de rectificatie
retention-since-leaving = { $length } na het vertrek
retention-since-writing = { $length } nadat het is opgeschreven
retention-since-asking = { $length } nadat erom gevraagd is
retention-since-use = { $length } na het laatste gebruik

## Signing in
sign-in-title = Inloggen
sign-in-lead = Vul uw e-mailadres in. U krijgt een code van zes cijfers.
sign-in-send = Stuur mij een code
sign-in-no-account = Nog geen deelnemer? U komt erin met een uitnodiging van uw buurtgroep.
field-email = E-mailadres
field-email-hint = Alleen voor inloggen en alarmen. Niemand in de groep ziet het.
code-title = Vul uw code in
code-lead = We stuurden u een code per e-mail. Kijk ook bij ongewenste mail.
field-code = Code van zes cijfers
code-limits = De code werkt tien minuten, op dit toestel.
code-again = Stuur een nieuwe code
link-title = Inloggen
link-lead = Druk op de knop om in te loggen op dit toestel.
link-no-script = Zonder scripts werkt deze knop niet. Typ de code van zes cijfers uit dezelfde mail op de pagina waar u om de mail vroeg.
link-button = Log in op dit toestel
link-app = Gebruikt u SAAR vanaf uw beginscherm? Typ dan daar de code uit de mail.
notice-saved = Bewaard.
notice-signed-out = U bent uitgelogd op dit toestel.
notice-welcome = Welkom. U krijgt vanaf nu de alarmen van deze groep.
notice-test-sent = Het proefalarm is onderweg. Hieronder ziet u wat er aankomt.
notice-pause-set = Bewaard. Uw pauze staat hieronder.
notice-pause-ended = De pauze is gestopt. U krijgt weer alarmen.
notice-left = U heeft de groep verlaten. U krijgt geen alarmen meer, ook niet het einde van wat nu loopt.
notice-invite-revoked = De uitnodiging is ingetrokken en werkt niet meer.
notice-role-changed = De rol is veranderd.
notice-measure-taken = Het is gedaan. De deelnemer krijgt bericht.
notice-objected = Uw bezwaar is verstuurd. Hier leest u wat ervan komt.
notice-decided = Uw besluit staat vast. De deelnemer krijgt bericht.
notice-readmitted = De link is klaar. Laat hem zien of stuur hem zelf; hij werkt één keer.
notice-readmission-refused = Het is tegengehouden. De link werkt niet meer.
notice-invite-made = De uitnodiging is klaar. Laat hem zien, kopieer of druk hem af.
notice-device-revoked = Dat toestel is uitgelogd.
notice-token-revoked = Die toegang is ingetrokken.
notice-sent = Uw alarm is verstuurd.
notice-drill-sent = Uw oefening is verstuurd.
notice-joined-running = Dit was al gemeld. Uw aanvulling staat erbij.
notice-sighting = Dank u. Uw aanvulling staat erbij.
notice-response = Uw reactie staat erbij. Blijf veilig.
notice-called = Genoteerd: er is gebeld. Iedereen ziet het.
notice-closed = Afgesloten. Iedereen die is gewekt, krijgt bericht.
notice-rules = Dank u. De spelregels zijn vastgelegd.
notice-already-closed = Deze melding was al afgesloten. U ziet hoe het afliep.

## Joining
join-title = Meedoen met { $group }
join-eyebrow = U bent uitgenodigd voor de buurtgroep
join-lead = { $n ->
    [one] Eén buur in { $place } kijkt al mee. U kunt meedoen als u hier woont of werkt.
   *[other] { $n } buren in { $place } kijken al mee. U kunt meedoen als u hier woont of werkt.
}
join-streets = { $n ->
    [one] Eén straat hoort erbij
   *[other] { $n } straten horen erbij
}
field-alias = Uw naam in de groep
field-alias-hint = Een schuilnaam mag, bijvoorbeeld Merel. Uw buren zien alleen deze naam.
field-adult = Ik ben { $age } jaar of ouder
field-rules = Ik houd mij aan deze spelregels
rules-title = De spelregels
rules-accept = Ik houd mij hieraan
join-button = Doe mee
join-after = U krijgt daarna een code per mail. Weggaan kan altijd, met één druk.
invite-removed-title = U kunt hiermee niet terugkomen
invite-removed-text = U bent eerder uit deze groep verwijderd. Vraag op de pagina van de groep om weer mee te doen, of maak bezwaar bij uw instellingen.
invite-paused-title = U kunt nu geen beheerder worden
invite-paused-text = U staat op pauze in deze groep, en wie op pauze staat, beheert haar niet. Na de pauze werkt deze link. Bent u het niet eens met de pauze? Maak bezwaar bij uw instellingen.
invite-invalid-title = Deze uitnodiging klopt niet
invite-invalid-text = Misschien is een stukje van de link weggevallen. Scan de QR-code opnieuw, of vraag de beheerder om een nieuwe link.
invite-expired-title = Deze uitnodiging is verlopen
invite-expired-text = Vraag de beheerder om een nieuwe. Die is in een minuut gemaakt.
invite-used-title = Deze uitnodiging is op
invite-used-text = Zoveel buren als mochten, hebben hem gebruikt. Vraag de beheerder om een nieuwe.
invite-revoked-title = Deze uitnodiging is ingetrokken
invite-revoked-text = De beheerder heeft hem gestopt. Vraag om een nieuwe als u hier woont of werkt.
invite-full-title = Deze groep is vol
invite-full-text = Vraag de beheerder wat er kan. Soms start een buurt een tweede groep.
invite-full-list = Er is een wachtlijst. Vraag of u mee mag doen: komt er een plaats vrij, dan krijgt u een mail.
invite-full-ask = Naar de pagina van de groep
invite-member-title = U doet al mee
invite-member-text = U bent al deelnemer van deze groep. U hoeft niets te doen.
role-member = Deelnemer
role-admin = Beheerder
role-deputy = Plaatsvervanger

## Vragen om mee te doen: de openbare pagina, de aanvraag, het antwoord
welcome-title = Meedoen met { $group }
welcome-eyebrow = Buurtgroep in { $place }
welcome-few = Minder dan 10 buren doen mee.
welcome-members = Meer dan { $n } buren doen mee.
welcome-what = Zij waarschuwen elkaar als er iets gebeurt, nadat de politie is gebeld. De rest van de tijd is het stil.
welcome-streets = Straten die erbij horen
welcome-member = U doet al mee met deze groep.
welcome-member-go = Naar de groep
welcome-closed = Deze groep neemt nu geen aanvragen aan. Kent u een buur die meedoet? Vraag of de beheerder u een uitnodiging stuurt.
request-title = Vraag om mee te doen
request-full = De groep is nu vol. U kunt wel vragen om mee te doen: dan komt u op de wachtlijst.
field-home-street = Uw straat
field-home-street-hint = Een huisnummer vragen we niet.
home-street-choose = Kies uw straat
home-street-other = Een andere straat
field-about = Iets over uzelf (mag leeg blijven)
field-about-hint = Eén regel, waaraan de beheerder u herkent. Hooguit { $n } tekens. Alleen de beheerders lezen het.
request-about = Iets over uzelf
request-asked = Gevraagd
request-email-hint = Voor de code en voor het antwoord. De groep ziet het niet.
request-button = Vraag om mee te doen
request-after = U krijgt eerst een code per mail. Daarna leest de beheerder uw aanvraag. Antwoordt niemand binnen 30 dagen, dan gooien we hem weg.
request-after-signed-in = De beheerder leest uw aanvraag. Antwoordt niemand binnen 30 dagen, dan gooien we hem weg.
request-mine-title = Uw aanvraag
request-mine-waiting = De beheerder leest uw aanvraag nog. U krijgt een mail als er een antwoord is.
request-mine-approved = U mag meedoen, maar de groep is vol. U staat op de wachtlijst. Komt er een plek vrij, dan doet u vanzelf mee en krijgt u een mail.
request-mine-refused = De beheerder zei dat u nu niet kunt meedoen.
request-mine-expired = Niemand antwoordde op tijd. Wat u schreef, is weg.
request-mine-let_in = U deed mee met deze groep en bent weggegaan.
request-mine-over = Over hooguit een week is dit weg. Dan kunt u het opnieuw vragen.
request-withdraw = Trek de aanvraag in
request-withdraw-sure = Uw aanvraag is dan meteen weg. Zit u in geen enkele groep, dan zijn ook uw mailadres en uw account weg.
request-withdraw-yes = Ja, trek hem in
requests-mine = Mijn aanvragen
request-state-waiting = Wacht op antwoord
request-state-approved = Op de wachtlijst
request-state-refused = Er is een antwoord
request-state-expired = Niet beantwoord
request-state-let_in = Weggegaan
requests-go = { $n ->
    [0] Aanvragen: niemand wacht
    [one] Aanvragen: 1 buur wacht op antwoord
   *[other] Aanvragen: { $n } buren wachten op antwoord
}
requests-title = Aanvragen
requests-waiting = Wachten op antwoord
requests-waiting-count = wachten op antwoord
requests-waiting-hint = Wie het langst wacht, staat bovenaan. Na { $n } dagen zonder antwoord is een aanvraag weg.
requests-none = Er wacht niemand op antwoord.
requests-off = De groep neemt nu geen aanvragen aan.
requests-approved = Wachtlijst
requests-approved-hint = U zei al ja. Komt er een plek vrij, dan doet de bovenste vanzelf mee.
requests-share = Waar buren het vragen
requests-share-hint = Deze pagina mag iedereen zien. Er staat niet op wie er meedoet.
request-answer = Antwoord
joining-title = Wie mag het vragen?
joining-takes = Buren mogen vragen om mee te doen
joining-checks = Hoe weet u dat iemand hier woont?
joining-checks-hint = Wat u aankruist, telt. Kruist u niets aan, dan vraagt de groep er niet naar. Bewaard wordt alleen hoe en wanneer het klopte, nooit een adres.
residence-admin = Een beheerder weet het of ging langs
residence-vouch = Een buur kent diegene
residence-letter = Een code uit een brief
residence-is-none = woonplek nog niet bekend
residence-is-admin = woont hier, zegt een beheerder
residence-is-vouch = woont hier, zegt een buur
residence-is-letter = woont hier, code uit een brief
request-yes = Ja, doe mee
request-yes-full = De groep is vol. Zegt u ja, dan komt deze buur op de wachtlijst en doet vanzelf mee als er een plek is.
request-approved-already = U zei al ja. Deze buur wacht op een plek.
request-knows = Ik weet dat deze buur hier woont of werkt
request-unchecked = Deze groep wil dat een buur of een brief laat zien dat iemand hier woont. Dat is er nog niet.
request-letter = Uw bericht
request-letter-hint = Dit gaat per mail mee. Pas het gerust aan; hooguit { $n } tekens.
request-yes-button = Laat meedoen
request-yes-wait-button = Zet op de wachtlijst
request-no = Nee, nu niet
request-no-hint = Kies een bericht dat past en pas het aan. Een nee met een reden komt beter aan.
request-no-button = Stuur dit antwoord
request-no-outside-name = Woont ergens anders
request-no-unknown-name = Niet te controleren
request-no-other-name = Andere reden
request-yes-words = Dag { $alias }, welkom bij { $group }. Fijn dat u meekijkt. Kijk bij Instellingen of een alarm u goed bereikt.
request-yes-wait-words = Dag { $alias }, fijn dat u wilt meedoen. Onze groep is nu vol, dus u staat op de wachtlijst. Komt er een plek vrij, dan hoort u het meteen.
request-no-outside = Dag { $alias }, dank u dat u wilt meedoen. Onze groep is er voor de straten die op onze pagina staan. Misschien is er een groep in uw eigen buurt, of wilt u er een beginnen.
request-no-unknown = Dag { $alias }, dank u dat u wilt meedoen. Wij weten nog niet zeker of u hier woont of werkt. Vraag een buur die u kent om iets over u te zeggen en probeer het dan gerust opnieuw.
request-no-other = Dag { $alias }, dank u dat u wilt meedoen. Op dit moment kan dat niet. Heeft u een vraag? Spreek gerust een van ons aan.
notice-request-sent = Uw aanvraag is verstuurd. U krijgt een mail als er een antwoord is.
notice-request-withdrawn = Uw aanvraag is ingetrokken en weg.
notice-request-let-in = Deze buur doet nu mee en krijgt een mail.
notice-request-approved = Deze buur staat op de wachtlijst en krijgt een mail.
notice-request-refused = Uw antwoord is verstuurd.
notice-request-answered = Deze aanvraag was al beantwoord of ingetrokken.
error-home-street-missing = Kies uw straat, of “een andere straat”.
error-requests-closed = Deze groep neemt nu geen aanvragen aan. Vraag een buur om een uitnodiging.
error-requests-many = Er staan al { $max } aanvragen open; meer kan niet. Probeer het later, of trek er eerst een in.
error-residence-missing = Zet een vinkje als u weet dat deze buur hier woont of werkt.
error-answer-missing = Schrijf een antwoord, of kies een van de berichten.
problem-request-over = Deze aanvraag is al beantwoord of ingetrokken.
fault-request-over-text = Kijk bij de aanvragen hoe het ermee staat.
request-checked = Het is bekend dat u hier woont of werkt.
request-show = Laat zien dat u hier woont
request-vouch = Kent u een buur die meedoet? Stuur die deze link. Uw buur ziet uw naam, uw straat en uw regel, en zegt of het klopt.
request-vouched-by = { $alias } zegt deze buur te kennen.
field-letter-code = Code uit een brief
field-letter-code-hint = Kreeg u een brief van de groep in de bus? Typ dan de code over.
letter-code-button = Vul in
vouch-title = Kent u deze buur?
vouch-lead = Iemand die bij u in de buurt woont of werkt, wil meedoen en gaf u deze link.
vouch-button = Ja, ik woon of werk hier, en deze buur ook
vouch-note = Kent u deze buur niet? Dan hoeft u niets te doen. De beheerder ziet dat u ja zei, en beslist wie er meedoet.
vouch-checked = Het is al bekend dat deze buur hier woont of werkt. U hoeft niets te doen.
letters-title = Brieven met een code
letters-lead = Stop bij een rij huizen een brief in de bus. Wie de code uit de brief intypt, woont daar.
letters-street = Straat
letters-street-choose = Kies een straat
letters-first = Van nummer
letters-last = Tot en met
letters-side = Welke kant?
letters-side-both = Alle nummers
letters-side-even = Even nummers
letters-side-odd = Oneven nummers
letters-make = Maak de brieven
letters-once = U ziet de codes één keer, om af te drukken. Welk huis welke code kreeg, bewaren we niet.
letters-made = Gemaakt
letters-used = { $n } van { $max } codes gebruikt
letters-print-title = Druk deze brieven nu af
letters-print-lead = { $n ->
    [one] Dit is één brief. De code ziet u maar één keer: staat hij niet op papier, trek de brief dan in en maak een nieuwe.
   *[other] Dit zijn { $n } brieven, elk op een eigen vel. De codes ziet u maar één keer: staan ze niet op papier, trek de brieven dan in en maak nieuwe.
}
letters-to = Aan de bewoners van { $street } { $number }
letters-heading = Doe mee met { $group }
letters-text = In uw straat waarschuwen buren elkaar als er iets gebeurt, nadat de politie is gebeld. De rest van de tijd is het stil. U kunt meedoen.
letters-step-1 = Scan de code hieronder of ga naar:
letters-step-2 = Vraag of u mag meedoen.
letters-step-3 = Vul daarna deze code in, dan weten we dat u hier woont:
letters-qr-label = QR-code van de pagina van de groep, op de brief aan nummer { $number }
letters-small = De code werkt één keer, tot { $day }. Wij bewaren niet welk huis welke code kreeg.
notice-vouched = Dank u. De beheerder ziet dat u deze buur kent.
notice-letter-code = De code klopt. Nu is bekend dat u hier woont.
notice-letters-revoked = De brieven zijn ingetrokken. Hun codes werken niet meer.
error-letter-code-missing = Typ de code uit de brief over.
error-letter-code-off = Een code uit een brief telt bij deze groep niet meer. Laat op een andere manier zien dat u hier woont of werkt.
error-letter-code-wrong = Deze code klopt niet, is al gebruikt of is te oud. Kijk goed naar de letters en cijfers.
error-houses-none = In deze rij staat geen huis. Kies andere nummers of een andere kant.
error-houses-many = Dit zijn te veel huizen: { $max } brieven is het meeste. Maak twee rijen.
# House rules of a group's own
own-rules-title = Eigen spelregels
own-rules-here = Bij ons geldt ook
own-rules-lead = De spelregels van het land gelden altijd. Hieronder zet u wat alleen bij u geldt, met de reden erbij.
own-rules-read = Lees alle spelregels
own-rules-none = Er zijn geen eigen spelregels.
own-rules-new = Er passen { $max } regels. Maak een regel leeg om hem weg te halen. Bewaart u iets anders, dan vragen we elke deelnemer het opnieuw te lezen. Een alarm kan intussen gewoon.
own-rule = Regel { $n }
own-rule-hint = Kort en vriendelijk, bijvoorbeeld: Zet het hek van de speeltuin dicht.
own-rule-reason = Waarom?
notice-own-rules = De spelregels zijn bewaard. Deelnemers lezen ze de volgende keer.
error-own-rule-missing = Schrijf de regel bij deze reden, of haal de reden weg.
error-own-reason-missing = Geef de reden erbij. Wie weet waarom, houdt zich eraan.
error-own-rules-many = Dat zijn te veel regels. { $max } is het meeste: wat niemand onthoudt, helpt niet.
error-meanwhile = Iemand anders veranderde dit intussen. Wat u typte, staat er nog. Kijk wat er nu geldt en druk dan nog eens op Bewaren.
meanwhile-now = Dit geldt nu
problem-changed-meanwhile = Iemand anders veranderde dit intussen.
fault-changed-meanwhile-text = Open de pagina opnieuw en kijk wat er nu staat.
action-edit_settings = De instellingen en de eigen spelregels van de groep veranderen
deed-rules_changed = { $by } veranderde de eigen spelregels

# A street that has a group, and a group that was not approved
covered-check = Kijk of deze straten al een groep hebben
covered-title = Hier is al een groep
covered-text = Vraag of u daar mee mag doen. Twee groepen in één straat maken twee keer wakker. Een eigen groep beginnen mag ook.
covered-ask = Vraag om mee te doen met { $group }
covered-none = Deze straten hebben nog geen groep.
refused-title = De groep is niet goedgekeurd
refused-text = In de groep werkt alles gewoon. Mensen van buiten zien haar niet.
mail-group-approved = Uw groep is goedgekeurd
mail-group-approved-text = De beheerder van de site keurde { $group } goed. Ook mensen van buiten zien uw groep nu, en kunnen vragen om mee te doen.
mail-group-refused = Uw groep is niet goedgekeurd
mail-group-refused-text = De beheerder van de site keurde { $group } niet goed. Dit is de reden:
mail-group-refused-do = In de groep werkt alles gewoon, ook een alarm. Mensen van buiten zien haar niet.
mail-group-refused-button = Naar de groep
mail-group-refused-why = U krijgt deze mail omdat u beheerder van deze groep bent.

# The settings of a group
group-settings-title = Instellingen van de groep
group-settings-lead = Wat u hier kiest, geldt voor de hele groep. Wat u verandert, staat in het logboek.
group-settings-who = Wie mag meedoen?
group-settings-incident = Als er iets gebeurt
setting-capacity = Hoeveel mensen er hooguit meedoen
setting-capacity-hint = Er doen er nu { $n } mee; { $max } is het meeste. Is de groep vol, dan komt er een wachtlijst.
setting-minimum_age = Hoe oud iemand moet zijn
setting-minimum_age-hint = Van { $min } tot en met { $max } jaar. Voor één persoon kunt u een uitzondering maken als die vraagt om mee te doen.
setting-age-reason = Waarom mag het jonger?
setting-age-reason-hint = Alleen nodig als u lager gaat dan { $age } jaar. De reden staat in het logboek.
setting-association = Naam van de bewonersvereniging
setting-association-hint = Alleen als de groep bij een vereniging hoort. Buren lezen de naam als ze willen meedoen.
setting-open_to_non_members = Buren die geen lid zijn van de vereniging, mogen ook meedoen
setting-takes_requests = Buren mogen vragen om mee te doen
setting-residence_checks = Hoe u weet dat iemand hier woont
setting-quiet_expiry = Na hoeveel minuten stilte een melding vanzelf sluit
setting-quiet_expiry-hint = Van { $min } tot en met { $max } minuten.
setting-photo_policy = Foto's
setting-photo_policy-hint = Strenger dan het land mag, ruimer niet.
setting-response_texts = Reacties in uw eigen woorden
setting-response_texts-hint = Leeg laten mag: dan staat er wat boven het vak staat. Deze zin blijft altijd boven de knoppen staan:
setting-none = geen
setting-on = ja
setting-off = nee
photo-policy-description_only = Een foto mag als hij helpt iemand of iets te herkennen
photo-policy-unrecognisable = Alleen foto's waarop niemand te herkennen is
photo-policy-off = Geen foto's
error-age-reason-missing = Schrijf waarom het jonger mag, met { $min } tekens of meer. Andere beheerders lezen het.
error-photo-policy-looser = Dit is ruimer dan het land toestaat. Kies iets dat net zo streng is of strenger.
field-age = Hoe oud bent u?
field-younger = Ik ben jonger. De beheerder beslist of ik mag meedoen
field-association = Ik ben lid van { $association }
error-association-missing = Deze groep is voor leden van de vereniging. Zet een vinkje als u lid bent.
welcome-association = Deze groep hoort bij { $association }. U hoeft daar geen lid van te zijn.
welcome-members-only = Deze groep is voor leden van { $association }.
join-younger = Bent u jonger?
join-younger-go = Vraag het de beheerder
request-younger = Deze buur is jonger dan de groep vraagt. U kunt een uitzondering maken.
field-exception-reason = Waarom mag deze buur toch meedoen?
field-exception-reason-hint = Dit staat in het logboek, en deze buur leest het ook. Vraag niet naar een geboortedatum.
error-exception-reason-missing = Schrijf waarom deze buur toch mag meedoen, met { $min } tekens of meer.

# Lines of the log about the group itself
deed-settings_changed = { $by } veranderde de instellingen: { $detail }
deed-area_changed = { $by } { $detail }
changed-area = bewaarde een ander gebied
changed-area_cleared = haalde het gebied weg
changed-street_added = voegde een straat toe
changed-street_changed = veranderde een straat
changed-street_removed = haalde een straat weg
deed-drill_planned = { $by } plande een oefening
deed-drill_called_off = { $by } zegde een oefening af
deed-word_added = { $by } zette een woord op de lijst van de groep
deed-word_removed = { $by } haalde een woord van de lijst van de groep
deed-group_refused = { $by } keurde de groep niet goed
deed-group_approved = { $by } keurde de groep goed
deed-group_made = { $by } maakte de groep
deed-letters_made = { $by } maakte brieven met codes
deed-letters_revoked = { $by } trok brieven met codes in
deed-request_let_in = { $by } liet { $about } toe
deed-request_approved = { $by } zette iemand op de wachtlijst
deed-request_refused = { $by } zei nee op een aanvraag
deed-age_excepted = { $by } maakte een uitzondering op de leeftijd voor { $about }
deed-age_excepted-somebody = { $by } maakte een uitzondering op de leeftijd

mail-request-let_in-subject = Welkom bij { $group }
mail-request-let_in = U doet nu mee. Uw buren zien u als { $alias }. Vanaf nu krijgt u de alarmen van { $group }.
mail-request-approved-subject = U staat op de wachtlijst van { $group }
mail-request-approved = U mag meedoen met { $group }, maar de groep is nu vol. Komt er een plek vrij, dan doet u vanzelf mee en krijgt u een mail.
mail-request-refused-subject = Antwoord van { $group }
mail-request-refused = U vroeg om mee te doen met { $group }. De beheerder zei dat het nu niet kan.
mail-request-expired-subject = Geen antwoord van { $group }
mail-request-expired = U vroeg om mee te doen met { $group }. Niemand antwoordde op tijd, dat spijt ons. Wat u schreef, is weg. Over een week kunt u het opnieuw vragen.
mail-request-words = De beheerder schrijft:
mail-request-button = Naar { $group }
mail-request-why = U krijgt deze mail omdat u vroeg om mee te doen met { $group }. Niemand anders kreeg hem.

## House rules and their reasons
rule-police_first = Bel altijd eerst 112.
rule-police_first-why = De politie komt op uw telefoontje, niet op de app.
rule-only_real_alarms = Alleen echte alarmen.
rule-only_real_alarms-why = Wie te vaak gewekt wordt, zet zijn telefoon uit. Een kat of een lamp hoort ergens anders.
rule-neighbours_only = U woont of werkt hier.
rule-neighbours_only-why = Een buur weet wat hier gewoon is, en kan iets doen.
rule-open_to_neighbours = Ook wie geen lid is van een bewonersvereniging, mag meedoen.
rule-open_to_neighbours-why = Een buurt is meer dan haar vereniging. Spreekt een groep iets anders af, dan staat dat op haar pagina.
rule-admins_let_in = Alleen een beheerder laat iemand toe.
rule-admins_let_in-why = Zo weet u dat hier buren zitten. Er is altijd een beheerder, ook als er een stopt. Een koepel mag een groep maken en de beheerder aanwijzen.
rule-limited_size = Een groep heeft een grens aan het aantal deelnemers.
rule-limited_size-why = Zo blijft een alarm van hier. Is de groep vol, dan is er een wachtlijst.
rule-known_around = De buurt weet dat de groep er is, en welke straten meedoen.
rule-known_around-why = Ook wie niet meedoet, mag dat weten. En zo kan iedereen zich melden.
rule-contact_kept = Beheerders houden contact met de wijkagent, de gemeente en de woningcorporatie.
rule-contact_kept-why = Die geven raad. De bewoners leiden de groep zelf en mogen haar veranderen.
rule-adults = U bent 18 jaar of ouder, of zo oud als uw groep afsprak.
rule-adults-why = Een alarm kan naar zijn. De beheerder kan een uitzondering maken, met een reden.
rule-behaviour_not_looks = Vertel wat iemand doet.
rule-behaviour_not_looks-why = Hoe iemand eruitziet, maakt niemand verdacht. Alleen een uiterlijk melden mag niet.
rule-no_chasing = Niet achternagaan, niet vasthouden.
rule-no_chasing-why = Dat is gevaarlijk, en werk voor de politie.
rule-no_insults = Niet schelden, niet beschuldigen, niet discrimineren.
rule-no_insults-why = U kunt zich vergissen. En het gaat over mensen.
rule-no_detective_work = Geen eigen onderzoek.
rule-no_detective_work-why = Het kan een zaak bederven, en iemand ten onrechte treffen.
rule-true_information = Meld alleen wat u weet.
rule-true_information-why = Klopte iets niet? Dan zetten we dat recht bij iedereen die het kreeg.
rule-nothing_outside = Wat hier staat, blijft hier.
rule-nothing_outside-why = Niets op sociale media, geen namen of nummers naar anderen.
rule-photos_for_description = Een foto alleen als hij helpt iemand of iets te herkennen.
rule-photos_for_description-why = Foto's zijn er voor de politie en zijn na 24 uur weg.
rule-not_while_driving = Niet achter het stuur.
rule-not_while_driving-why = Stop eerst, of laat een ander het doen.
rule-professionals_stay_bound = Werkt u bij politie of hulpdiensten? Uw geheimhouding blijft gelden.
rule-professionals_stay_bound-why = U doet hier mee als buur.
rule-own_responsibility = De groep is van de bewoners.
rule-own_responsibility-why = Beheerders, gemeente en politie zijn niet aansprakelijk voor wat een deelnemer doet.
rule-kind_correction = Gaat het mis, dan hoort u het vriendelijk.
rule-kind_correction-why = Eerst een bericht, dan een waarschuwing, een pauze, en pas dan eruit. U kunt bezwaar maken.
rule-leave_any_time = U mag altijd weg.
rule-leave_any_time-why = Met één druk, zonder reden.

## Groups and home
groups-title = Mijn groepen
groups-none = U zit nog niet in een groep.
group-quiet = Rustig
group-running = { $n ->
    [one] Er gebeurt nu iets
   *[other] Er gebeuren nu { $n } dingen
}
group-neighbours = { $n ->
    [one] 1 buur kijkt mee
   *[other] { $n } buren kijken mee
}
home-running-label = Wat er nu gebeurt
home-quiet = Rustig in de buurt
home-last = Laatste alarm: { $ago }
home-never = Nog nooit een alarm
home-neighbours = { $n ->
    [one] 1 buur kijkt mee
   *[other] { $n } buren kijken mee
}
home-alarm = Er gebeurt nu iets
home-alarm-sub = Bel eerst, dan weet de buurt het
home-not-urgent = Niet dringend?
home-known = Dader bekend?
home-other = Iets anders?
home-drill = Oefening
home-history = Eerdere meldingen
home-care-label = Over uw meldingen
plan-label = Getekende plattegrond van { $group }
push-off-title = Dit toestel maakt u niet wakker
push-off-text = Zet meldingen aan, dan hoort u een alarm ook als uw telefoon in uw zak zit.
push-enable = Zet meldingen aan
push-on = Meldingen staan aan op dit toestel. Probeer het met een proefalarm.
push-denied = Uw telefoon houdt meldingen tegen. Sta ze toe bij de instellingen van uw browser voor deze site.
push-failed = Het lukte niet. Probeer het later nog eens; u krijgt intussen alarmen per mail.
push-home-screen = Zet SAAR eerst op uw beginscherm: tik op Deel en dan op Zet op beginscherm. Open SAAR daarvandaan.
push-iphone = Op een iPhone werken meldingen alleen als SAAR op uw beginscherm staat.
new-rules = De spelregels zijn veranderd.
new-rules-go = Lees ze rustig na
street-unknown = plek op de kaart
card-look-and-react = Bekijk en reageer

## Starting a group
found-link = Start een buurtgroep
found-title = Start een buurtgroep
found-lead = Vijf minuten, en uw straat kan elkaar waarschuwen. U wordt de eerste beheerder.
found-works = Wat werkt
found-tip-small = Begin klein.
found-tip-small-why = Uw straat en de straten eromheen. Buren die elkaar kennen, reageren.
found-tip-two = Doe het met z'n tweeën.
found-tip-two-why = Vraag een buur als tweede beheerder. Dan loopt het door als u weg bent.
found-tip-tell = Vertel het iedereen.
found-tip-tell-why = Ook wie niet meedoet, mag weten dat de groep er is.
found-country = In welk land?
country-NL = Nederland
country-BE = België
field-group-name = Naam van de groep
field-group-name-hint = Zo noemen de buren het, bijvoorbeeld Lindehof.
field-municipality = Gemeente
field-streets = Straten die erbij horen
field-streets-hint = Eén straat op elke regel. Later kunt u ze veranderen.
found-waits = Bij deze SAAR kijkt de beheerder van de site eerst mee. U kunt meteen beginnen: buren uitnodigen en alarm slaan werken gewoon. Alleen mensen van buiten zien de groep nog niet.
found-button = Start de groep
found-after = Daarna nodigt u uw buren uit en tekent u het gebied.
waiting-title = De groep wacht op goedkeuring
waiting-text = Alarm slaan en buren uitnodigen werken gewoon. Alleen mensen van buiten zien de groep nog niet.
notice-founded = De groep is er. Teken nu het gebied, of doe dat later en nodig eerst uw buren uit.
error-group-name-missing = Geef de groep een naam, met letters.
error-municipality-missing = Vul de gemeente in.
error-streets-missing = Vul minstens één straat in, één op elke regel.
error-streets-many = Een groep heeft hooguit { $max } straten. Haal er een paar weg; wat u typte is bewaard.
error-name-long = Een naam heeft hooguit { $max } tekens. Maak hem korter; wat u typte is bewaard.
error-founded-enough = U hebt dit jaar al { $max } groepen gestart; meer kan niet. Vraag de beheerder van deze site om hulp.

## The area of a group and its streets
area-link = Gebied en straten
area-title = Gebied en straten
area-lead = Teken waar de groep bij hoort. Een alarm van daarbuiten mag ook; er staat dan bij dat het buiten het gebied is.
area-ground = Het gebied
area-none = Er is nog geen gebied getekend. De straten alleen zijn ook goed.
area-size = { $n ->
    [0] Het gebied is kleiner dan een hectare.
   *[other] Het gebied is ongeveer { $n } hectare.
}
area-download = Download als GeoJSON
area-overlap = { $percent }% van uw gebied hoort ook bij { $name } ({ $place }).
area-overlap-hint = Dat mag. Spreek met elkaar af wie waar let, dan krijgt niemand alles dubbel.
area-geojson-title = Als bestand of tekst (GeoJSON)
area-geojson = GeoJSON
area-geojson-hint = Heeft u het gebied al getekend in een ander programma? Plak het hier.
area-file = Kies een bestand
area-convert-rd = Zet de Nederlandse RD-coördinaten om naar graden
area-save = Bewaar het gebied
area-clear = Haal het gebied weg
area-refused = Dit gebied kunnen we zo niet bewaren
area-mended = Dit hebben we hersteld:
area-line = Regel { $n }
area-more = En nog { $n } andere.
area-streets = Straten die erbij horen
area-streets-hint = Een straat met een lijn wordt getekend, en een telefoon vindt hem vanzelf. Zonder lijn kiest men hem uit de lijst.
field-street-new = Nieuwe straat
field-street-name = Naam van de straat
field-street-line = Punten langs de straat
field-street-line-hint = Breedte en lengte, zoals 52.0901,5.1201 52.0911,5.1213. Het mag leeg blijven.
street-line-title = Met een lijn
street-add = Voeg toe
street-remove = Haal { $name } weg
street-used = Hier is iets gemeld; daarom blijft de straat in de lijst.
notice-area-saved = Het gebied is bewaard.
notice-area-cleared = Het gebied is weg. De straten staan er nog.
notice-street-added = De straat is toegevoegd.
notice-street-changed = De straat is veranderd.
notice-street-removed = De straat is weg.
error-street-taken = Deze straat staat al in de lijst.
error-street-name-missing = Vul de naam van de straat in, met letters.
error-street-line-long = Een straat heeft hooguit { $max } punten. Laat er een paar weg; wat u typte is bewaard.
error-street-line-outside = Een punt ligt buiten het land. Schrijf eerst de breedte en dan de lengte, zoals 52.0901,5.1201.
error-street-line-wrong = Schrijf elk punt als breedte,lengte met een spatie ertussen, zoals 52.0901,5.1201 52.0911,5.1213.
error-street-used = Hier is iets gemeld; daarom kan de straat niet weg. Een andere naam geven kan wel.
error-street-last = Een groep heeft minstens één straat. Voeg eerst een andere toe.
boundary-title = Of neem een bestaande grens
boundary-hint = Zoek uw wijk of buurt. Het getekende gebied hierboven wordt erdoor vervangen; daarna kunt u het nog veranderen.
field-boundary = Naam van de wijk, buurt of gemeente
boundary-search = Zoek
boundary-take = Neem deze
boundary-none = Geen grens met { $name } in de naam. Probeer minder letters.
boundary-municipality = gemeente
boundary-district = wijk
boundary-neighbourhood = buurt
draw-label = Tekening van het gebied
draw-how = Kies Nieuw vlak en tik de hoeken na elkaar aan. Sleep een hoek om hem te verplaatsen. Een klein punt op een lijn maakt een nieuwe hoek.
draw-keys-title = Met het toetsenbord
draw-keys = Met de pijltjes verschuift u de tekening; het kruisje in het midden is uw plek. Enter zet daar een hoek. Page Down kiest de volgende hoek, de pijltjes verplaatsen hem, Enter zet er een hoek naast, Delete haalt hem weg, Escape laat hem los. Plus en min zoomen. Ctrl+Z maakt ongedaan.
draw-tools = Tekenen
draw-new = Nieuw vlak
draw-hole = Gat in het vlak
draw-done = Vlak is klaar
draw-undo = Ongedaan maken
draw-next = Volgende hoek
draw-remove = Hoek weg
draw-remove-area = Vlak weg
draw-here = Ga naar waar ik ben
draw-tiles = Toon de kaart erachter
draw-say-new = Nieuw vlak. Zet de eerste hoek.
draw-say-hole = Gat. Zet de eerste hoek.
draw-say-corner = Hoek { $n } staat er.
draw-say-few = Een vlak heeft minstens drie hoeken.
draw-say-done = Het vlak is klaar, met { $n } hoeken. Vergeet niet te bewaren.
draw-say-choose = Kies eerst een hoek van een vlak.
draw-say-chosen = Hoek gekozen. Sleep hem, of haal hem weg.
draw-say-inserted = Er is een hoek bij.
draw-say-removed = De hoek is weg.
draw-say-area-removed = Het vlak is weg.
draw-say-undone = Ongedaan gemaakt.
draw-say-nothing = Er is niets om ongedaan te maken.
draw-say-none = Er zijn nog geen hoeken.
draw-say-at = Hoek { $n } van { $all }.
draw-say-nowhere = Uw telefoon zegt niet waar u bent. Schuif de tekening naar uw buurt.
draw-say-tiles-gone = De kaart komt niet. Tekenen kan gewoon.
area-note-height-left-out = De hoogte van punten is weggelaten.
area-note-no-geometry = Een deel zonder vorm is weggelaten.
area-note-not-an-area = Losse punten en lijnen zijn weggelaten; alleen vlakken tellen.
area-note-point-twice = Punten die twee keer achter elkaar stonden, staan er nu één keer.
area-note-ring-closed = Een rand was niet gesloten; het laatste punt is nu ook het eerste.
area-note-ring-turned = Een rand liep de verkeerde kant op en is omgedraaid.
area-note-bad-coordinates = Deze punten kunnen we niet lezen. Een punt is [lengte, breedte], en een vlak heeft 1 tot { $max } randen.
area-note-broken-json = Dit is geen geldige JSON; er ontbreekt iets of er staat iets te veel. Download het bestand opnieuw, of plak het helemaal.
area-note-empty = Er staat nog niets. Teken een gebied, kies een bestand of plak GeoJSON.
area-note-hole-in-hole = Een gat ligt in een ander gat. Haal het binnenste weg.
area-note-hole-outside = Een gat ligt buiten zijn vlak. Verplaats het, of maak er een eigen vlak van.
area-note-lambert-coordinates = Dit lijken meters van het Belgische net (Lambert 72). Bewaar het bestand in graden (WGS 84, EPSG:4326).
area-note-no-area = Er staat geen vlak in. Teken een vlak (Polygon) en bewaar het opnieuw.
area-note-not-geojson = Dit is geen GeoJSON. Kies in uw programma voor opslaan als GeoJSON.
area-note-outside-country = Dit punt ligt buiten het land van de groep.
area-note-polygon-in-polygon = Een vlak ligt in een ander vlak. Haal het weg, of maak er een gat van.
area-note-rd-coordinates = Dit zijn meters van het Nederlandse net (RD), en GeoJSON heeft graden. Zet hieronder een vinkje, dan rekenen we ze om.
area-note-rd-swapped = Dit zijn meters van het Nederlandse net (RD), met x en y verwisseld. De x staat vooraan.
area-note-ring-without-area = Een rand heeft minstens drie hoeken die niet op één lijn liggen.
area-note-rings-cross = Twee randen kruisen elkaar. Voeg de vlakken samen, of verschuif er een.
area-note-self-crossing = Een rand kruist of raakt zichzelf; zo is niet duidelijk wat erbinnen ligt. Verplaats daar een hoek.
area-note-swapped-axes = Lengte en breedte zijn verwisseld. In GeoJSON staat de lengte vooraan, zoals [5.38, 52.15].
area-note-too-deep = Er zitten meer dan { $max } lagen in elkaar. Bewaar alleen het gebied zelf.
area-note-too-large = Het gebied is te groot voor één groep: hooguit 100 vierkante kilometer. Teken een kleiner gebied.
area-note-too-many-points = Het gebied heeft meer dan { $max } punten. Maak de rand eenvoudiger.
area-note-too-many-polygons = Er staan meer dan { $max } vlakken in. Breng het gebied van één groep.
area-note-too-small = Het gebied is te klein: minder dan een paar huizen. Teken het ruimer.
area-note-unknown-coordinates = Dit zijn geen graden. Bewaar het bestand in graden (WGS 84, EPSG:4326).

## Triage
triage-title = Wat is er aan de hand?
triage-now = Het gebeurt nu
triage-now-text = Bel { $number } en waarschuw de buurt.
triage-later = Het is niet dringend
triage-later-text = Het is al voorbij, er is niemand in gevaar.
triage-later-call = Bel de politie op het gewone nummer:
triage-later-zone = Bel uw eigen politiezone op het gewone nummer. Uw groep heeft dat nummer nog niet ingevuld.
triage-known = Ik weet wie het is
triage-known-text = En diegene kent mij ook.
triage-known-call = Bel Meld Misdaad Anoniem. Niemand hoort wie u bent:
triage-known-zone = Praat met uw politiezone of uw wijkinspecteur. U mag vragen om niet genoemd te worden.
triage-known-group = Zet het niet in de groep: dat kan gevaarlijk zijn voor u.
triage-other = Het is iets anders
triage-other-text = Een lamp, afval, een dier, een vraag.
triage-nothing-kept = Wat u hier opent, wordt niet bewaard en niet verstuurd.
desk-other = Een vraag over de groep: de beheerder.

## The right desk: where a matter goes that is not for the group
desks-title = Het juiste loket
desks-lead = Een lamp, afval, een kat: daar is een ander loket voor. SAAR noemt het als iemand zoiets in een alarm zet. Wat de gemeente { $municipality } zelf opgeeft, gaat voor. Hier vult u aan wat zij niet opgeeft.
desks-none = Er staat nu niets.
topic-lamp = Lamp kapot
topic-litter = Afval, poep, ongedierte
topic-noise = Lawaai
topic-parking = Fout geparkeerd
topic-animal = Dier
topic-phone-fraud = Oplichting via telefoon of bericht
topic-road = Weg, stoep, boom
topic-outage = Storing
topic-lost-property = Verloren of gevonden
desk-source-municipality = De gemeente geeft op: { $name }. Dat gaat voor.
desk-source-country = Laat u dit leeg, dan staat er: { $name }.
desk-source-group = Uw groep geeft op: { $name }.
desk-source-none = Hiervoor staat er nog geen loket.
field-desk-name = Hoe heet het loket?
field-desk-phone = Telefoonnummer
field-desk-url = Webadres
field-desk-url-hint = Begint met https://
field-desk-hours = Wanneer is het open?
desk-dial = Bel { $number }
desk-open = Open { $site }
error-desk-name-missing = Zet de naam van het loket erbij.
error-desk-way-missing = Zet er een telefoonnummer of een webadres bij.
error-desk-phone-emergency = Dit is het alarmnummer. Zet hier het nummer van het loket.
error-desk-phone-wrong = Dit nummer kennen we niet. Schrijf het zoals u het hier belt, bijvoorbeeld met het netnummer ervoor.
error-desk-url-wrong = Dit adres kan niet. Het begint met https:// en gaat naar een gewone website.
setting-desks = het juiste loket

## Kinds
kind-burglary = Inbraak
kind-theft = Diefstal
kind-robbery = Overval
kind-violence = Geweld
kind-vandalism = Vernieling
kind-suspicious_behaviour = Verdacht gedrag
kind-suspicious_vehicle = Verdacht voertuig
kind-other_emergency = Iets anders
kind-fire = Brand
kind-injury = Gewonden

## Behaviour phrases
phrase-tries_doors = Voelt aan deuren
phrase-looks_inside_houses = Kijkt bij huizen naar binnen
phrase-alarm_going_off = Er gaat een alarm af
phrase-breaking_glass = Glasgerinkel
phrase-forces_door = Breekt een deur of raam open
phrase-climbs_in = Klimt ergens naar binnen
phrase-takes_bicycle = Neemt een fiets mee
phrase-breaks_into_car = Breekt een auto open
phrase-takes_parcel = Neemt een pakje mee
phrase-runs_off_with_something = Rent weg met iets
phrase-cuts_lock = Knipt een slot door
phrase-threatens_for_money = Dreigt om geld of spullen
phrase-grabs_bag = Rukt een tas weg
phrase-has_weapon = Heeft een wapen
phrase-runs_from_shop = Rent weg uit een winkel
phrase-fighting = Er wordt gevochten
phrase-screaming = Iemand roept om hulp
phrase-threatens_someone = Bedreigt iemand
phrase-someone_followed = Iemand wordt gevolgd
phrase-breaks_things = Maakt dingen kapot
phrase-scratches_cars = Beschadigt auto's
phrase-sets_fire_to_things = Steekt iets in brand
phrase-fireworks_at_houses = Gooit vuurwerk naar huizen
phrase-sprays_paint = Spuit verf
phrase-walks_through_gardens = Loopt door tuinen
phrase-rings_everywhere_with_story = Belt overal aan met een smoes
phrase-photographs_houses = Maakt foto's van huizen
phrase-hides = Verstopt zich
phrase-drives_slowly_past_houses = Rijdt langzaam langs huizen
phrase-waits_with_engine_on = Wacht met draaiende motor
phrase-checks_other_cars = Kijkt in andere auto's
phrase-loads_goods_at_night = Laadt 's nachts spullen in
phrase-drives_without_lights = Rijdt zonder licht
phrase-person_in_danger = Iemand is in gevaar
phrase-person_missing = Iemand is vermist
phrase-smell_of_gas = Het ruikt naar gas
phrase-loud_bang = Harde knal
phrase-noise_in_house = Geluid in een leeg huis
phrase-flames_visible = Er zijn vlammen
phrase-smoke_from_house = Er komt rook uit een huis
phrase-smoke_alarm = Er gaat een rookmelder af
phrase-car_on_fire = Er brandt een auto
phrase-people_inside = Er zijn nog mensen binnen
phrase-someone_unconscious = Iemand is niet bij bewustzijn
phrase-someone_bleeding = Iemand bloedt erg
phrase-traffic_accident = Ongeluk op straat
phrase-someone_fell = Iemand is gevallen

## Alarm
alarm-title = Er gebeurt nu iets
drill-title = Oefening
driving = Stop even, of laat een medereiziger het doen.
step-call = Bel eerst
step-kind = Wat is het?
step-behaviour = Wat doet diegene?
step-place = Waar?
call-dial = Bel { $number }
call-pretend = Doe alsof u { $number } belt
call-me = Ik heb gebeld
call-me-pretend = Ik heb zogenaamd gebeld
call-neighbour = Een buur heeft gebeld
call-cannot = Ik kan niet bellen
field-called-at = Hoe laat is er gebeld?
field-called-at-hint = Leeg is nu. Anders bijvoorbeeld 23:41.
call-done = { $number } gebeld om { $time }
call-not-done = Nog niemand belde { $number }
drill-call-done = Bellen geoefend om { $time }
drill-call-not-done = Nog niemand oefende het bellen
drill-call-please = Oefen het bellen met de knop. Bel niet echt.
same-title = Er loopt al een melding. Is het deze?
same-this = Ja, deze
same-none = Is het iets anders? Ga dan door met stap 2.
cannot-chat = Chat met de meldkamer in de app { $app }.
chat-app-how-nl = Die werkt zonder praten, ook als u doof bent of zich moet verstoppen.
chat-app-how-be = Die werkt zonder praten, ook als u doof bent of zich moet verstoppen.
cannot-who = { $n ->
    [one] Stuurt u een alarm, dan vraagt het 1 buur om { $number } te bellen.
   *[other] Stuurt u een alarm, dan vraagt het { $n } buren om { $number } te bellen.
}
cannot-hidden = Uw naam en de precieze plek staan er niet in. Buren bellen niet bij u aan.
behaviour-first = Kies eerst bij 2 wat het is.
own-words = Of in uw eigen woorden
field-words = Wat ziet of hoort u?
field-words-hint = Wat doet diegene? Hooguit { $n } tekens.
witness-label = Hoe weet u het?
witness-seen = Ik zie het
witness-heard = Ik hoor het
witness-told = Van iemand gehoord
witness-was-seen = zelf gezien
witness-was-heard = zelf gehoord
witness-was-told = van iemand gehoord
place-position = Waar ik nu ben
place-street = In een straat
place-plan = Op de kaart
place-near = bij { $street } ({ $metres } m nauwkeurig)
place-here = waar u bent ({ $metres } m nauwkeurig)
place-tapped = op de kaart, bij { $street }
place-tapped-far = op de kaart, niet bij een straat van de groep
place-vague = Uw telefoon weet niet goed waar u bent: { $metres } m nauwkeurig. Kies liever een straat.
place-outside-ask = Dit ligt buiten het gebied van de groep. U kunt het alarm gewoon sturen.
place-outside = buiten het gebied van de groep
place-unsure = ongeveer { $metres } m nauwkeurig
map-label = Kaart van { $group }
map-pick-label = Kaart: kies de plek
map-how = Schuif met de pijltjes, zoom met plus en min.
map-how-pick = Schuif de kaart met de pijltjes, zoom met plus en min, en kies het midden met Enter. Een straat uit de lijst kiezen mag ook.
map-here = Hier
map-near = Midden van de kaart: bij { $street }
map-nowhere = Midden van de kaart: niet bij een straat van de groep
map-show = Toon op de kaart
map-hide = Toon de plattegrond
map-zoom-in = Dichterbij
map-zoom-out = Verder weg
map-gone = De kaart doet het nu niet. Gebruik de plattegrond.
plan-beyond = De plek ligt te ver weg voor deze plattegrond.
plan-seen = Rondje: hier is later iets gezien. Driehoek: die kant ging het op.
field-street = Straat
street-choose = Kies een straat
plan-pick-label = Plattegrond: tik op de plek, of kies een straat uit de lijst
plan-pick-hint = Tik op de plek.
appearance-title = Signalement erbij (mag ook straks)
field-appearance = Hoe ziet diegene of het voertuig eruit?
field-appearance-hint = Kleding, leeftijd, kleur fiets of auto. Hooguit { $n } tekens. Na 72 uur weg.
send-alarm = { $n ->
    [one] Stuur alarm naar 1 buur
   *[other] Stuur alarm naar { $n } buren
}
send-drill = { $n ->
    [one] Stuur oefening naar 1 buur
   *[other] Stuur oefening naar { $n } buren
}
alarm-reaches = Een alarm bereikt nu { $n } van { $of } buren.
alarm-later = Een signalement of aanvulling kunt u hierna toevoegen.
duplicate-title = Is dit hetzelfde?
duplicate-lead = Een buur meldde net iets wat hierop lijkt. Uw tekst is bewaard.
duplicate-same = Dit is dezelfde melding
duplicate-other = { $n ->
    [one] Dit is iets anders: stuur alarm naar 1 buur
   *[other] Dit is iets anders: stuur alarm naar { $n } buren
}

## Asked about words, once, before an alarm goes out
words-title = Wilt u dit zo versturen?
words-lead = Lees uw tekst nog één keer. Alles is bewaard, en u beslist zelf.
words-offensive = Hier staan woorden die iemand kunnen kwetsen. Buren lezen mee. Schrijf alleen wat er gebeurt.
words-accusation = Hier staat dat iemand de dader is. Dat stelt de politie vast. Schrijf wat u ziet of hoort.
words-looks-without-behaviour = Schrijf wat iemand doet, niet hoe iemand is. Aan een uiterlijk alleen hebben buren niets.
words-chatter = Dit lijkt een praatje. Een alarm maakt iedereen wakker.
words-wrong-channel = Hiervoor is een ander loket, dat u beter helpt.
words-better-offensive = Bijvoorbeeld: “Een man schreeuwt en schopt tegen een auto.”
words-better-accusation = Bijvoorbeeld: “Iemand komt uit een schuur met een fiets en rent weg.”
words-better-looks-without-behaviour = Bijvoorbeeld: “Voelt aan deuren en kijkt bij huizen naar binnen.”
words-better-chatter = Is er wel iets aan de hand? Schrijf dan wat, en waarheen. Bijvoorbeeld: “Twee mensen klimmen over een schutting en rennen naar het park.”
words-better-wrong-channel = Gaat het toch om iets voor de buurt? Schrijf dan wat iemand doet. Bijvoorbeeld: “Iemand gooit ruiten in en loopt door.”
words-yours = Uw tekst
words-better = U kunt hem hier aanpassen.
words-send = { $n ->
    [one] Toch versturen naar 1 buur
   *[other] Toch versturen naar { $n } buren
}
words-add = Toch zo toevoegen
words-flag = Verstuurt u de tekst zoals hij is, dan gaat hij meteen uit. De beheerder ziet dat er iets in staat om naar te kijken.
words-leave = Niet versturen
desk-lamp = Een kapotte lamp meldt u bij uw gemeente.
desk-litter = Afval, poep en ongedierte meldt u bij uw gemeente.
desk-noise = Bij geluid: praat eerst met elkaar. Lukt dat niet, bel dan de politie op het nummer voor geen spoed.
desk-parking = Fout parkeren meldt u bij uw gemeente.
desk-animal = Een dier kwijt, gevonden of gewond: bel het asiel of de dierenambulance.
desk-phone-fraud = Hang op en klik nergens op. Bel uw bank op het nummer dat u kent, en doe aangifte bij de politie.
desk-road = Een kapotte stoep, weg, put of boom meldt u bij uw gemeente.
desk-outage = Een storing meldt u bij uw netbeheerder of uw leverancier.
desk-lost-property = Iets verloren of gevonden: meld het bij uw gemeente.
flagged-title = Om naar te kijken
flagged-hint = Berichten die een deelnemer aanwees, of die uitgingen met woorden die er misschien niet in horen. Alleen wie de groep beheert, ziet dit.
flags-go = { $n ->
    [one] Eén bericht om naar te kijken
   *[other] { $n } berichten om naar te kijken
}
objections-go = { $n ->
    [one] { $n } bezwaar wacht op een beslissing
   *[other] { $n } bezwaren wachten op een beslissing
}
flags-none = Er is niets om naar te kijken.
flag-new = Hoort hier iets niet? Wijs het aan
flag-new-title = Een bericht aanwijzen
flag-new-lead = Hoort iets hier niet thuis? Wijs het aan. Wie de groep beheert, kijkt ernaar. Een alarm wordt er nooit door gestopt.
flag-back = Terug naar de melding
flag-nothing = Hier staat niets van een ander.
flag-who-knows = Wie de groep beheert, ziet dat u dit aanwees. Wie het schreef, ziet dat niet.
flag-send = Wijs aan
field-message = Welk bericht
message-reported = De melding van { $who } ({ $time })
message-sighting = Wat { $who } aanvulde ({ $time })
message-described = Het signalement van { $who } ({ $time })
field-flag-rule = Welke spelregel
field-flag-words = Waarom (mag leeg blijven)
field-flag-words-hint = Zet hier geen namen in.
error-message-missing = Kies welk bericht u bedoelt.
notice-flagged = Dank u. Wie de groep beheert, kijkt ernaar.
notice-flag-settled = Het is afgehandeld.
flag-by = Aangewezen door { $who }.
flag-by-somebody = Een deelnemer wees dit aan.
flag-fields = Waar het staat:
flag-field-words = De eigen woorden
flag-by-check = SAAR merkte dit op bij het versturen.
flag-author = Geschreven door { $who }.
flag-look = Bekijk het bericht
flag-step = Spreek { $who } aan
flag-outcome = Wat wordt het?
flag-other = U schreef dit zelf. Iemand anders die de groep beheert, handelt het af.
outcome-fine = Niets aan de hand
outcome-spoken = Besproken met de schrijver
outcome-blanked = Haal de woorden weg
problem-flag-running = Zolang het alarm loopt, blijft staan wat de melder zag. Zet het alarm recht of sluit het af; daarna kunt u de woorden weghalen.
entry-blanked = { $who } haalde woorden weg
entry-taken-away = Wat er stond. Alleen wie de groep beheert, ziet dit.
deed-flagged = Iemand wees een bericht aan
deed-flag_settled = { $by } handelde een bericht van { $about } af: { $detail }
action-flag = Een bericht aanwijzen dat er niet hoort
action-settle_flag = Afhandelen wat iemand aanwees
mark-words-offensive = Kwetsende woorden
mark-words-accusation = Een beschuldiging
mark-words-looks = Uiterlijk zonder gedrag
mark-words-chatter = Een praatje
mark-words-wrong-channel = Iets voor een ander loket

# De eigen woorden van een groep
own-words-title = Eigen woorden
own-words-lead = SAAR leest mee met wat buren schrijven. Bij een kwetsend woord vraagt SAAR één keer of u het zo wilt versturen. Hier voegt u woorden van uw eigen buurt toe.
own-word-new = Een woord toevoegen
field-own-word = Woord
own-word-hint = Eén woord, zonder spaties of streepjes. Een groep heeft er hoogstens { $max }.
field-verdict = Wat is het voor woord?
verdict-hurts = Het kwetst: vraag wie het schrijft
verdict-fine = Het lijkt alleen zo: een straat of een achternaam
own-word-add = Voeg toe
own-word-remove = Haal weg
own-words-hurting = Kwetst hier
own-words-fine = Is hier gewoon een naam
own-words-none = Nog geen woorden.
notice-own-word-added = Het woord staat op de lijst.
notice-own-word-removed = Het woord is van de lijst.
error-own-words-enough = Meer dan { $max } woorden kan niet. Haal er eerst een weg.
error-verdict-missing = Kies wat het voor woord is.
error-own-word-taken = Dit woord staat al op de lijst. Haal het eerst weg als het anders moet.
error-own-word-two = Schrijf één woord, met alleen letters en cijfers: zonder spaties, streepjes of andere tekens.
error-own-word-short = Schrijf een woord van minstens { $min } letters.
action-edit_words = De eigen woorden van de groep veranderen

## Mistakes: what to do, never blame
error-call-missing = Het telefoontje ontbreekt. Bel { $number }, of zeg dat een buur heeft gebeld of dat u niet kunt bellen.
error-kind-missing = Wat het is, ontbreekt. Kies één van de vakken.
error-kind-unknown = Dit soort melding kennen we niet. Kies één van de vakken.
error-behaviour-missing = Wat diegene doet, ontbreekt. Kies een zin of schrijf het zelf.
error-phrase-unknown = Deze zin hoort niet bij wat u koos. Kies een andere.
error-appearance-alone = Alleen een signalement is niet genoeg. Kies ook wat diegene doet; uw tekst is bewaard.
error-place-missing = De straat ontbreekt. Kies een straat of tik op de kaart; uw tekst is bewaard.
error-place-outside = Deze plek ligt niet in het land. Kies een straat of tik op de kaart.
error-street-unknown = Deze straat hoort niet bij de groep. Kies er één uit de lijst.
error-founded-already = Met dit formulier bent u al een groep begonnen. Die staat bij uw groepen. Wilt u nog een groep? Stuur het dan nog eens.
error-just-ended = Dat alarm is net afgesloten: { $how } Wat u typte, staat hieronder. Is er nog iets aan de hand? Stuur het dan als nieuw alarm.
error-witness-missing = Hoe u het weet, ontbreekt. Kies: gezien, gehoord of van iemand.
error-text-long = De tekst is te lang: { $max } tekens is het meeste. Maak hem korter; hij is bewaard.
error-text-broken = De tekst bevat tekens die we niet kunnen lezen. Typ hem opnieuw.
error-direction-unknown = Deze richting kennen we niet. Kies er één uit het kompas.
error-sighting-empty = Er staat nog niets. Schrijf wat u ziet of kies een richting.
error-reason-missing = Kies hoe het afliep.
error-response-unknown = Deze reactie kennen we niet. Kies één van de knoppen.
error-email-missing = Vul uw e-mailadres in.
error-email-wrong = Dit e-mailadres klopt niet helemaal. Kijk het na; er hoort een @ in.
error-code-missing = Vul de zes cijfers uit de mail in.
error-code-wrong = Deze code klopt niet. U kunt het nog { $left } keer proberen.
error-code-expired = Deze code werkt niet meer. Vraag een nieuwe aan.
error-code-other-device = Deze code hoort bij het toestel waarop u hem vroeg. Vraag hier een nieuwe aan.
error-link-expired = Deze link werkt niet meer. Vraag een nieuwe code aan.
error-rule-missing = Kies om welke spelregel het gaat.
error-upheld-missing = Kies of het zo blijft.
error-words-short = Schrijf minstens { $min } tekens, dan is het duidelijk.
error-why-short = Schrijf in minstens { $min } tekens waarom. De deelnemer leest het.
error-alias-missing = Kies een naam. Een schuilnaam mag.
error-alias-taken = Een buur heeft deze naam al. Kies een andere.
error-alias-long = Deze naam is te lang: hooguit { $max } tekens.
error-member-missing = Kies een deelnemer die nu in de groep zit.
error-role-missing = Kies een rol: deelnemer, plaatsvervanger of beheerder.
error-alias-wrong = In deze naam staat iets wat niet kan. Gebruik letters, cijfers en spaties.
error-adult-missing = Zet een vinkje als u oud genoeg bent. Jonger? Vraag de beheerder.
error-rules-missing = Zet een vinkje bij de spelregels om mee te doen.
error-rules-changed = De spelregels zijn net veranderd. Lees ze nog eens en zet opnieuw een vinkje.
error-number-wrong = Vul een getal in van { $min } tot en met { $max }.
error-time-wrong = Schrijf de tijd als 22:30.
error-times-both = Vul begin en einde allebei in, of geen van beide.
error-zone-unknown = Kies een plaats uit de lijst.
error-day-wrong = Schrijf de dag als 2026-12-24.
error-day-far = Kies een dag binnen { $max } dagen. Langer weg? Stop de pauze dan zelf, of verlaat de groep.
error-day-over = De laatste dag is al voorbij, of ligt voor de eerste. Kies een latere dag.
error-token-name-missing = Geef de toegang een naam, dan herkent u hem later.
error-scopes-missing = Kies minstens één ding dat deze toegang mag.
error-language-unknown = Kies Nederlands of Engels.
error-sightings-full = Bij deze melding staan al { $max } aanvullingen; meer kan niet. Is het belangrijk? Bel { $number } en noteer dat u belde. Uw tekst is bewaard.
error-enough = Meer dan { $max } kan niet. Trek er eerst een in.
error-choice-unknown = Deze keuze kennen we niet. Kies een andere.

## Incident
incident-when = { $time }
sent-at = verstuurd om { $time }
what-label = Wat er gebeurt
call-done-by-reporter = { $number } gebeld om { $time } door de melder
call-done-by-neighbour = { $number } gebeld om { $time } door een buur
call-done-by-member = { $number } gebeld om { $time } door een deelnemer
call-not-again = Bel { $number } niet nog eens, tenzij u iets nieuws ziet.
call-again-done = { $number } bijgepraat om { $time }
call-again-ask = Er is iets nieuws. Bel { $number } opnieuw?
call-again-button = Ik heb opnieuw gebeld
call-now-button = Ik heb nu gebeld
call-please = Bel { $number } als u dat kunt.
cannot-others = De melder kan niet bellen. Bel { $number }. Bel niet aan.
cannot-mine = Uw buren is gevraagd te bellen. U ziet hier, zonder geluid, zodra iemand belt.
appearance-label = Signalement
forgotten = De inhoud van deze melding is gewist. Soort, straat en tijd blijven.
react-title = Reageer, alleen als het veilig is
safety-nl = Laat u zien, blijf samen, vraag of u kunt helpen. Niet achternagaan, niet vasthouden.
safety-be = Doe het licht aan. Vraag vriendelijk of iemand de weg kwijt is. Niet achternagaan, niet vasthouden.
safety-cannot = Bel { $number }. Bel niet aan en ga er niet heen: dat kan de melder in gevaar brengen.
safety-cannot-called = Er is gebeld. Bel niet aan en ga er niet heen: dat kan de melder in gevaar brengen.
response-lights_on = Licht aan
response-watching = Ik kijk mee
response-going_outside = Ik ga naar buiten
response-who_joins = Wie gaat mee?
response-asking_kindly = Ik vraag of ik kan helpen
response-see_something = Ik zie nu iets
response-count = { $n ->
    [one] 1 buur
   *[other] { $n } buren
}
reach-label = Wie het weet
reach-delivered = { $n } van { $total } bereikt
reach-seen = { $n } gezien
timeline-title = Verloop
who-me = U
who-member = Een deelnemer
entry-reported = { $who }: melding gedaan
drill-entry-called = { $who }: bellen geoefend
entry-called = { $who }: { $number } gebeld
entry-called_again = { $who }: { $number } opnieuw gebeld
entry-response = { $who }: { $response }
entry-responses = { $n } buren: { $response }
entry-seen = { $who } ziet:
entry-seen-bare = { $who } zag iets
entry-heard = { $who } hoort:
entry-heard-bare = { $who } hoorde iets
entry-told = { $who } hoorde van iemand:
entry-told-bare = { $who } hoorde iets van iemand
entry-alerted = { $n ->
    [one] Alarm naar 1 buur
   *[other] Alarm naar { $n } buren
}
entry-closed = { $who }: { $reason }
entry-expired = Vanzelf afgesloten: er kwam niets nieuws meer
entry-direction = richting { $direction }
direction-none = weet niet
direction-n = Noord
direction-ne = Noordoost
direction-e = Oost
direction-se = Zuidoost
direction-s = Zuid
direction-sw = Zuidwest
direction-w = West
direction-nw = Noordwest
sighting-title = Aanvulling geven
sighting-words = Wat ziet u?
sighting-words-hint = Wat doet diegene nu? Hooguit { $n } tekens.
sighting-direction = Welke kant op?
sighting-towards = Of richting een straat
towards-none = Geen straat
sighting-street = Waar?
street-same = Zelfde plek
sighting-send = Stuur aanvulling
share-title = Doorsturen naar groepsapp
share-hint = Alleen soort, straat, gebeld en een link. Niets over personen.
share-text = Alarm { $kind } { $street }. { $number } is gebeld om { $time }, bel niet nog eens. Kijk hier: { $url }
share-text-not-called = Alarm { $kind } { $street }. Nog niemand belde { $number }: bel als u kunt. Kijk hier: { $url }
share-other = Andere app
close-title = Afsluiten
close-hint = Iedereen die is gewekt, krijgt bericht.
closing-police_resolved = Politie was ter plaatse
closing-nothing_found = Niets gevonden
closing-false_alarm = Vals alarm
closing-known_person = Het was een bekende
closing-expired = Vanzelf afgesloten
recall-after-title = Bleek het toch niets?
recall-after-hint = Iedereen die is gewekt, krijgt een rectificatie. Wat erover geschreven is, verdwijnt meteen.
close-what-police_resolved = Het is opgelost
close-what-nothing_found = Er is gekeken, er was niets
close-what-false_alarm = De inhoud verdwijnt en iedereen krijgt een rectificatie
close-what-known_person = De inhoud verdwijnt en iedereen krijgt een rectificatie
ended-title = Afgesloten
recall-title = Rectificatie
ended-by = door { $who }
ended-police_resolved = De politie was ter plaatse. Dank u wel.
ended-nothing_found = Er is gekeken en niets gevonden. Dank u wel.
ended-false_alarm = Het was vals alarm. Er is niets aan de hand.
ended-known_person = Het was een bekende van een buur. Er is niets aan de hand.
ended-expired = Er kwam niets nieuws meer. De melding is vanzelf afgesloten.

## Descriptions as they are said to the control room, in small letters. $e is the colour before a "de" word or a plural ("rode"), $bare before a
## "het" word ("rood"), $a the same with its article ("een rode"); without a colour $e and $bare are empty, and double spaces are taken out afterwards. The same texts name the choices of the builder.
## Two people on a two-wheeler mostly share it; three do not.
describe-who-man-adult = { $n ->
    [one] man
   *[other] { $n } mannen
}
describe-who-man-teen = { $n ->
    [one] jongen
   *[other] { $n } jongens
}
describe-who-man-child = { $n ->
    [one] jongetje
   *[other] { $n } jongetjes
}
describe-who-woman-adult = { $n ->
    [one] vrouw
   *[other] { $n } vrouwen
}
describe-who-woman-teen = { $n ->
    [one] meisje
   *[other] { $n } meisjes
}
describe-who-woman-child = { $n ->
    [one] meisje
   *[other] { $n } meisjes
}
describe-who-any-adult = { $n ->
    [one] persoon
   *[other] { $n } personen
}
describe-who-any-teen = { $n ->
    [one] jongere
   *[other] { $n } jongeren
}
describe-who-any-child = { $n ->
    [one] kind
   *[other] { $n } kinderen
}
describe-age-under_12 = jonger dan 12
describe-age-12_17 = ongeveer 15
describe-age-18_24 = ongeveer 20
describe-age-25_34 = ongeveer 30
describe-age-35_44 = ongeveer 40
describe-age-45_54 = ongeveer 50
describe-age-55_64 = ongeveer 60
describe-age-65_plus = ouder dan 65
describe-height-short = klein
describe-height-average = gemiddelde lengte
describe-height-tall = lang
describe-build-slim = slank
describe-build-average = gewoon postuur
describe-build-sturdy = breed gebouwd
describe-build-heavy = zwaar gebouwd
describe-skin-light = lichte huid
describe-skin-medium = getinte huid
describe-skin-dark = donkere huid
describe-hair-bald = kaal
describe-hair-short = kort { $colour } haar
describe-hair-half_long = halflang { $colour } haar
describe-hair-long = lang { $colour } haar
describe-hair-curly = { $colour } haar met krullen
describe-hair-tail = { $colour } haar in een staart
describe-hair-braids = { $colour } haar in vlechten
describe-hair-any = { $colour } haar
describe-haircolour-dark = donker
describe-haircolour-blond = blond
describe-haircolour-red = rood
describe-haircolour-grey = grijs
describe-haircolour-bright = fel geverfd
describe-beard-shaven = geen baard
describe-beard-stubble = stoppelbaard
describe-beard-moustache = snor
describe-beard-goatee = sik
describe-beard-full = baard
describe-glasses-without = geen bril
describe-glasses-with = bril
describe-glasses-sun = zonnebril
describe-face-covered = gezicht bedekt
describe-face-scar = litteken in het gezicht
describe-face-piercing = piercing in het gezicht
describe-face-freckles = sproeten
describe-face-wrinkles = rimpels
describe-headgear-cap = { $e } pet
describe-headgear-beanie = { $e } muts
describe-headgear-hood = { $e } capuchon op
describe-headgear-helmet = { $e } helm
describe-headgear-hat = { $e } hoed
describe-headgear-balaclava = { $e } bivakmuts
describe-headgear-any = { $e } hoofdbedekking
describe-top-jacket = { $n ->
    [one] { $e } jas
   *[other] { $e } jassen
}
describe-top-bodywarmer = { $n ->
    [one] { $e } bodywarmer
   *[other] { $e } bodywarmers
}
describe-top-hoodie = { $n ->
    [one] { $e } trui met capuchon
   *[other] { $e } truien met capuchon
}
describe-top-jumper = { $n ->
    [one] { $e } trui
   *[other] { $e } truien
}
describe-top-t_shirt = { $n ->
    [one] { $bare } T-shirt
   *[other] { $e } T-shirts
}
describe-top-shirt = { $n ->
    [one] { $bare } overhemd
   *[other] { $e } overhemden
}
describe-top-dress = { $n ->
    [one] { $e } jurk
   *[other] { $e } jurken
}
describe-top-high_visibility = { $n ->
    [one] { $bare } veiligheidshesje
   *[other] { $e } veiligheidshesjes
}
describe-top-workwear = { $e } werkkleding
describe-top-any = { $e } bovenkleding
describe-bottom-trousers = { $n ->
    [one] { $e } broek
   *[other] { $e } broeken
}
describe-bottom-jeans = { $n ->
    [one] { $e } spijkerbroek
   *[other] { $e } spijkerbroeken
}
describe-bottom-joggers = { $n ->
    [one] { $e } joggingbroek
   *[other] { $e } joggingbroeken
}
describe-bottom-shorts = { $n ->
    [one] { $e } korte broek
   *[other] { $e } korte broeken
}
describe-bottom-skirt = { $n ->
    [one] { $e } rok
   *[other] { $e } rokken
}
describe-bottom-any = { $e } broek of rok
describe-shoes-shoes = { $e } schoenen
describe-shoes-trainers = { $e } sportschoenen
describe-shoes-boots = { $e } laarzen
describe-shoes-sandals = { $e } slippers of sandalen
describe-shoes-any = { $e } schoenen
describe-bag-backpack = { $e } rugzak
describe-bag-shoulder_bag = { $e } schoudertas
describe-bag-sports_bag = { $e } sporttas
describe-bag-shopper = { $e } boodschappentas
describe-bag-suitcase = { $e } koffer
describe-bag-any = { $e } tas
describe-tattoos = tatoeage: { $text }
describe-language = spreekt { $text }
describe-carries = heeft bij zich: { $text }
describe-vehicle-car = { $e } auto
describe-vehicle-van = { $e } bestelbus
describe-vehicle-lorry = { $e } vrachtwagen
describe-vehicle-motorbike = { $e } motor
describe-vehicle-scooter = { $e } scooter
describe-vehicle-bicycle = { $e } fiets
describe-vehicle-ladies_bicycle = { $e } damesfiets
describe-vehicle-e_bike = { $e } elektrische fiets
describe-vehicle-fat_bike = { $e } fatbike
describe-vehicle-cargo_bike = { $e } bakfiets
describe-vehicle-kick_scooter = { $e } step
describe-vehicle-trailer = { $e } aanhanger
describe-vehicle-camper = { $e } camper of caravan
describe-vehicle-other = { $bare } voertuig
describe-vehicle-any = { $bare } voertuig
describe-with-car = in { $a } auto
describe-with-van = in { $a } bestelbus
describe-with-lorry = in { $a } vrachtwagen
describe-with-motorbike = { $n ->
    [one] op { $a } motor
    [2] op { $a } motor
   *[other] op { $e } motoren
}
describe-with-scooter = { $n ->
    [one] op { $a } scooter
    [2] op { $a } scooter
   *[other] op { $e } scooters
}
describe-with-bicycle = { $n ->
    [one] op { $a } fiets
    [2] op { $a } fiets
   *[other] op { $e } fietsen
}
describe-with-ladies_bicycle = { $n ->
    [one] op { $a } damesfiets
    [2] op { $a } damesfiets
   *[other] op { $e } damesfietsen
}
describe-with-e_bike = { $n ->
    [one] op { $a } elektrische fiets
    [2] op { $a } elektrische fiets
   *[other] op { $e } elektrische fietsen
}
describe-with-one-e_bike = op { $a } elektrische fiets
describe-with-fat_bike = { $n ->
    [one] op { $a } fatbike
    [2] op { $a } fatbike
   *[other] op { $e } fatbikes
}
describe-with-cargo_bike = op { $a } bakfiets
describe-with-kick_scooter = { $n ->
    [one] op { $a } step
    [2] op { $a } step
   *[other] op { $e } steps
}
describe-with-trailer = met { $a } aanhanger
describe-with-camper = in { $a } camper of caravan
describe-with-other = met een { $bare } voertuig
describe-with-any = met een { $bare } voertuig
describe-model = { $text }
describe-lettering = met de tekst “{ $text }”
describe-plate-NL = kenteken { $plate }
describe-plate-BE = Belgisch kenteken { $plate }
describe-plate-unknown = kenteken { $plate } (vorm onbekend)
describe-plate-part-NL = deel van een kenteken: { $plate }
describe-plate-part-BE = deel van een Belgisch kenteken: { $plate }
describe-plate-part-unknown = deel van een kenteken: { $plate }
describe-occupants = { $n ->
    [one] 1 inzittende
   *[other] { $n } inzittenden
}
describe-spot-front_door = bij de voordeur
describe-spot-back_garden = in de achtertuin
describe-spot-alley = in de brandgang
describe-spot-shed = bij een schuur of garage
describe-spot-roof = op een dak of balkon
describe-spot-parking_lot = tussen geparkeerde auto's
describe-spot-park = in het park of bos
describe-spot-shop = bij een winkel
describe-spot-building_site = op een bouwplaats
describe-spot-waterside = aan het water
describe-notes = { $text }
describe-towards = richting { $text }
describe-heading-n = naar het noorden
describe-heading-ne = naar het noordoosten
describe-heading-e = naar het oosten
describe-heading-se = naar het zuidoosten
describe-heading-s = naar het zuiden
describe-heading-sw = naar het zuidwesten
describe-heading-w = naar het westen
describe-heading-nw = naar het noordwesten
## Colours: alone and before a "het" word; before a "de" word or a plural.
describe-colour-dark = donker
describe-colour-light = licht
describe-colour-black = zwart
describe-colour-white = wit
describe-colour-grey = grijs
describe-colour-silver = zilverkleurig
describe-colour-blue = blauw
describe-colour-navy = donkerblauw
describe-colour-green = groen
describe-colour-red = rood
describe-colour-orange = oranje
describe-colour-yellow = geel
describe-colour-brown = bruin
describe-colour-beige = beige
describe-colour-pink = roze
describe-colour-purple = paars
describe-colour-several = veelkleurig
describe-coloured-dark = donkere
describe-coloured-light = lichte
describe-coloured-black = zwarte
describe-coloured-white = witte
describe-coloured-grey = grijze
describe-coloured-silver = zilverkleurige
describe-coloured-blue = blauwe
describe-coloured-navy = donkerblauwe
describe-coloured-green = groene
describe-coloured-red = rode
describe-coloured-orange = oranje
describe-coloured-yellow = gele
describe-coloured-brown = bruine
describe-coloured-beige = beige
describe-coloured-pink = roze
describe-coloured-purple = paarse
describe-coloured-several = veelkleurige
describe-article-plain = een
describe-article-dark = een donkere
describe-article-light = een lichte
describe-article-black = een zwarte
describe-article-white = een witte
describe-article-grey = een grijze
describe-article-silver = een zilverkleurige
describe-article-blue = een blauwe
describe-article-navy = een donkerblauwe
describe-article-green = een groene
describe-article-red = een rode
describe-article-orange = een oranje
describe-article-yellow = een gele
describe-article-brown = een bruine
describe-article-beige = een beige
describe-article-pink = een roze
describe-article-purple = een paarse
describe-article-several = een veelkleurige

## The builder of descriptions
builder-title = Signalement
builder-add = Signalement toevoegen
builder-add-other = Nog een signalement
builder-lead = Kies wat u zag. Niets hoeft. Wat u niet weet, laat u open.
builder-next = Verder naar signalement
builder-person = Persoon
builder-more = Meer over deze persoon
builder-vehicle = Voertuig
builder-surroundings = Omgeving
builder-way = Welke kant op?
builder-unknown = weet niet
builder-says = Zo zegt u het tegen { $number }
builder-says-nothing = U heeft nog niets gekozen.
builder-preview = Laat zien hoe u het zegt
builder-send = Bewaar voor de buurt
builder-gone = 72 uur na het einde is dit weg.
builder-label-people = Hoeveel personen?
builder-label-looks-sex = Man of vrouw?
builder-label-looks-age = Leeftijd, ongeveer
builder-label-looks-top-kind = Kleding boven
builder-label-looks-top-colour = Kleur boven
builder-label-looks-bottom-kind = Kleding onder
builder-label-looks-bottom-colour = Kleur onder
builder-label-looks-headgear-kind = Hoofd
builder-label-looks-headgear-colour = Kleur op het hoofd
builder-label-looks-shoes-kind = Schoenen
builder-label-looks-shoes-colour = Kleur van de schoenen
builder-label-looks-bag-kind = Tas
builder-label-looks-bag-colour = Kleur van de tas
builder-label-looks-height = Lengte
builder-label-looks-build = Postuur
builder-label-looks-hair-style = Haar
builder-label-looks-hair-colour = Kleur van het haar
builder-label-looks-beard = Baard of snor
builder-label-looks-glasses = Bril
builder-label-looks-face = Gezicht
builder-label-looks-skin_colour = Huid
builder-label-looks-tattoos = Tatoeage: wat en waar?
builder-label-looks-language = Welke taal hoorde u?
builder-label-looks-carries = Wat heeft diegene bij zich?
builder-label-vehicle-kind = Wat voor voertuig?
builder-label-vehicle-colour = Kleur van het voertuig
builder-label-vehicle-plate = Kenteken, of een deel
builder-label-vehicle-make = Merk
builder-label-vehicle-model = Type
builder-label-vehicle-lettering = Tekst op het voertuig
builder-label-vehicle-occupants = Hoeveel mensen erin?
builder-label-surroundings-spot = Waar precies?
builder-label-surroundings-notes = Wat is er nog te zien?
builder-label-towards = Of richting iets anders
builder-label-towards_street = Richting een straat
builder-label-direction = Windstreek
builder-hint-looks-skin_colour = Dit kan hier omdat het zelf gezien is. Het staat alleen op de pagina van deze melding, en gaat nergens anders heen.
builder-hint-vehicle-plate = Gebruik ? voor wat u niet kon lezen.
builder-hint-plate-private = Voor de politie: uw buren zien de nummerplaat niet, u wel.
builder-hint-towards = Een plek, bijvoorbeeld het station.
plate-hidden = Er is een kenteken genoteerd. Wie het zag, geeft het door aan de politie.
read-title = Lees voor aan { $number }
read-where = Waar
read-what = Wat
read-who = Wie
read-way = Welke kant op
read-nobody = Nog geen signalement.
read-no-way = Niet bekend.
read-place = { $street }, { $municipality }
entry-described = { $who }: signalement toegevoegd
notice-described = Dank u. Het signalement staat erbij.
error-description-empty = U heeft nog niets gekozen. Kies of schrijf minstens één ding.
error-skin-not-offered = Een huidskleur kan alleen bij inbraak, diefstal, overval, geweld en vernieling, en alleen als het zelf gezien is. Haal die keuze weg; de rest is bewaard.
error-plate-long = Dit kenteken is te lang: { $max } letters en cijfers is het meeste. Laat weg wat er niet bij hoort.

## History
history-title = Eerdere meldingen
history-none = Er is nog niets gebeurd. Zo hoort het.
history-more = Oudere meldingen
history-first = Naar de nieuwste

## Admin
admin-title = Beheer
count-members = deelnemers, plek voor { $max }
count-reached = van { $of } anderen bereikt een alarm nu
count-few = te weinig buren om te tellen
count-alarms = { $n ->
    [0] alarmen in 30 dagen
    [one] alarmen in 30 dagen, waarvan 1 vals
   *[other] alarmen in 30 dagen, waarvan { $n } vals
}
count-admins = beheerders en plaatsvervangers
admin-alone = Uw groep heeft één beheerder. Twee is beter: maak nog een buur beheerder, dan loopt de groep door als u er niet bent.
members-title = Deelnemers
col-alias = Naam
col-role = Rol
col-since = Sinds
col-by = Gemaakt door
col-uses = Gebruikt
col-expires = Geldig tot
col-state = Stand
col-do = Doen
roles-title = Wie doet wat
roles-hint = Een beheerder mag alles hier. Een plaatsvervanger neemt het werk over, maar verdeelt geen rollen. Er blijft altijd minstens één beheerder.
field-member = Deelnemer
member-choose = Kies een deelnemer
field-role = Wordt
invite-new = Nieuwe uitnodiging
field-uses = Voor hoeveel buren?
field-days = Hoeveel dagen geldig?
invite-make = Maak uitnodiging
invites-title = Uitnodigingen
invites-none = Nog geen uitnodigingen.
uses-of = { $n } van { $max } gebruikt
invite-state-open = Open
invite-state-used = Op
invite-state-expired = Verlopen
invite-state-revoked = Ingetrokken
invite-page-title = Uitnodiging
invite-page-heading = Doe mee met { $group }
invite-page-lead = Buren die elkaar waarschuwen, nadat 112 is gebeld. Scan de code met uw telefoon.
invite-qr-label = QR-code van de uitnodiging
invite-url-gone = De link is alleen te zien als u de uitnodiging net gemaakt heeft. Maak zo nodig een nieuwe.
invite-until = Geldig tot { $day }

## Taking one's own data along, and being forgotten
own-data-title = Mijn gegevens
own-data-lead = Alles wat SAAR over u weet: neem het mee, verbeter het, of laat het wissen.
own-data-take = Neem alles mee
own-data-take-text = U krijgt één bestand met een pagina om te lezen, hetzelfde voor een computer, en uw eigen foto's. Er staan geen andere deelnemers in. We bewaren het bestand niet.
own-data-take-button = Download mijn gegevens
own-data-taken = Wanneer u dit deed
own-data-taken-hint = Was u dit niet? Log dan uw andere toestellen uit bij de instellingen.
own-data-correct = Verbeter
own-data-correct-text = Uw naam in de groep, uw e-mailadres, uw taal, tijden en toestellen verandert u zelf.
own-data-correct-settings = Naar de instellingen
proof-title = Laat zien dat u het bent
proof-text = Een telefoon kan in verkeerde handen zijn. Daarom vragen we hier een code, ook al bent u ingelogd. Daarna heeft u tien minuten.
proof-send = Stuur een code naar { $email }
proof-code = De zes cijfers uit de mail
proof-button = Ga verder
proof-passkey = Of log opnieuw in met uw passkey
proof-first = Laat eerst zien dat u het bent.
notice-proof-sent = De code is onderweg naar uw e-mail.
notice-proved = Dank u. U heeft nu tien minuten.
notice-forgotten = U bent vergeten. Uw naam, adres en toestellen zijn gewist.
forget-title = Vergeet mij
forget-lead = Uw account en al uw deelnames worden meteen gewist. U krijgt dan geen alarmen meer. Dit kan niet terug.
forget-go = Bekijk wat er weggaat en wat nog even blijft
forget-now = Dit gaat meteen weg
forget-now-1 = Uw e-mailadres, uw taal en al uw instellingen.
forget-now-2 = Uw naam in elke groep. Bij oude meldingen staat daarna "een oud-deelnemer".
forget-now-3 = Uw toestellen, passkeys, toegang voor programma's en codes om in te loggen.
forget-now-4 = Uw aanvragen om mee te doen en uw proefalarmen.
forget-stays = Dit blijft nog even, zonder uw naam
forget-backups = Reservekopieën blijven zolang de beheerder van deze website ze bewaart.
forget-stuck = Wijs eerst een opvolger aan
forget-stuck-text = U bent hier de enige beheerder. De groep kan niet zonder. Maak eerst iemand anders beheerder:
forget-sure = Ja, wis alles over mij. Ik weet dat dit niet terug kan.
forget-button = Vergeet mij nu
error-forget-sure = Zet een vinkje als u zeker weet dat alles weg mag.
problem-prove-first = Laat eerst met een code zien dat u het bent. Dat kan bij Instellingen, Mijn gegevens.
fault-prove-title = Eerst een code
mail-exported = Uw gegevens zijn gedownload
mail-exported-text = Iemand heeft met uw account alles gedownload wat SAAR over u weet.
mail-exported-do = Was u dat? Dan hoeft u niets te doen. Was u het niet? Log dan uw andere toestellen uit.
mail-exported-button = Bekijk mijn gegevens
mail-exported-why = U krijgt dit bericht altijd, want het gaat over uw eigen gegevens. Uw toestellen staan bij de instellingen: /settings
export-title = Alles wat SAAR over u weet
export-made = Gemaakt op { $at }.
export-lead = Dit bestand is van u. Er staan geen namen of adressen van andere deelnemers in, tenzij u die zelf opschreef.
export-none-title = Wat hier niet staat
export-none = Van wat al vergeten is, is niets meer over. Wat anderen zeiden staat er niet in. Van uw telefoon staat er alleen via welke dienst we hem bereiken.
export-account = Account
export-memberships = Groepen waar u in zit of zat
export-incidents = Meldingen die u deed
export-deeds = Wat u bij meldingen deed
export-said = Wat u schreef
export-photos = Foto's die u stuurde
export-openings = Meldingen die u opende
export-deliveries = Berichten die u kreeg
export-tests = Proefalarmen en berichten over uw toestel
export-ways = Hoe we u bereiken
export-devices = Toestellen
export-passkeys = Passkeys
export-tokens = Toegang voor programma's
export-codes = Codes om in te loggen
export-requests = Aanvragen om mee te doen
export-vouches = Dat u een buur kent
export-ages_agreed = Dat iemand jonger mag zijn, zei u
export-field-age_reason = Waarom diegene jonger mag zijn
export-invites = Uitnodigingen die u maakte
export-ways-in = Links om u opnieuw toe te laten
export-log-about = Wat er met uw gegevens gedaan is
export-log-by = Wat u in de groep deed
export-measures = Herinneringen, waarschuwingen en pauzes
export-measures-by = Wat u als beheerder schreef
export-decisions = Bezwaren waarover u besliste
export-foundings = Groepen die u begon
export-repeats = Kenmerken van meldingen die u verstuurde
export-exports = Wanneer u uw gegevens meenam
export-field-email = E-mailadres
export-field-created_at = Gemaakt
export-field-language = Taal
export-field-channels = Volgorde van kanalen
export-field-quiet_from = Stil vanaf
export-field-quiet_to = Stil tot
export-field-mute_real_alarms = Ook echte alarmen stil
export-field-time_zone = Tijdzone
export-field-paused = Vakantiepauze
export-field-pause_from = Pauze vanaf
export-field-pause_until = Pauze tot en met
export-field-large_text = Grote letters
export-field-left_hand = Voor de linkerhand
export-field-passkey_declined_at = Passkey niet nu
export-field-silence_told_at = Gezegd dat uw telefoon zweeg
export-field-in_group = Groep
export-field-alias = Naam in de groep
export-field-role = Rol
export-field-membership = Deelname
export-field-joined_at = Sinds
export-field-left_at = Vertrokken
export-field-paused_until = Op pauze tot
export-field-rules_version = Versie van de spelregels
export-field-rules_accepted_at = Spelregels aanvaard
export-field-adult_declared_at = Leeftijd verklaard
export-field-residence_check = Woonplek
export-field-residence_checked_at = Woonplek nagegaan
export-field-incident = Melding
export-field-kind = Wat
export-field-reported_at = Gemeld
export-field-witness = Hoe u het wist
export-field-drill = Oefening
export-field-street = Straat
export-field-exact_place = Precieze plek
export-field-phrase = Wat diegene deed
export-field-cannot_call = Kon niet bellen
export-field-call_at = Gebeld
export-field-ended_at = Afgelopen
export-field-reason = Reden
export-field-at = Wanneer
export-field-event = Wat
export-field-field = Soort tekst
export-field-words = Tekst
export-field-photo = Bestand
export-field-uploaded_at = Gestuurd
export-field-width = Breedte
export-field-height = Hoogte
export-field-alert_kind = Soort bericht
export-field-channel = Kanaal
export-field-state = Stand
export-field-accepted_at = Aangenomen
export-field-delivered_at = Bereikt
export-field-seen_at = Gezien of laatst gebruikt
export-field-purpose = Waarvoor
export-field-address = Adres of dienst
export-field-device = Toestel
export-field-answered_at = Laatste antwoord
export-field-checked_at = Laatst nagegaan
export-field-unanswered = Keren zonder antwoord
export-field-proved_at = Code ingevoerd
export-field-name = Naam
export-field-used_at = Gebruikt
export-field-blocked_at = Geblokkeerd
export-field-scopes = Mag
export-field-expires_at = Tot
export-field-about = Over uzelf
export-field-asked_at = Gevraagd
export-field-extended_at = uitgesteld op
export-field-extension = reden van het uitstel
export-field-finding = het antwoord in het kort
export-field-uses_max = Hoe vaak te gebruiken
export-field-uses = Gebruikt
export-field-revoked_at = Ingetrokken
export-field-deed = Wat
export-field-detail = Daarbij
export-field-by_whom = Door
export-field-step = Stap
export-field-rule = Spelregel
export-field-until = Tot
export-field-objection = Bezwaar
export-field-objected_at = Bezwaar gemaakt
export-field-answer = Antwoord
export-field-decided_at = Besloten
export-field-upheld = Blijft staan
export-field-outcome = Uitkomst
export-flag-yes = ja
export-flag-no = nee
export-membership-active = doet mee
export-membership-left = vertrokken
export-by-operator = de beheerder van deze website
export-by-self = uzelf
export-by-member = een beheerder of plaatsvervanger
export-said-behaviour = wat iemand deed
export-said-appearance = hoe iemand eruitzag
export-said-sighting = aanvulling
export-said-description = signalement
export-said-plate = kenteken
export-state-pending = wacht
export-state-leased = wordt verstuurd
export-state-accepted = aangenomen
export-state-delivered = bereikt
export-state-seen = gezien
export-state-failed = mislukt
export-state-expired = te laat
export-state-withdrawn = ingetrokken
export-channel-web_push = melding op uw toestel
export-channel-email = e-mail
export-alert-alarm = alarm
export-alert-call_made = er is gebeld
export-alert-update = aanvulling
export-alert-closing = afsluiting
export-alert-recall = rectificatie
export-purpose-test = proefalarm
export-purpose-check = nagaan of uw toestel antwoordt
export-purpose-notice = bericht over uw toestel
export-purpose-drill = aankondiging van een oefening
export-outcome-published = een nieuwe melding
export-outcome-joined = bij een melding gevoegd
export-request-waiting = wacht
export-request-approved = ja, wacht op een plek
export-request-let_in = toegelaten
export-request-refused = geweigerd
export-request-expired = niet beantwoord
export-event-reported = gemeld
export-event-marked = bijzonderheid genoteerd
export-event-called = er is gebeld
export-event-cannot_call = kon niet bellen
export-event-alerted = alarm verstuurd
export-event-called_again = bijgepraat
export-event-responded = gereageerd
export-event-sighted = aangevuld
export-event-described = signalement gegeven
export-event-closed = afgesloten
export-event-recalled = gerectificeerd
export-deed-role_changed = een rol veranderd
export-deed-contact_shown = opgezocht hoe iemand te bereiken is
export-deed-readmitted = iemand opnieuw toegelaten
export-deed-readmission_refused = opnieuw toelaten tegengehouden
export-deed-came_back = teruggekomen op een ander adres
export-deed-measured = iemand aangesproken op een spelregel
export-deed-objected = bezwaar gemaakt
export-deed-decided = over een bezwaar beslist
export-deed-decided_by_coordinator = door de coördinator over een bezwaar beslist
export-deed-objection_read = door de coördinator een bezwaar gelezen
export-deed-pause_ended = een pauze was voorbij
export-deed-invite_made = een uitnodiging gemaakt
export-deed-invite_revoked = een uitnodiging ingetrokken
export-flags = Berichten die u aanwees
export-flags-settled = Aangewezen berichten die u afhandelde
export-turns = Uw diensten
export-volunteered = Dat u beheerder wilt worden
export-coordinates = Koepels die u coördineert
export-asked-to-coordinate = Koepels die u gevraagd hebben
export-tidings = Berichten over het beheer die nog weggaan
export-inquiries = Vragen die u als buitenstaander stelde
export-field-age_exception = Uitzondering op de leeftijd
export-field-own_rules_version = Versie van de eigen spelregels
export-field-younger = Jonger dan de groep vraagt
export-field-weekday = Dag van de week
export-field-day = Dag
export-field-part = Deel
export-field-agreed_at = Ja gezegd
export-field-umbrella = Koepel
export-field-news = Waarover
export-field-due_at = Antwoord uiterlijk
export-deed-flagged = een bericht aangewezen
export-deed-flag_settled = een aangewezen bericht afgehandeld
export-deed-rules_changed = eigen spelregels veranderd
export-deed-settings_changed = instellingen van de groep veranderd
export-deed-area_changed = gebied of straten veranderd
export-deed-drill_planned = een oefening gepland
export-deed-drill_called_off = een oefening afgezegd
export-deed-word_added = een eigen woord toegevoegd
export-deed-word_removed = een eigen woord weggehaald
export-deed-group_refused = de groep niet goedgekeurd
export-deed-group_approved = de groep goedgekeurd
export-deed-group_made = de groep gemaakt
export-deed-letters_made = brieven met codes gemaakt
export-deed-letters_revoked = brieven met codes ingetrokken
export-deed-request_let_in = een aanvraag ingewilligd
export-deed-request_approved = een aanvraag op de wachtlijst gezet
export-deed-request_refused = een aanvraag geweigerd
export-deed-age_excepted = een uitzondering op de leeftijd gemaakt
export-deed-turn_asked = gevraagd om dienst te hebben
export-deed-turn_taken_off = van het rooster gehaald
export-deed-switch_climbed = SAAR keek naar de groep
export-deed-switch_ended = er zorgt weer iemand voor de groep
export-deed-appointed_by_coordinator = door de coördinator beheerder gemaakt
export-deed-volunteered = gezegd beheerder te willen worden
export-event-blanked = woorden weggehaald
export-by-clock = SAAR zelf
export-by-coordinator = de coördinator van de koepel

## Correcting one's own data
correct-title = Verbeter mijn gegevens
correct-alias-hint = Zo zien uw buren u. Ook wat u eerder meldde, staat daarna onder deze naam. De beheerders zien in het logboek dat u hem veranderde.
correct-alias-button = Naam bewaren
correct-address = E-mailadres
correct-address-now = Nu: { $email }
correct-address-text = We sturen een code naar uw nieuwe adres. Op uw oude adres krijgt u een bericht waarmee u het zeven dagen lang kunt terugdraaien. Uw toestellen en passkeys blijven werken.
correct-address-new = Nieuw e-mailadres
correct-address-send = Stuur een code naar dit adres
correct-address-code = De zes cijfers uit die mail
correct-address-button = Adres veranderen
error-alias-often = U koos deze maand al drie keer een andere naam. Wacht tot volgende maand.
error-email-taken = Dit adres hoort hier al bij een ander account. Kies een ander adres, of log daarmee in.
error-email-often = U veranderde uw adres deze week al. Na zeven dagen kan het weer.
error-email-same = Dit is uw adres al. Vul het nieuwe in.
error-address-back-over = Deze link werkt niet meer: hij is gebruikt, of ouder dan zeven dagen. Vraag uw beheerder om u weer toe te laten.
error-address-back-taken = Dit adres hoort nu bij een ander account. Het account dat veranderd was, is afgesloten: niemand kan er nog in. Vraag een beheerder van uw groep om u daar weer toe te laten.
notice-alias-changed = Uw naam is veranderd.
notice-address-code-sent = De code is onderweg naar uw nieuwe adres.
notice-address-changed = Uw e-mailadres is veranderd.
address-back-title = Was u dit niet?
address-back-lead = Iemand veranderde het e-mailadres van uw account. Draai het hier terug. Alle toestellen en programma's worden dan uitgelogd, en alle passkeys verwijderd.
address-back-button = Draai het terug
address-back-done = Uw oude adres geldt weer, en iedereen is uitgelogd. Log opnieuw in met een code.
mail-address-changed = Uw e-mailadres bij SAAR is veranderd
mail-address-changed-text = Iemand heeft met uw account een ander e-mailadres gekozen. Op dit adres krijgt u geen berichten meer.
mail-address-changed-do = Was u dat? Dan hoeft u niets te doen. Was u het niet? Draai het dan binnen { $days } dagen terug.
mail-address-changed-button = Ik was dit niet
mail-address-changed-why = U krijgt dit bericht eenmaal, want dit was het adres van uw account.
action-change_alias = De eigen naam in de groep veranderen
deed-alias_changed = { $by } koos een andere naam in de groep
export-deed-alias_changed = een andere naam in de groep gekozen

## The desk for people who are not members
inquiry-title = Ben ik gemeld, of mijn auto?
inquiry-lead = Ook wie niet meedoet, mag weten wat deze groep over hem of haar bewaart. U krijgt binnen een maand antwoord.
inquiry-what = Hoe dit gaat
inquiry-what-1 = U bevestigt uw mailadres met een code. Een kopie van uw paspoort vragen we niet.
inquiry-what-2 = Een beheerder van de groep kijkt zelf na of er die dag iets over u gemeld is. Een computer zoekt niet op kentekens.
inquiry-what-3 = In het antwoord staat niemand anders: niet wie meldde, en niet wie er nog meer gezien is.
inquiry-what-4 = Is het antwoord gemaild? Dan wissen we uw mailadres en wat u schreef.
inquiry-about = Waar gaat uw vraag over?
inquiry-about-person = Over mijzelf
inquiry-about-vehicle = Over mijn auto of ander voertuig
inquiry-day = Op welke dag?
inquiry-street = In welke straat?
inquiry-street-unknown = Straat niet bekend
inquiry-words = Waaraan herkennen we u, of uw auto?
inquiry-words-hint = Bijvoorbeeld hoe laat u er was, uw kleding, of het kenteken. Hooguit { $n } tekens.
inquiry-email-hint = Alleen voor de code en het antwoord.
inquiry-button = Stel mijn vraag
inquiry-code-title = Nog één stap: de code
inquiry-code-hint = We hebben een code gemaild. Hij werkt tien minuten, op dit toestel.
inquiry-code-button = Verstuur mijn vraag
inquiry-mine = Uw vraag over { $day }
inquiry-due = U krijgt antwoord vóór { $day }.
inquiry-due-here = Antwoord vóór { $day }.
inquiry-waits = Uw vraag ligt bij de beheerders van de groep.
inquiry-extended-why = Het duurt langer. De reden:
inquiry-withdraw = Trek mijn vraag in en wis alles
inquiry-clear = Wis dit ook hier
inquiry-after = Bent u het er niet mee eens? Stel dan een nieuwe vraag, of ga naar de toezichthouder: de Autoriteit Persoonsgegevens, in België de Gegevensbeschermingsautoriteit.
inquiry-finding-nothing = Er is niets over u gemeld.
inquiry-finding-reported = Er is iets gemeld dat over u kan gaan.
inquiry-finding-erased = Van die dag bewaren we niets meer over wie het was.
inquiry-finding-unclear = We kunnen het niet zeggen zonder een ander te tonen.
inquiry-words-nothing = We hebben de meldingen van die dag bekeken. Er staat niets in dat over u of uw voertuig gaat.
inquiry-words-reported = Op die dag is iets gemeld dat over u of uw voertuig kan gaan. Uiterlijk en kentekens wissen we 72 uur na het einde van een melding, de woorden na 30 dagen. Wie meldde, vertellen we niet. Klopt er iets niet? Laat het ons weten, dan zetten we het recht bij iedereen die het kreeg.
inquiry-words-erased = Van die dag hebben we alleen nog dat er iets was, in welke straat en hoe het afliep. Er staat niet meer in over wie het ging.
inquiry-words-unclear = Met wat u schreef kunnen we niet nagaan of het over u gaat, zonder gegevens van iemand anders te tonen. Weet u de straat of het tijdstip? Stel dan een nieuwe vraag.
inquiries-title = Vragen van buitenstaanders
inquiries-lead = Mensen die niet meedoen, vragen wat over hen gemeld is. Antwoord binnen een maand; dat moet van de wet.
inquiries-open = Wacht op antwoord
inquiries-none = Er wacht niemand.
inquiries-answered = Beantwoord
inquiries-share = De link naar het formulier
inquiries-share-hint = Zet hem op uw website of flyer. Hij staat ook onder aan de openbare pagina van de groep.
inquiry-urgent = Dat is binnenkort.
inquiry-asked = gevraagd { $at }
inquiry-compare = Kijk zelf na
inquiry-compare-hint = Dit is wat er die dag gemeld is. Vergelijk het zelf. Dat u deze vraag las, staat in het logboek.
inquiry-compare-none = Die dag is er niets gemeld, of het is al vergeten.
inquiry-answer = Antwoord
inquiry-answer-hint = Kies wat u vond. De vrager krijgt de woorden die erbij staan. Noem niemand anders, en niet wie meldde.
inquiry-answer-words = Liever in uw eigen woorden?
inquiry-answer-button = Verstuur het antwoord
inquiry-extend = Lukt het niet binnen de maand?
inquiry-extend-why = Waarom duurt het langer?
inquiry-extend-hint = De vrager leest dit. U krijgt er één keer twee maanden bij.
inquiry-extend-button = Stel uit
notice-inquiry-sent = Uw vraag is verstuurd.
notice-inquiry-withdrawn = Uw vraag is gewist.
notice-inquiry-answered = Het antwoord is onderweg.
notice-inquiry-extended = Uitgesteld. De vrager krijgt bericht.
error-inquiry-about = Kies of het over uzelf of over een voertuig gaat.
error-inquiry-day = Vul de dag in waar het om gaat.
error-inquiry-day-range = Kies een dag in de laatste { $max } dagen. Van daarvoor weten we niet meer over wie het ging.
error-inquiry-words = Schrijf waaraan we u of uw voertuig herkennen.
error-inquiry-code = Deze code klopt niet of is te oud. Kijk in de mail, of stel uw vraag opnieuw.
error-inquiries-many = Er wachten al { $max } vragen van u, of te veel bij deze groep. Wacht op antwoord.
deed-inquiry_came = Een buitenstaander vroeg wat er over hem of haar gemeld is
deed-inquiry_read = { $by } las een vraag van een buitenstaander
deed-inquiry_extended = { $by } stelde het antwoord aan een buitenstaander uit
deed-inquiry_answered = { $by } beantwoordde een vraag van een buitenstaander
export-deed-inquiry_came = een buitenstaander stelde een vraag
export-deed-inquiry_read = een vraag van een buitenstaander gelezen
export-deed-inquiry_extended = het antwoord aan een buitenstaander uitgesteld
export-deed-inquiry_answered = een buitenstaander geantwoord
action-answer_inquiries = Vragen van buitenstaanders lezen en beantwoorden
retention-inquiry = Vragen van mensen die niet meedoen. Hun adres en woorden gaan al weg zodra het antwoord gemaild is.
retention-inquiry-why = Een antwoord mag hooguit drie maanden duren. De maand daarna is om te laten zien dat het op tijd kwam.
retention-export = Wanneer u meenam wat we over u weten.
retention-export-why = Een jaar, zodat u ziet of iemand anders het deed.
retention-coordinator_asked = Wie gevraagd is een koepel te coördineren, zolang er geen antwoord is: het mailadres.
retention-coordinator_asked-why = Twee weken bedenktijd. Daarna kan de koepel het opnieuw vragen.
mail-inquiry-subject = Uw vraag aan { $group }
mail-inquiry-code = Uw code om uw vraag aan { $group } te versturen. Hij werkt tien minuten, op het toestel waarop u de vraag stelde.
mail-inquiry-extended = Het antwoord duurt langer: uiterlijk { $day }. De reden:
mail-inquiry-button = Bekijk hoe het staat
mail-inquiry-why = U krijgt dit omdat u iets vroeg aan { $group }. Was u dat niet? Dan hoeft u niets te doen.
mail-desk-button = Bekijk de vraag
mail-desk-why = U krijgt dit omdat u de groep beheert.
mail-desk-why-umbrella = U krijgt dit omdat u de koepel van deze groep coördineert.
mail-desk-umbrella = Bekijk uw koepel
mail-desk-came = Een buitenstaander vraagt iets
mail-desk-soon = Een vraag wacht op antwoord
mail-desk-overdue = Een vraag had beantwoord moeten zijn
mail-desk-lapsing = Een vraag is niet beantwoord
mail-desk-text-came = { $n ->
    [one] Iemand vraagt { $group } wat er over hem of haar gemeld is. Het antwoord moet er vóór { $day } zijn. Dat moet van de wet.
   *[other] { $n } mensen vragen { $group } wat er over hen gemeld is. Het eerste antwoord moet er vóór { $day } zijn. Dat moet van de wet.
}
mail-desk-text-soon = { $n ->
    [one] Iemand vroeg { $group } wat er over hem of haar gemeld is. Het antwoord moet er vóór { $day } zijn.
   *[other] { $n } mensen vroegen { $group } wat er over hen gemeld is. Het eerste antwoord moet er vóór { $day } zijn.
}
mail-desk-text-overdue = { $n ->
    [one] Iemand vroeg { $group } wat er over hem of haar gemeld is. Het antwoord had er vóór { $day } moeten zijn. Dat moet van de wet. Een beheerder of plaatsvervanger kan nog antwoorden.
   *[other] { $n } mensen vroegen { $group } wat er over hen gemeld is. Het eerste antwoord had er vóór { $day } moeten zijn. Dat moet van de wet. Een beheerder of plaatsvervanger kan nog antwoorden.
}
mail-desk-text-lapsing = { $n ->
    [one] Iemand vroeg { $group } wat er over hem of haar gemeld is, en kreeg geen antwoord. De vraag wordt over een paar dagen gewist. De vrager krijgt daar bericht van, en kan naar de toezichthouder.
   *[other] { $n } mensen vroegen { $group } wat er over hen gemeld is, en kregen geen antwoord. De vragen worden over een paar dagen gewist. De vragers krijgen daar bericht van, en kunnen naar de toezichthouder.
}
mail-inquiry-unanswered = Niemand van { $group } heeft uw vraag beantwoord. Over een paar dagen wordt hij gewist. U had recht op een antwoord. U kunt naar de toezichthouder gaan: de Autoriteit Persoonsgegevens, in België de Gegevensbeschermingsautoriteit. U mag uw vraag ook opnieuw stellen.
inquiry-overdue = Te laat. Het antwoord had er vóór { $day } moeten zijn.
inquiry-overdue-mine = U had vóór { $day } antwoord moeten krijgen. Dat is niet gebeurd.
inquiry-overdue-told = De beheerders krijgen daar bericht van.
inquiry-overdue-told-umbrella = De beheerders en hun koepel krijgen daar bericht van.
inquiry-overdue-after = Duurt het u te lang? U kunt naar de toezichthouder gaan: de Autoriteit Persoonsgegevens, in België de Gegevensbeschermingsautoriteit.
inquiries-go = { $n ->
    [one] Eén vraag van een buitenstaander
   *[other] { $n } vragen van buitenstaanders
}
inquiries-overdue = { $n ->
    [one] 1 te laat
   *[other] { $n } te laat
}
inquiry-answer-words-hint = Vult u hier iets in, dan krijgt de vrager alleen dit. Taal van de vrager: { $language }.
inquiry-answer-sure = Dit vertelt misschien iets over een ander. Pas het aan, of verstuur het nog een keer: dan gaat het toch weg.
error-inquiry-reveals-plate = Hier staat een kenteken: { $what }. Is dat van de vrager zelf?
error-inquiry-reveals-email = Hier staat een mailadres: { $what }.
error-inquiry-reveals-phone = Hier staat een telefoonnummer: { $what }.
error-inquiry-alias = In dit antwoord staat hoe iemand in uw groep heet. Wie meldde, vertellen we nooit. Daarom noemen we niemand. Haal de naam weg.
deed-inquiry_reminded = De beheerders zijn eraan herinnerd dat een buitenstaander op antwoord wacht
deed-inquiry_overdue = Een buitenstaander had antwoord moeten krijgen; de beheerders krijgen bericht, en de koepel als de groep die heeft
deed-inquiry_unanswered = Niemand gaf een buitenstaander antwoord; de vrager krijgt bericht
export-deed-inquiry_reminded = eraan herinnerd dat een buitenstaander op antwoord wacht
export-deed-inquiry_overdue = een buitenstaander had antwoord moeten krijgen
export-deed-inquiry_unanswered = niemand gaf een buitenstaander antwoord
admin-fatigue-often = De groep wordt bijna elke week gewekt
admin-fatigue-for-nothing = De helft van de alarmen was voor niets

## Logs: what was done, by whom, to whom; and who may do what
who-operator = De beheerder van deze website
who-former = Een oud-deelnemer
who-former-about = een oud-deelnemer
log-title = Logboek
log-lead = Wat beheerders en plaatsvervangers doen, staat hier. Over wie het gaat, leest het ook. Na een jaar verdwijnt het.
log-none = Er staat nog niets.
log-more = Eerder
my-log-title = Wie deed iets met mijn gegevens?
my-log-lead = Hier staat wie uw adres opzocht of uw rol veranderde, en waarom. De beheerders van uw groep lezen het ook. Na een jaar verdwijnt het.
my-log-none = Niemand deed iets met uw gegevens.
deed-role_changed = { $by } maakte { $about } { $detail }
deed-contact_shown = { $by } zocht op hoe { $about } te bereiken is
deed-readmitted = { $by } liet { $about } opnieuw toe op een ander adres
deed-readmission_refused = { $about } hield dat tegen
deed-came_back = { $about } is terug op een ander adres
deed-invite_made = { $by } maakte een uitnodiging
deed-invite_revoked = { $by } trok een uitnodiging in
member-since = deelnemer sinds { $day }
member-log-title = Wat er met deze deelnemer gebeurde
member-log-hint = { $alias } leest dit ook.
contact-title = Hoe te bereiken
contact-hint = Alleen als het nodig is. { $alias } ziet dat u keek, en waarom.
contact-button = Toon het e-mailadres
contact-shown = U kunt mailen naar
field-reason = Waarom? Dit leest de deelnemer.
field-reason-know = Hoe weet u dat het echt deze buur is?
readmit-title = Telefoon en mailbox kwijt?
readmit-hint = Kent u { $alias }, en vraagt die zelf om hulp? Maak dan een link voor één keer, die twee dagen werkt. Laat die zien of stuur hem zelf. Op het oude adres staat dat u dit deed, en daar kan het worden tegengehouden.
readmit-button = Maak een link om terug te komen
way-in-title = Er staat een weg open naar uw plek
way-in-open = Er is al een link, geldig tot { $moment }
way-in-mine = Een beheerder denkt dat u uw telefoon en mailbox kwijt bent, en maakte een link om op een ander adres terug te komen. Die werkt tot { $moment }. Bent u niets kwijt? Houd het dan tegen.
way-in-refuse = Houd het tegen
join-comes-back = Welkom terug, { $alias }. Vul een e-mailadres in dat u nu kunt lezen. Uw oude adres krijgt daarna niets meer van deze groep.
who-may-title = Wie mag hier wat?
who-may-lead = Deze tabel komt rechtstreeks uit de regel waarmee SAAR beslist.
who-may-what = Wat
may-yes = ja
may-no = nee
may-own = alleen eigen
may-others = bij anderen
may-members = bij deelnemers
action-view_group = De groep en haar meldingen zien
action-report = Alarm slaan
action-view_incident = Een melding lezen
action-record_call = Noteren dat er gebeld is
action-respond = Reageren
action-sight = Iets aanvullen
action-close = Een melding afsluiten
action-recall = Een melding rechtzetten
action-view_admin = De pagina Beheer zien
action-view_log = Het logboek lezen
action-invite = Uitnodigen
action-assign_roles = Rollen verdelen
action-view_member = De pagina van een deelnemer zien
action-show_contact = Opzoeken hoe iemand te bereiken is, met een reden
action-readmit = Iemand weer toelaten die telefoon en mailbox kwijt is
action-edit_area = Gebied en straten bepalen
action-vouch = Bevestigen dat een buur hier woont
action-answer_requests = Aanvragen om mee te doen beantwoorden
action-set_joining = Kiezen of en hoe buren mee kunnen doen
action-leave = De groep verlaten

## Keeping order, kindly
role-paused = Op pauze
measures-title = Spelregels
measures-hint = Begin vriendelijk. { $alias } leest wat u schrijft, en kan bezwaar maken. Na 90 dagen verdwijnt het.
measure-begin = Spreek deze deelnemer aan
measure-reminder = Herinnering
measure-warning = Waarschuwing
measure-pause = Pauze
measure-removal = Verwijdering
measure-reminder-what = Een vriendelijk woord onder vier ogen. Er verandert niets.
measure-warning-what = Zeg duidelijk wat niet kan, en wat er gebeurt als het weer gebeurt.
measure-pause-what = De deelnemer hoort alarmen en kan zelf alarm slaan, maar reageert niet en vult niets aan.
measure-removal-what = De deelnemer gaat meteen uit de groep. Alleen als het echt niet anders kan.
measure-new-title = { $alias } aanspreken
measure-new-lead = Kies hoe ver u gaat, en pas de woorden aan. De deelnemer krijgt een e-mail dat er iets klaarstaat, en leest de woorden na inloggen.
field-step = Stap
field-rule = Om welke spelregel gaat het?
rule-choose = Kies een spelregel
field-pause-days = Hoeveel dagen? Hoogstens { $max }
field-measure-words = Wat de deelnemer leest
field-measure-words-hint = Zeg wat er gebeurde, en wat u van { $alias } vraagt.
measure-words-reminder = Dag { $alias },

    Fijn dat u meekijkt in { $group }. Uw bericht hoort niet in het alarm. Voor zulke dingen is er een ander adres: u vindt het bij “Niet dringend?”.

    Zo blijft iedereen opletten als het erop aankomt. Dank u wel.

    { $me }
measure-words-warning = Dag { $alias },

    Uw bericht past niet bij de spelregels die we in { $group } hebben afgesproken. Wilt u dit niet meer doen?

    Gebeurt het weer, dan moeten we u een tijd op pauze zetten. { $object }

    { $me }
measure-words-pause = Dag { $alias },

    We hebben u eerder gevraagd om de spelregels van { $group } te volgen. Daarom staat u nu een tijd op pauze. U hoort alarmen, en u kunt zelf alarm slaan. Reageren en aanvullen kan even niet.

    { $object }

    { $me }
measure-words-removal = Dag { $alias },

    Het is ons samen niet gelukt om de spelregels van { $group } te volgen. Daarom bent u geen deelnemer meer.

    { $object } Ziet u iets verdachts, bel dan altijd zelf de politie.

    { $me }
measure-words-object = Ziet u het anders? Maak dan bezwaar, dan kijkt iemand anders mee.
measure-words-object-nobody = Ziet u het anders? Maak dan bezwaar. Er is nog niemand anders die kan beslissen; ik zoek een tweede beheerder. Tot dan blijft uw bezwaar open.
measure-send-reminder = Stuur de herinnering
measure-send-warning = Geef de waarschuwing
measure-send-pause = Zet op pauze
measure-send-removal = Verwijder uit de groep
measure-by = door { $alias }
measure-until = tot { $moment }
measure-objection = Bezwaar
measure-upheld = { $alias } keek ernaar: het blijft zo
measure-taken-back = { $alias } keek ernaar: het is teruggedraaid
measure-undone = teruggedraaid
measure-waits = Het bezwaar wacht op iemand anders.
measure-waits-nobody = In deze groep is er nog niemand anders die kan beslissen. De beheerder is gevraagd er een tweede bij te zoeken. Tot dan blijft het staan, en blijft het bezwaar open.
measure-object = Ik ben het er niet mee eens
measure-object-send = Maak bezwaar
field-objection = Waarom klopt het niet?
field-objection-hint = Iemand anders dan wie dit deed, leest het en beslist.
field-objection-hint-nobody = In deze groep is er nog niemand anders die erover kan beslissen. De beheerder wordt gevraagd er een tweede bij te zoeken. Tot dan blijft het staan, en staat uw bezwaar hier als open.
my-measures-title = Wanneer ik ben aangesproken
my-measures-lead = Hier leest u wat er geschreven is, en waarom. U kunt bezwaar maken. Na 90 dagen verdwijnt het.
my-measures-none = Niemand heeft u aangesproken.
objections-title = Bezwaren
objections-lead = Lees beide kanten. Wie de stap zette, beslist niet over het bezwaar.
objections-none = Er wacht geen bezwaar.
umbrella-objections-lead = Hierover kan niemand in de groep zelf beslissen, of niemand deed het binnen drie dagen. Lees beide kanten. Uw naam staat er niet bij: er staat dat de koepel besliste. Dat u het las, komt in het logboek van de groep.
umbrella-objection-of = Groep: { $group }
umbrella-count-objections = { $n ->
    [one] bezwaar wacht op u
   *[other] bezwaren wachten op u
  }
who-umbrella = de koepel
field-upheld = Wat beslist u?
upheld-yes = Het blijft zo
upheld-no = Het wordt teruggedraaid
field-answer = Uw antwoord aan de deelnemer
decide-send = Beslis
decide-other = U zette deze stap zelf, of het gaat over u. Iemand anders van het beheer beslist.
decide-nobody = U zette deze stap zelf, en niemand anders kan over het bezwaar beslissen. Maak een buur beheerder of plaatsvervanger: die beslist. Tot dan blijft het open.
member-paused = Op pauze tot { $moment }
deed-measured = { $by } sprak { $about } aan: { $detail }
deed-objected = { $about } maakte bezwaar: { $detail }
deed-decided = { $by } besliste over het bezwaar van { $about }: { $detail }
deed-decided_by_coordinator = De coördinator van de koepel besliste over het bezwaar van { $about }: { $detail }
deed-objection_read = De coördinator van de koepel las het bezwaar van { $about }
deed-pause_ended = De pauze van { $about } is voorbij
decided-upheld = het blijft zo
decided-taken_back = teruggedraaid
action-drill = Een oefening beginnen
action-moderate = Herinneren, waarschuwen, pauze geven, verwijderen
action-decide = Beslissen over een bezwaar

## Importeren: wie in een bestand staat, uitnodigen
import-title = Buren uitnodigen uit een bestand
import-link = Nodig buren uit met uw groepsapp of adressenlijst
import-lead = Kies de export van uw groepsapp, uw contacten of een lijst met adressen. U ziet wie erin staan en kiest zelf wie u uitnodigt.
import-promise = Het bestand wordt gelezen en daarna vergeten. SAAR bewaart niets van wie nog niet meedoet, en stuurt niemand iets. Uitnodigen doet u zelf, met uw eigen telefoon of mail.
import-file = Bestand
import-file-hint = Een chat van WhatsApp (.txt of .zip, zonder media), contacten (.vcf) of een tabel (.csv). Hoogstens { $megabytes } MB.
import-read = Lees het bestand
import-sending = Versturen: { $percent }%
import-reading = Verstuurd. Nu wordt het gelezen.
import-failed = Het versturen lukte niet. Kijk of u verbinding heeft en probeer het opnieuw.
import-how-title = Hoe maak ik zo’n bestand?
import-how-android = WhatsApp op Android: open de groep, tik op de drie puntjes, dan “Meer”, “Chat exporteren” en “Zonder media”.
import-how-iphone = WhatsApp op iPhone: open de groep, tik op de naam, dan “Exporteer chat” en “Zonder media”.
import-how-contacts = Contacten: open uw contacten, kies wie u wilt uitnodigen en kies “Delen” of “Exporteren” als vCard (.vcf).
import-how-table = Een tabel: sla hem op als CSV, met een kolom voor naam, telefoon of e-mail.
import-line = Regel { $n }:
import-found-title = Dit staat erin
import-found-chat = Een chat van { $lines } regels. { $n } mensen schreven erin.
import-found-vcard = Contacten: { $n } mensen.
import-found-csv = Een tabel: { $n } mensen.
import-found-list = { $n } mensen in uw bestand.
import-found-twice = { $n ->
    [one] 1 van hen staat er waarschijnlijk dubbel in.
   *[other] { $n } van hen staan er waarschijnlijk dubbel in.
}
import-nothing-kept = Deze lijst staat alleen op dit scherm. Sluit u de pagina, dan is hij weg. Wie al meedoet, vergelijkt SAAR niet: dan zou u zien wie achter welke naam zit. Wie al meedoet, ziet dat zelf bij de link.
import-refused-title = Dit kon niet gelezen worden
import-people-title = Wie nodigt u uit?
import-people-hint = Haal het vinkje weg bij wie u niet wilt uitnodigen. Nodig alleen mensen uit die in uw gebied wonen of werken.
import-free = { $n ->
    [one] De groep heeft nog 1 plek.
   *[other] De groep heeft nog { $n } plekken.
}
import-no-address = geen nummer of e-mailadres in het bestand
import-same-phone = zelfde nummer als { $n }
import-same-email = zelfde e-mailadres als { $n }
import-same-name = zelfde naam als { $n }
import-person-at = nummer { $n }, regel { $line }
import-people-more = Er staan nog { $n } mensen in het bestand. Maak het bestand kleiner om die ook te zien.
import-make-link = Maak een link voor hen
import-nobody = Er staat niemand in die u kunt uitnodigen.
import-repairs-title = { $n ->
    [one] 1 plek is hersteld of overgeslagen
   *[other] { $n } plekken zijn hersteld of overgeslagen
}
import-notes-more = En nog { $n }.
import-invited-title = De link is klaar
import-invited-lead = { $n ->
    [one] 1 buur kan hem gebruiken, tot { $day }. U kunt hem altijd intrekken.
   *[other] { $n } buren kunnen hem gebruiken, tot { $day }. U kunt hem altijd intrekken.
}
import-message = Onze buurtgroep { $group } gaat verder op SAAR: alleen alarmen, geen geklets, en uw nummer blijft van u. Doe mee tot { $day }: { $url }
import-subject = Doe mee met buurtgroep { $group }
import-all-title = In één keer, in uw groepsapp
import-each-title = Of een voor een
import-each-hint = WhatsApp of uw mailprogramma gaat open met de tekst erin. U verstuurt zelf. SAAR ziet niet aan wie.
import-mail = E-mail
import-qr-title = Of laat hem scannen
import-invited-gone = De namen op deze pagina zijn weg als u hem sluit. De link zelf vindt u terug bij
import-invite-page = deze uitnodiging
error-import-missing = Kies eerst een bestand.
error-import-large = Het bestand is te groot. Hoogstens { $megabytes } MB kan. Exporteer de chat zonder media, of een kortere tijd.
error-import-slow = Het duurde te lang. Exporteer de chat zonder media, en probeer het met een betere verbinding.
error-import-busy = Er wordt nog een bestand gelezen. Probeer het over een minuut opnieuw.
error-import-unreadable = Dit bestand kan niet gelezen worden. Hieronder staat waarom, en wat u kunt doen.
error-import-chosen = Kies minstens 1 en hoogstens { $max } mensen.
import-note-other = Hier klopt iets niet. Deze plek is overgeslagen.
import-note-an-area = Dit is een gebied op de kaart. Hier past een chat, een lijst met contacten of een tabel.
import-note-before-the-first-message = Wat boven het eerste bericht staat, is overgeslagen.
import-note-binary = Dit is geen tekst. Kies het bestand zoals de app het heeft gemaakt.
import-note-broken-character = Een teken op deze regel is stuk.
import-note-broken-row = Deze rij kan niet gelezen worden. Sla de tabel opnieuw op als CSV.
import-note-broken-zip = Het zip-bestand is stuk, of er zit een wachtwoord op. Exporteer de chat opnieuw.
import-note-card-unfinished = Dit contact houdt halverwege op. Exporteer uw contacten opnieuw.
import-note-columns-unknown = De kolommen hebben geen namen die SAAR kent. Zet op de eerste regel: naam, telefoon, e-mail.
import-note-date-order-undecided = Dag en maand zijn niet uit elkaar te houden. SAAR nam de gewone volgorde.
import-note-email-unreadable = Het e-mailadres klopt niet en is overgeslagen.
import-note-empty = Er staat niets in dit bestand. Exporteer het opnieuw.
import-note-impossible-date = Deze datum bestaat niet. De regel hoort nu bij het bericht erboven.
import-note-line-without-colon = Op deze regel ontbreekt een dubbele punt. Hij is overgeslagen.
import-note-long-row = Deze rij heeft meer cellen dan er kolommen zijn.
import-note-name-too-long = De naam was te lang en is ingekort.
import-note-no-contacts = Er staan geen contacten in. Kijk of u het goede bestand koos.
import-note-no-messages = Hier begint geen chat van WhatsApp. Kies het bestand _chat.txt of de zip uit “Chat exporteren”.
import-note-no-text-in-zip = In de zip zit geen chat, lijst met contacten of tabel. Kies de zip uit “Chat exporteren”.
import-note-nobody = Hier staat geen naam, nummer of adres. De plek is overgeslagen.
import-note-not-a-card = Dit is geen contact. Exporteer uw contacten opnieuw als vCard.
import-note-phone-unreadable = Het telefoonnummer klopt niet en is overgeslagen.
import-note-several-in-zip = In de zip zitten meer bestanden die bedoeld kunnen zijn. Pak hem uit en kies er één.
import-note-short-row = Deze rij heeft minder cellen dan er kolommen zijn.
import-note-too-many-bytes = Het bestand is te groot. Exporteer een kortere tijd, of zonder media.
import-note-too-many-candidates = Er staan meer mensen in dan in een groep passen. Kies een kleiner bestand.
import-note-too-many-files = Er zitten te veel bestanden in de zip. Exporteer de chat zonder media.
import-note-too-many-lines = Het bestand heeft te veel regels. Exporteer een kortere tijd.
import-note-unclosed-quote = Een aanhalingsteken wordt nergens gesloten. Sla de tabel opnieuw op als CSV.
import-note-unknown-kind = SAAR herkent dit bestand niet. Kies een chat van WhatsApp, contacten (.vcf) of een tabel (.csv).
import-note-zip-bomb = Het bestand in de zip wordt veel te groot. Exporteer de chat opnieuw.

## Hoe slaapt een groep, en andere tekeningen
chart-table = Als tabel
sleep-title = Hoe slaapt uw groep?
sleep-lead = { $messages } berichten in { $days } dagen: { $daily } per dag.
sleep-alarming = Van de 100 berichten lijken er { $percent } op een alarm.
sleep-night = { $n ->
    [0] ’s Nachts, van 23 tot 7 uur, bleef het stil.
    [one] ’s Nachts, van 23 tot 7 uur, kwam 1 bericht.
   *[other] ’s Nachts, van 23 tot 7 uur, kwamen { $n } berichten.
}
sleep-how = SAAR keek naar de woorden van elk bericht. Het is een schatting, geen oordeel over iemand. Ook dit is weg als u de pagina sluit.
sleep-sample = Waar het over gaat, komt van { $n } berichten, gelijk verdeeld over de tijd.
sleep-time-day = Berichten per dag
sleep-time-week = Berichten per week
sleep-time-month = Berichten per maand
sleep-time-year = Berichten per jaar
sleep-time-desc = De meeste: { $n }, { $label }.
sleep-week-of = week van { $day }
sleep-hour = Berichten per uur van de dag
sleep-hour-desc = Het drukst is { $label }, met { $n } berichten. In de nacht kwamen er { $night }; die staven zijn gestreept.
sleep-matter = Waar berichten over gaan
sleep-matter-desc = Van de 100 berichten lijken er { $alarm } op een alarm, horen er { $elsewhere } bij een ander loket, zijn er { $chatter } een praatje en gaan er { $other } over iets anders.
sleep-matter-alarm = Lijkt op een alarm
sleep-matter-elsewhere = Voor een ander loket, zoals een lamp of afval
sleep-matter-chatter = Praatje
sleep-matter-other = Iets anders
sleep-short-alarm = alarm
sleep-short-elsewhere = ander loket
sleep-short-chatter = praatje
sleep-short-other = anders
sleep-col-day = Dag
sleep-col-week = Week
sleep-col-month = Maand
sleep-col-year = Jaar
sleep-col-hour = Uur
sleep-col-matter = Onderwerp
sleep-col-messages = Berichten

## Hoe vaak een groep gewekt wordt
budget-title = Hoe vaak gaat het alarm?
budget-link = Hoe vaak gaat het alarm?
budget-lately = { $n ->
    [0] In de laatste 30 dagen was er geen alarm.
    [one] In de laatste 30 dagen was er 1 alarm.
   *[other] In de laatste 30 dagen waren er { $n } alarmen.
}
budget-unfounded = { $n ->
    [one] 1 daarvan was voor niets: vals alarm, of een bekende.
   *[other] { $n } daarvan waren voor niets: vals alarm, of een bekende.
}
budget-fatigue-often = De groep wordt ongeveer elke week gewekt. Dan zetten mensen het geluid uit. Praat erover: was elk alarm echt voor de hele groep?
budget-fatigue-for-nothing = Minstens de helft van de alarmen was voor niets. Dan gaan mensen twijfelen. Vraag melders om eerst te kijken wat iemand doet, en sluit een vals alarm snel af.
budget-months = Alarmen per maand
budget-months-desc = In 12 maanden: { $n ->
    [0] geen alarm
    [one] 1 alarm
   *[other] { $n } alarmen
}, waarvan { $unfounded } voor niets. Dat deel staat onderaan in elke staaf.
budget-col-month = Maand
budget-col-alarms = Alarmen
budget-col-unfounded = Voor niets
budget-pace-title = Hoe snel weet de buurt het?
budget-pace = Van de 100 buren waren er { $ten } binnen 10 seconden bereikt, { $minute } binnen een minuut en { $five } binnen 5 minuten. Zo ging het bij de laatste alarmen.
budget-median = { $n ->
    [0] De helft wist het meteen.
    [one] De helft wist het binnen 1 seconde.
   *[other] De helft wist het binnen { $n } seconden.
}
budget-pace-none = Dat is nu niet te zeggen. Er is een alarm nodig dat naar minstens vijf buren ging en niet langer dan { $days } dagen voorbij is. Daarna vergeet SAAR wie bereikt was.
budget-drill = Bij de laatste oefening waren van de 100 buren er { $minute } binnen een minuut bereikt en { $five } binnen 5 minuten.
budget-habits-title = Wie hoort het niet?
budget-unreachable = { $n } van { $of } anderen krijgen een alarm nu niet.
budget-muted = { $n ->
    [one] 1 deelnemer laat echte alarmen in de nacht stil.
   *[other] { $n } deelnemers laten echte alarmen in de nacht stil.
}
budget-away = { $n ->
    [one] 1 deelnemer is er nu niet.
   *[other] { $n } deelnemers zijn er nu niet.
}
budget-habits-hint = Dit zijn alleen aantallen. SAAR zegt niet wie het zijn. Wie stil is gevallen, krijgt zelf bericht.

## Geplande oefeningen
drills-title = Oefeningen
drills-lead = Plan een oefening. Iedereen krijgt vooraf bericht, zonder geluid. Op het moment zelf begint u de oefening met één tik.
drill-plan-title = Plan een oefening
drill-day = Dag
drill-time = Tijd
drill-plan-hint = De tijd van uw groep. Kies een moment waarop de meeste buren wakker zijn.
drill-plan = Plan en vertel het iedereen
drill-begin = Begin de oefening
drill-call-off = Gaat niet door
drill-phase-planned = Gepland. Iedereen heeft bericht.
drill-phase-open = Het is tijd: u kunt beginnen.
drill-phase-called-off = Gaat niet door.
drill-phase-missed = Niemand begon de oefening.
drill-home = { $day } om { $time }
drill-home-text = Er gebeurt dan niets echts, en niemand belt. Zo ziet de groep of een alarm iedereen bereikt.
drill-reports-title = Hoe het ging
drill-reports-none = Er is nog geen oefening geweest.
drill-report = Van de 100 buren waren er { $ten } binnen 10 seconden bereikt, { $minute } binnen een minuut en { $five } binnen 5 minuten.
drill-report-few = Te weinig buren om te tellen zonder te zeggen wie het zijn.
drill-col-channel = Eerst bereikt door
drill-col-all = Samen
drill-channel-push = Melding op het toestel
drill-channel-mail = E-mail
drill-channel-page = De open pagina
notice-drill-planned = De oefening staat gepland. Iedereen krijgt bericht, zonder geluid.
notice-drill-called-off = De oefening gaat niet door. Iedereen krijgt bericht.
error-drill-day-range = Kies een moment dat minstens een uur en hoogstens { $max } dagen ver weg is.
error-drill-when = Vul een dag en een tijd in, zoals 28-11-2026 en 20:00.
error-drills-enough = Er staan al { $max } oefeningen gepland. Wacht tot er een geweest is.
error-drill-not-now = Deze oefening kan nu niet beginnen. Dat kan van een kwartier voor de tijd tot twee uur erna.
error-drill-real = Er speelt nu iets echts in de groep. Oefen later.
error-drill-over = Deze oefening is begonnen of voorbij, en kan niet meer worden afgezegd.
drill-mail-subject-on = { $day } om { $time }
drill-mail-subject-off = { $day } om { $time } gaat niet door
drill-mail-text-on = Uw buurtgroep { $group } oefent. U hoort een alarm met het woord OEFENING erbij. Er gebeurt niets echts, en niemand belt. Open het alarm als u het ziet, dan weten we dat het u bereikt.
drill-mail-text-off = De oefening van uw buurtgroep { $group } gaat niet door. U hoeft niets te doen.
drill-mail-button = Bekijk uw groep
drill-mail-why = U krijgt dit bericht omdat u deelnemer bent van { $group }. Meldingen stelt u in bij:

## Als niemand meer voor de groep zorgt
switch-title = Uw groep zoekt aandacht
switch-cause-silence = De beheerders van uw groep zijn al een tijd niet gezien. Alarmen komen gewoon aan.
switch-cause-requests = Buren die mee willen doen, wachten al een tijd op antwoord. Alarmen komen gewoon aan.
switch-step-remind = de beheerders kregen een herinnering
switch-step-deputies = de plaatsvervangers kregen bericht en kunnen het beheer overnemen
switch-step-coordinators = de coördinator van de koepel kreeg bericht
switch-step-volunteers = alle buren kregen de vraag wie beheerder wil worden
switch-take-over-text = De beheerders antwoorden niet. U kunt het overnemen. Zij blijven ook beheerder.
switch-take-over = Ik neem het beheer over
switch-volunteer = Ik wil beheerder worden
switch-volunteered = Dank u wel. U heeft gezegd dat u beheerder wilt worden.
switch-who-appoints = Een beheerder, een plaatsvervanger of de coördinator van de koepel kiest wie het wordt.
switch-alone = Een beheerder of plaatsvervanger kiest wie het wordt. Antwoorden zij geen van allen, dan kan alleen de beheerder van deze website iemand aanwijzen. Vraag het daar; het gaat niet vanzelf.
switch-volunteers = Deze buren willen beheerder worden:
switch-appoint = Maak beheerder
notice-volunteered = Dank u wel. Wie mag kiezen, heeft bericht gekregen.
notice-took-over = U bent nu beheerder. Dank u wel.
deed-switch_climbed = SAAR keek naar de groep: { $detail }
deed-switch_ended = Er zorgt weer iemand voor de groep
deed-volunteered = { $by } wil beheerder worden
action-volunteer = Zeggen dat u beheerder wilt worden, als de groep iemand zoekt
action-take_over = Het beheer overnemen, als de beheerders niet antwoorden
action-appoint = Een vrijwilliger beheerder maken, als de groep iemand zoekt
mail-news-button = Bekijk uw groep
mail-news-why-asked = U krijgt dit bericht omdat iemand dit adres opgaf. Doet u niets, dan vergeten we het.
mail-news-why = U krijgt dit bericht omdat u iets doet voor de buurtgroep { $group }, of erin zit.
mail-news-remind-subject = Uw buurtgroep mist u
mail-news-remind = U bent beheerder van { $group }. Er is al een tijd niemand gezien die de groep beheert, of er wachten buren op antwoord. Kijk even op de pagina Beheer, en geef antwoord aan wie wacht: dat is genoeg. Lukt het niet meer? Maak dan een buur beheerder.
mail-news-deputies-subject = Kunt u uw buurtgroep overnemen?
mail-news-deputies = U bent plaatsvervanger van { $group }. De beheerders antwoorden niet. U kunt het beheer nu overnemen, op de pagina van uw groep. De beheerders blijven ook beheerder.
mail-news-coordinators-subject = Een buurtgroep heeft u nodig
mail-news-coordinators = De beheerders en plaatsvervangers van { $group } antwoorden niet. Bel of schrijf ze. Straks vragen we alle buren wie beheerder wil worden; dan kunt u iemand aanwijzen.
mail-news-volunteers-subject = Wie wil beheerder van uw buurtgroep worden?
mail-news-volunteers = Wie { $group } beheert, antwoordt niet. Alarmen komen gewoon aan. Wel is er iemand nodig die buren toelaat en af en toe kijkt: tien minuten per week. Wilt u dat? Zeg het op de pagina van uw groep.
mail-news-volunteered-subject = Een buur wil beheerder worden
mail-news-volunteered = Een buur wil beheerder worden van { $group }. Op de pagina van de groep ziet u wie het is, en kunt u ja zeggen.
mail-news-appointed-subject = U bent nu beheerder
mail-news-appointed = U bent nu beheerder van { $group }. Dank u wel! Op de pagina Beheer staat wat er wacht. Vraag er ook een tweede bij: samen is het lichter.
mail-news-request-subject = Een buur wil meedoen
mail-news-request = Iemand wil meedoen met { $group } en wacht op antwoord. Op de pagina Aanvragen ziet u wie het is.
mail-news-request_others-subject = Een buur wacht nog
mail-news-request_others = Iemand wil meedoen met { $group }. Wie dienst heeft, gaf nog geen antwoord. Op de pagina Aanvragen ziet u wie het is.
mail-news-flag-subject = Iemand wees een bericht aan
mail-news-flag = In de groep { $group } wees een deelnemer een bericht aan dat er misschien niet hoort. Kijkt u ernaar?
mail-news-flag_others-subject = Een bericht wacht nog op iemand die kijkt
mail-news-flag_others = In de groep { $group } wees een deelnemer een bericht aan dat er misschien niet hoort. Wie dienst heeft, keek er nog niet naar. Doet u het?
mail-news-objection-subject = Een deelnemer maakt bezwaar
mail-news-objection = In de groep { $group } maakt een deelnemer bezwaar tegen een stap die is gezet. U kunt erover beslissen. Lees beide kanten op de pagina Bezwaren.
mail-news-objection_under-subject = Een bezwaar vraagt om uw beslissing
mail-news-objection_under = In de groep { $group } maakte een deelnemer bezwaar. Niemand in de groep kan erover beslissen, of niemand deed het binnen drie dagen. U coördineert de koepel: wilt u beide kanten lezen en beslissen?
mail-news-objection_nobody-subject = Een deelnemer maakt bezwaar, en niemand kan beslissen
mail-news-objection_nobody = In de groep { $group } maakt een deelnemer bezwaar tegen een stap die is gezet. Wie de stap zette, beslist niet, en niemand anders beheert de groep. Maak een buur beheerder of plaatsvervanger: die beslist. Tot dan blijft het bezwaar open.

## Contactpersonen van buiten
liaisons-title = Wie kijkt er mee?
liaisons-go = Wie kijkt er mee?
liaisons-lead = De groep kan de wijkagent, de gemeente of de woningcorporatie laten meekijken. De groep beslist wat zij zien, en stopt ermee wanneer zij wil.
liaisons-none = Er kijkt nu niemand van buiten mee.
liaison-kind = Wie is het?
liaison-kind-police = Wijkagent
liaison-kind-municipality = Gemeente
liaison-kind-housing_association = Woningcorporatie
liaison-most-counts = (alleen aantallen)
liaison-view = Wat mag deze contactpersoon zien?
liaison-view-counts = Alleen aantallen
liaison-view-incidents = Aantallen en afgesloten meldingen
liaison-since = Sinds { $since }, tot en met { $until }.
liaison-asked-on = Gevraagd op { $day }, heeft nog niet geantwoord.
liaison-by = Gevraagd door { $by }.
liaison-looked = Keek voor het laatst naar de meldingen op { $day }.
liaison-not-looked = Heeft nog niet naar de meldingen gekeken.
liaison-extend-until = Mag meekijken tot en met
liaison-end = Stop met meekijken
liaison-sees = Wat ziet een contactpersoon?
liaison-sees-counts = Altijd: de schuilnamen van de beheerders, of er iemand voor de groep zorgt, en aantallen van deelnemers, alarmen en oefeningen.
liaison-sees-incidents = Als de groep dat kiest ook van afgesloten meldingen: de soort, het tijdstip en hoe het afliep. Elke keer staat in het logboek van de groep.
liaison-sees-never = Nooit: wat er in een melding staat, waar het was, signalementen, kentekens, foto's, namen of adressen. Een contactpersoon krijgt geen alarm en is geen deelnemer.
liaison-new = Vraag een contactpersoon
liaison-new-hint = De contactpersoon krijgt een mail en zegt zelf ja of nee. Alle deelnemers kunnen lezen wie er meekijkt.
liaison-office = Bureau of functie
liaison-office-hint = Bijvoorbeeld "Wijkagent Noord". Geen naam van een persoon: iedereen in de groep leest dit.
liaison-until = Tot en met welke dag?
liaison-until-hint = Hoogstens een jaar. Twee weken vooraf herinneren wij de beheerders eraan.
liaison-ask = Stuur de vraag
liaison-before = Keek mee of werd gevraagd
liaison-ended-on = Gestopt op { $day }.
liaison-ending-group = De groep stopte ermee.
liaison-ending-liaison = De contactpersoon stopte zelf.
liaison-ending-refused = De contactpersoon zei nee.
liaison-ending-unanswered = Er kwam geen antwoord.
liaison-ending-expired = De laatste dag was voorbij.
liaison-told-came = { $office } kijkt sinds kort mee met de groep.
liaison-told-ended = { $office } kijkt niet meer mee met de groep.
liaison-page = Contactpersoon
liaisons-mine = Groepen waarbij u meekijkt
liaison-look = Bekijk wat de groep u laat zien
liaison-asked-here = Deze groep vraagt u als contactpersoon. Lees eerst wat dat betekent.
liaison-read = Lees de vraag
liaison-asks = De buurtgroep { $group } vraagt of u mee wilt kijken als { $office }.
liaison-you-see = Wat u ziet
liaison-last-day = U kunt meekijken tot en met { $day }, tenzij de groep eerder stopt.
liaison-bound = Waar u zich aan houdt
liaison-bound-secret = U bent gebonden aan uw beroepsgeheim, ook voor wat u hier leest.
liaison-bound-function = U gebruikt wat u ziet alleen voor uw functie, en geeft het aan niemand anders.
liaison-bound-passive = U geeft raad en leidt de groep niet. Voor een spoedgeval belt de buurt zelf het alarmnummer.
liaison-bound-logged = Elke keer dat u de meldingen bekijkt, staat in het logboek van de groep.
liaison-bound-stop = De groep kan er altijd mee stoppen, en u ook.
liaison-yes = Ja, ik kijk mee en houd mij hieraan
liaison-no = Nee
liaison-lead = De groep laat u meekijken tot en met { $day }.
liaison-count-members = { $n ->
    [one] deelnemer
   *[other] deelnemers
}
liaison-count-month = alarmen in 30 dagen
liaison-count-year = alarmen in een jaar
liaison-few = Deze groep heeft zo weinig deelnemers, dat een aantal alarmen of een tijdstip al zegt wie het was. Daarom staat het er niet.
liaison-care = Wie zorgt er voor de groep?
liaison-admins = Beheerders zijn { $who }.
liaison-no-admin = De groep heeft nu geen beheerder.
liaison-looked-after = Er wordt naar de groep omgekeken.
liaison-not-looked-after = Er wordt nu niet goed naar de groep omgekeken. SAAR heeft de buren dat laten weten.
liaison-drilled = De laatste oefening was op { $day }.
liaison-never-drilled = De groep heeft nog niet geoefend.
liaison-incidents = Afgesloten meldingen
liaison-incidents-hint = De laatste van het afgelopen jaar, zonder woorden, plaats of namen. Dat u dit bekijkt, staat in het logboek van de groep.
liaison-incidents-none = Er waren geen meldingen in het afgelopen jaar.
liaison-minutes = { $n ->
    [one] 1 minuut
   *[other] { $n } minuten
}
liaison-stop-title = Stoppen
liaison-stop-hint = U ziet de groep dan niet meer. De groep kan u opnieuw vragen.
liaison-stop = Ik kijk niet meer mee
liaison-over = Sinds { $day } kijkt u niet meer mee met deze groep.
liaison-over-more = Vragen? Neem contact op met de beheerders. De groep kan u opnieuw vragen.
notice-liaison-asked = De vraag is onderweg per mail.
notice-liaison-extended = De laatste dag is veranderd.
notice-liaison-ended = Het meekijken is gestopt. De contactpersoon ziet niets meer van de groep.
notice-liaison-now = U kijkt mee. Dank u wel.
error-liaison-kind = Kies wie het is.
error-liaison-kind-offered = In dit land kan zo iemand niet meekijken met een groep. Kies een ander.
error-office-missing = Het bureau of de functie ontbreekt. Vul die in, bijvoorbeeld "Wijkagent Noord".
error-liaison-view = Kies wat de contactpersoon mag zien.
error-liaison-view-offered = Deze contactpersoon mag in dit land alleen aantallen zien. Kies "Alleen aantallen".
error-liaison-until = Kies een dag, zoals 31-05-2027.
error-liaison-until-range = Kies een dag vanaf morgen, en hoogstens { $max } dagen vooruit.
error-liaison-taken = Dit adres is al gevraagd, of kijkt al mee.
error-liaisons-many = Een groep heeft hoogstens { $max } contactpersonen, en vraagt er op een dag niet meer dan dat. Stop er eerst met één, of wacht tot morgen.
role-liaison-counts = Contactpersoon met aantallen
role-liaison-incidents = Contactpersoon met meldingen
action-visit = Van buiten zien wie de groep beheert, en aantallen
action-read_ended = Van buiten zien welke meldingen er waren, wanneer, en hoe ze afliepen
action-grant_view = Iemand van buiten laten meekijken
action-end_view = Het meekijken laten stoppen
deed-liaison_asked = { $by } vroeg { $about } om mee te kijken
deed-liaison_came = { $about } kijkt mee
deed-liaison_refused = { $about } wil niet meekijken
deed-liaison_extended = { $by } veranderde de laatste dag waarop { $about } meekijkt
deed-liaison_ended = { $by } liet { $about } niet meer meekijken
deed-liaison_stopped = { $about } stopte zelf met meekijken
deed-liaison_expired = { $about } kijkt niet meer mee: de tijd was voorbij
deed-liaison_looked = { $about } bekeek de afgesloten meldingen
export-deed-liaison_asked = iemand van buiten gevraagd om mee te kijken
export-deed-liaison_came = iemand van buiten kijkt mee
export-deed-liaison_refused = iemand van buiten wil niet meekijken
export-deed-liaison_extended = iemand van buiten langer laten meekijken
export-deed-liaison_ended = iemand van buiten niet meer laten meekijken
export-deed-liaison_stopped = iemand van buiten stopte met meekijken
export-deed-liaison_expired = de tijd van iemand van buiten was voorbij
export-deed-liaison_looked = iemand van buiten bekeek de afgesloten meldingen
export-liaison-of = Groepen waarbij u meekijkt, of die u vroegen
export-liaisons-asked = Wie u vroeg om mee te kijken
export-field-office = Bureau of functie
export-field-view = Wat te zien is
export-field-ending = Waarom het stopte
mail-news-button-liaison = Bekijk uw groepen
mail-news-liaison-subject = Wilt u meekijken met een buurtgroep?
mail-news-liaison = De buurtgroep { $group } vraagt u als contactpersoon. Meld u aan met dit e-mailadres en lees wat u dan ziet en waar u zich aan houdt. Binnen twee weken kunt u ja of nee zeggen.
mail-news-liaison_renew-subject = Mag de contactpersoon blijven meekijken?
mail-news-liaison_renew = Binnen twee weken kijkt een contactpersoon van { $group } niet meer mee. Wilt u dat dit doorgaat, kies dan een nieuwe laatste dag. Zo niet, dan stopt het vanzelf.
mail-news-liaison_ended-subject = U kijkt niet meer mee met een buurtgroep
mail-news-liaison_ended = U bent geen contactpersoon van { $group } meer. U ziet niets meer van de groep. Dank u wel voor het meekijken.

## Beroepsgeheim
secrecy-title = Beroepsgeheim
secrecy-lead = Werkt u bij de politie, de hulpdiensten, in de zorg, bij de gemeente of elders met een geheimhouding? Dan blijft die hier gelden. Zeg het ons, dan helpen wij u eraan denken.
secrecy-what = Wij bewaren alleen dát u gebonden bent, niet waar u werkt. U ziet het zelf, en wie de groep beheert ziet het ook. Het verdwijnt een week nadat u de groep verlaat.
secrecy-effect = Waar u schrijft of meldingen leest, staat dan één regel. U kunt altijd alarm slaan.
secrecy-field = Ik ben gebonden aan een beroepsgeheim
secrecy-line = U bent gebonden aan uw beroepsgeheim: deel hier niets wat u van uw werk weet, en gebruik wat u hier leest niet voor uw werk.
secrecy-mark = gebonden aan beroepsgeheim
secrecy-go = Bent u gebonden aan een beroepsgeheim? Zeg het hier.
action-declare_secrecy = Zeggen dat u gebonden bent aan een beroepsgeheim
export-field-bound_to_secrecy = Gebonden aan beroepsgeheim
export-field-came_back = Opnieuw toegelaten op een ander adres

## Koepel
umbrella = Koepel
umbrellas-mine = Koepels
umbrella-go = Bekijk de groepen
umbrella-asked = U bent gevraagd als coördinator van deze koepel. U ziet dan aantallen van alle groepen, en geen meldingen of namen.
umbrella-yes = Ja, dat wil ik
umbrella-no = Nee
umbrella-count-groups = groepen
umbrella-count-without = zonder beheerder
umbrella-count-alone = met één beheerder
umbrella-count-requests = aanvragen die wachten
umbrella-groups = De groepen
umbrella-hint = Alleen aantallen en tijden. Meldingen, namen en adressen blijven in de groep. Wie beheerder wil worden, noemt de eigen schuilnaam.
umbrella-none = Deze koepel heeft nog geen groep.
umbrella-col-admins = Beheerders
umbrella-col-requests = Aanvragen
umbrella-col-reach = Bereik nu
umbrella-col-drill = Laatste oefening
umbrella-col-sleep = Rust
umbrella-members = { $n ->
    [one] 1 deelnemer
   *[other] { $n } deelnemers
}
umbrella-admins = { $n ->
    [0] geen
   *[other] { $n }
}
umbrella-reach = { $n } van { $of }
umbrella-few = te weinig buren om te tellen
umbrella-no-drill = nog geen
umbrella-sleeps = { $n ->
    [0] rustig
    [one] rustig, 1 alarm in 30 dagen
   *[other] rustig, { $n } alarmen in 30 dagen
}
umbrella-awake = vaak wakker: { $n } alarmen in 30 dagen
umbrella-appoint = Maak { $alias } beheerder
links-open = { $n ->
    [one] Er staat 1 link open waarmee iemand beheerder wordt.
   *[other] Er staan { $n } links open waarmee iemand beheerder wordt.
}
links-revoke = Trek de links in
umbrella-few-alarms = te weinig buren om te zeggen
umbrella-ask-admins = Vraag wie de groep wil beheren
umbrella-emails-again = Eén op elke regel, hoogstens vijf. Eerdere links werken dan niet meer.
umbrella-mail-admins = Stuur de mails
notice-admins-asked = De mails aan de beheerders zijn onderweg. Eerdere links werken niet meer.
notice-links-revoked = De links waarmee iemand beheerder wordt, zijn ingetrokken.
error-emails-inhabited = Er zijn al deelnemers in deze groep. Zij kiezen zelf wie beheerder wordt.
error-links-many = Een groep stuurt op een dag hoogstens { $max } van deze mails. Probeer het morgen weer.
who-coordinator = De coördinator van de koepel
deed-admins_asked = { $by } vroeg per mail wie de groep wil beheren
deed-admin_links_revoked = { $by } trok de links in waarmee iemand beheerder wordt
export-deed-admins_asked = per mail gevraagd wie de groep wil beheren
export-deed-admin_links_revoked = links ingetrokken waarmee iemand beheerder wordt
join-younger-closed = Vraag een beheerder van de groep om u op een andere manier toe te laten.
umbrella-new-group = Nieuwe groep
umbrella-new-lead = U maakt de groep en vraagt wie haar gaat beheren. Zij krijgen een mail met een link. Wie zo binnenkomt, is beheerder. U zelf komt niet in de groep.
umbrella-country = Land
umbrella-emails = E-mailadressen van de beheerders
umbrella-emails-hint = Eén op elke regel, hoogstens vijf. Twee is beter dan één.
umbrella-found = Maak de groep en stuur de mails
umbrella-coordinators = Coördinatoren
umbrella-coordinators-hint = { $n ->
    [one] U bent de enige. Vraag er iemand bij.
   *[other] U bent met { $n } coördinatoren.
}
umbrella-email = E-mailadres
umbrella-ask = Vraag als coördinator
umbrella-step-down = Ik stop als coördinator
role-coordinator = Coördinator koepel
action-oversee = De aantallen van de groep zien op de pagina van de koepel
deed-appointed_by_coordinator = De coördinator van de koepel maakte { $about } beheerder
notice-coordinator-asked = De vraag is onderweg per mail. Wie ja zegt, is coördinator.
notice-coordinator-now = U bent nu coördinator van deze koepel.
notice-umbrella-founded = De groep is gemaakt. De mails aan de beheerders zijn onderweg.
error-emails-missing = Vul minstens één e-mailadres in van wie de groep gaat beheren.
error-umbrella-full = Een koepel heeft hoogstens { $max } groepen.
error-emails-wrong = Een van de e-mailadressen klopt niet. Schrijf elk adres op een eigen regel, zoals naam@voorbeeld.nl.
error-emails-many = Hoogstens { $max } e-mailadressen. De beheerders kunnen later zelf anderen beheerder maken.
error-coordinators-many = Een koepel heeft hoogstens { $max } coördinatoren, met wie gevraagd zijn mee.
mail-news-invited-subject = Wilt u een buurtgroep beheren?
mail-news-invited = De coördinator van uw koepel vraagt u als beheerder van de nieuwe buurtgroep { $group }. U laat buren toe en kijkt af en toe: tien minuten per week. Met deze knop komt u erin als beheerder. De link werkt één keer, twee weken lang. Wilt u niet? Dan hoeft u niets te doen.
mail-news-coordinate-subject = Wilt u buurtgroepen coördineren?
mail-news-coordinate = U bent gevraagd als coördinator van { $group }. U ziet dan welke groepen een beheerder missen en waar buren wachten. Log in met dit e-mailadres en zeg ja of nee. Doet u niets, dan vergeten we de vraag na twee weken.

## Rooster
roster-title = Wie heeft dienst?
roster-tonight = Vannacht heeft dienst: { $who }.
roster-nobody = Vannacht heeft niemand dienst.
roster-hint = Vragen van nieuwe buren en aangewezen berichten gaan eerst naar wie dienst heeft en de groep beheert. Wacht er na twaalf uur nog iets, dan horen de andere beheerders en plaatsvervangers het ook. Heeft niemand dienst, dan horen zij het allemaal meteen. Dat geldt ook als degene met dienst het aangewezen bericht zelf schreef. Bij een alarm belt u altijd zelf.
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
turn-evening = de avond
turn-night = de nacht
turn-asked = gevraagd, nog geen ja
turn-agree = Ja, dat doe ik
turn-remove = Haal van het rooster
turn-new = Op het rooster
turn-who = Wie?
turn-me = Ik zelf
turn-weekday = Elke week op
turn-none = Kies een dag
turn-day = Of één keer op
turn-part = Welk deel?
turn-put = Zet op het rooster
notice-turn-asked = De vraag is onderweg per mail. Pas na een ja staat de naam erop.
error-turn-day = Kies een dag van de week, of een datum van vandaag tot een half jaar vooruit.
error-turn-part = Kies de avond of de nacht.
error-turns-many = Er staan al { $max } diensten op het rooster. Haal er eerst een af.
deed-turn_asked = { $by } vroeg { $about } om dienst te hebben
deed-turn_taken_off = { $by } haalde { $about } van het rooster
action-take_turn = Zelf op het rooster gaan
action-edit_roster = Anderen op het rooster zetten, en eraf halen
admin-first = Wat nu telt
admin-more = Verder
admin-on-call = Dienst vannacht: { $who }
admin-nobody-on-call = Vannacht heeft niemand dienst
admin-reach = Een alarm bereikt nu { $n } van de { $of } anderen
admin-reach-few = Bereik: te weinig buren om te tellen
admin-rules = De spelregels van de groep
mail-news-turn-subject = Kunt u dienst hebben?
mail-news-turn = Wie { $group } beheert, vraagt of u dienst wilt hebben. Op het rooster ziet u wanneer, en zegt u ja. Zegt u niets, dan staat u er niet op.

## Settings
settings-title = Instellingen
channels-title = Hoe een alarm u bereikt
channels-hint = In deze volgorde. Komt er geen teken van leven, dan proberen we de volgende.
channel-push = Melding op uw toestel
channel-mail = E-mail
channel-earlier = Eerder
channel-later = Later
channel-state-working = Werkt
channel-state-off = Uit
channel-state-failing = Komt niet aan
test-alarm = Stuur mij een proefalarm
test-title = Proefalarm
test-hint = Alleen voor u, langs dezelfde weg als een echt alarm. Niemand anders krijgt of ziet het. Hooguit zes keer per uur.
test-mark = TEST
test-result = Wat er van uw proefalarm kwam
test-sent-at = Proefalarm, verstuurd om { $time }.
test-no-way = Er is nog geen toestel of mailbox om iets naar te sturen. Zet hierboven meldingen aan.
test-waiting = Wacht op zijn beurt …
test-under_way = Onderweg …
test-accepted-push = { $n ->
    [one] Aangenomen door de dienst van uw browser, binnen 1 seconde
   *[other] Aangenomen door de dienst van uw browser, na { $n } seconden
}
test-accepted-mail = { $n ->
    [one] Aangenomen door de mailserver, binnen 1 seconde
   *[other] Aangenomen door de mailserver, na { $n } seconden
}
test-arrived = { $n ->
    [one] Aangekomen binnen 1 seconde
   *[other] Aangekomen na { $n } seconden
}
test-opened = Geopend
test-not-yet = Nog niet aangekomen …
test-ask = Ziet u de mail?
test-yes = Ja, hij is er
test-failed-push = Komt niet aan. Open SAAR op dat toestel en zet meldingen opnieuw aan.
test-failed-mail = Komt niet aan. Klopt uw e-mailadres nog?
test-look = Kijk opnieuw
night-title = ’s Nachts
quiet-from = Stil vanaf
quiet-to = Stil tot
wake-title = Bij een echt alarm in deze uren
wake-yes = Maak mij wakker
wake-no = Laat mij slapen. Ik weet dat ik dan een alarm kan missen.
field-zone = Waar bent u?
field-zone-hint = Uw stille uren en uw pauze gelden in deze tijd. De tijden bij een melding blijven die van de buurt.
zone-group = Zoals in mijn buurt (nu { $time })
zone-now = { $place } (nu { $time })
zones-often = Vaak gekozen
zones-other = Andere plaatsen
zone-name-europe-amsterdam = Nederland
zone-name-europe-brussels = België
zone-name-europe-london = Verenigd Koninkrijk
zone-name-europe-lisbon = Portugal
zone-name-atlantic-canary = Canarische Eilanden
zone-name-europe-athens = Griekenland
zone-name-europe-istanbul = Turkije
zone-name-africa-casablanca = Marokko
zone-name-america-curacao = Curaçao
zone-name-america-paramaribo = Suriname
zone-name-africa-kinshasa = Congo (Kinshasa)
pause-title = Vakantiepauze
pause-now = U heeft pauze: u krijgt nu geen alarmen.
pause-now-until = U heeft pauze tot en met { $day }: u krijgt nu geen alarmen.
pause-not = In de pauze krijgt u geen alarm en geen oefening: niet op uw toestel en niet per mail.
pause-end = De pauze stopt vanzelf na de laatste dag. Wat er intussen was, leest u bij Eerdere meldingen.
pause-secret = Niemand ziet dat u weg bent. U telt niet mee bij wie bereikt is.
pause-can = U kunt zelf wel alarm slaan en kijken wat er speelt.
pause-from = Eerste dag
pause-until = Laatste dag
pause-hint = Geen eerste dag: de pauze begint nu. Geen laatste dag: u stopt hem zelf.
pause-start = Begin de pauze
pause-change = Bewaar de dagen
pause-stop = Stop de pauze
pause-home = U heeft pauze. U krijgt nu geen alarmen.
pause-home-until = U heeft pauze tot en met { $day }. U krijgt nu geen alarmen.
pause-home-go = Verander of stop
display-title = Lezen en bedienen
text-title = Letters
text-plain = Gewoon
text-large = Groot
hand-title = Welke duim gebruikt u?
hand-right = Rechts
hand-left = Links: knoppen komen links te staan
language-title = Taal
language-nl = Nederlands
language-en = English
devices-title = Toestellen
device-this = Dit toestel
device-last = Laatst gezien: { $ago }
device-revoke = Log uit
sign-out = Log uit op dit toestel
tokens-title = Toegang voor programma's
tokens-hint = Voor wie zelf iets bouwt, bijvoorbeeld lampen die aangaan. Geef een sleutel aan niemand.
token-make = Maak een sleutel
token-new = Uw nieuwe sleutel
token-once = U ziet hem nu één keer. Bewaar hem goed.
token-name = Naam
token-scopes = Wat mag deze sleutel?
scope-read = meldingen lezen
scope-report = alarm slaan
scope-respond = reageren
leave-title = Groep verlaten
leave-hint = U krijgt dan geen alarmen meer, en hoort niet hoe een lopende melding afloopt. Na zeven dagen zijn uw gegevens weg. Per ongeluk gedrukt? U kunt meteen terug.
leave-button = Verlaat de groep
left-undo-label = { $group } verlaten
left-undo = U heeft { $group } verlaten. Per ongeluk? Dan kunt u { $minutes } minuten lang terug, met dezelfde naam en rol. Een alarm van intussen komt niet alsnog.
left-undo-button = Kom terug
notice-returned = U doet weer mee, alsof u niet weg was.
problem-group-full = Uw plek is intussen aan een ander gegeven.
fault-group-full-text = Vraag op de openbare pagina van de groep om weer mee te doen.

## Passkeys
passkeys-title = Passkeys
passkeys-lead = Met een passkey logt u in met uw vinger, uw gezicht of de pincode van uw toestel. U hoeft geen code te vragen en niets te typen.
passkeys-safe = De sleutel blijft op uw toestel. SAAR bewaart alleen het slot dat erbij hoort.
passkeys-go = Passkeys beheren
passkeys-own = Uw passkeys
passkeys-none = U heeft nog geen passkey.
passkeys-none-short = Inloggen zonder code: met uw vinger, uw gezicht of de pincode van uw toestel.
passkeys-off = Op dit adres kan SAAR geen passkeys gebruiken. Inloggen gaat met een code per e-mail.
passkeys-no-browser = Een passkey maken kan hier niet: daarvoor zijn scripts nodig, en een browser die passkeys kent. Inloggen met een code per e-mail kan altijd.
passkeys-lost = Toestel kwijt? Trek hier de passkey in, en log het toestel uit bij Toestellen. Inloggen kan altijd met een code per e-mail.
passkeys-back = Terug naar Instellingen
passkey-name = Naam van de passkey
passkey-name-hint = Bijvoorbeeld het toestel. Dan weet u later welke het is.
passkey-add = Maak een passkey
passkey-made = Gemaakt op { $day }
passkey-used = laatst gebruikt: { $ago }
passkey-unused = nog niet gebruikt
passkey-blocked = Geblokkeerd: er kan een kopie van deze passkey bestaan. Trek hem in en maak een nieuwe.
passkey-rename = Andere naam
passkey-rename-save = Bewaar de naam
passkey-revoke = Intrekken
passkey-revoke-sure = { $name } werkt dan niet meer. Weet u het zeker?
passkey-revoke-yes = Ja, trek in
passkey-sign-in = Log in met een passkey
passkey-or = Of met een code per e-mail
passkey-waiting = Volg de vraag van uw toestel.
passkey-cancelled = Er is niets gebeurd: de vraag op uw toestel is gestopt. Probeer het nog eens.
passkey-cancelled-in = U bent niet ingelogd: de vraag op uw toestel is gestopt. Probeer het nog eens, of vraag hieronder een code.
passkey-already = Dit toestel heeft al een passkey voor SAAR. U hoeft niets te doen.
passkey-no-network = Er is nu geen verbinding. Probeer het straks nog eens.
passkey-failed = Dat lukte niet op dit toestel. Probeer het nog eens, of gebruik een code per e-mail.
passkey-offer-title = Volgende keer sneller inloggen?
passkey-offer-text = Met een passkey logt u in met uw vinger, uw gezicht of de pincode van uw toestel. Zonder code.
passkey-offer-later = Niet nu
notice-passkey-added = De passkey is gemaakt. U kunt er voortaan mee inloggen.
notice-passkey-renamed = De naam is veranderd.
notice-passkey-revoked = Die passkey is ingetrokken. Staat hij nog op uw toestel? Daar kunt u hem weghalen.
error-passkey-name-missing = Geef de passkey een naam, dan herkent u hem later.
problem-passkey-off = Op dit adres kan SAAR geen passkeys gebruiken. Log in met een code per e-mail.
problem-passkey-over = Dat duurde te lang, of het antwoord kwam twee keer. Probeer het nog eens.
problem-passkey-unknown = Met deze passkey kunt u hier niet inloggen. Vraag een code per e-mail, en kijk daarna bij Instellingen, Passkeys.
problem-passkey-known = Deze passkey is al bekend.
mail-passkey-added = Er is een passkey gemaakt voor uw SAAR
mail-passkey-added-text = Op { $moment } is deze passkey gemaakt: { $name }. Daarmee kan iemand zonder code inloggen als u.
mail-passkey-added-do = Was u dat niet? Trek hem dan meteen in, en log uw andere toestellen uit bij Instellingen.
mail-passkey-blocked = Een passkey van uw SAAR is geblokkeerd
mail-passkey-blocked-text = Op { $moment } wilde iemand inloggen met deze passkey: { $name }. De teller van de passkey klopte niet. Er kan een kopie van bestaan. Daarom hebben we niemand binnengelaten.
mail-passkey-blocked-do = U hoeft niet te schrikken: uw alarmen komen gewoon. Log in met een code, trek de passkey in en maak een nieuwe.
mail-passkey-button = Bekijk uw passkeys
mail-passkey-why = U krijgt dit bericht altijd, want het gaat over uw eigen deur.
mail-measure_reminder = Een vriendelijke herinnering uit uw buurtgroep
mail-measure_warning = Een waarschuwing uit uw buurtgroep
mail-measure_pause = U staat op pauze in uw buurtgroep
mail-measure_removal = U bent geen deelnemer meer van uw buurtgroep
mail-measure_over = Uw pauze is voorbij
mail-measure_upheld = Er is beslist over uw bezwaar
mail-measure_taken_back = Uw bezwaar is toegewezen
mail-measure-text = Het gaat over { $group }. Log in om te lezen wat er staat en waarom.
mail-measure-do = Bent u het er niet mee eens? Op die pagina kunt u één keer bezwaar maken. Iemand anders beslist dan.
mail-measure-do-nobody = Bent u het er niet mee eens? Daar kunt u ook bezwaar maken. Er is in de groep nog niemand anders die kan beslissen: de beheerder wordt dan gevraagd er een tweede bij te zoeken. Tot dan blijft het staan, en staat uw bezwaar als open.
mail-measure-button = Lees het
mail-measure-why = U krijgt dit bericht altijd, want het gaat over u.
mail-readmit = Iemand kan uw plek in de groep overnemen
mail-readmit-text = { $by } maakte een link om u op een ander adres weer toe te laten in { $group }, omdat u telefoon en mailbox kwijt zou zijn.
mail-readmit-do = Klopt dat? Dan hoeft u niets te doen. Bent u niets kwijt? Houd het dan meteen tegen.
mail-readmit-button = Bekijk en houd tegen
mail-readmit-why = U krijgt dit bericht altijd, want het gaat over uw eigen plek.

## Demo
demo-title = Wie wilt u zijn?
demo-lead = Een verzonnen dorp met verzonnen mensen. Kies iemand en sla gerust alarm: er wordt niets gebeld.
demo-safe = Straten, namen en meldingen bestaan niet. De buren die reageren zijn nagespeeld.

## Faults
fault-back = Ga verder
fault-wait = { $n ->
    [one] Wacht 1 seconde en probeer het opnieuw.
   *[other] Wacht { $n } seconden en probeer het opnieuw.
}
fault-reference = Helpt u ons zoeken? Noem dan { $reference }.
fault-400-title = Dit kwam niet goed door
fault-400-text = Uw browser stuurde iets wat we niet konden lezen. Ga terug en probeer het nog eens.
fault-401-title = Log eerst in
fault-401-text = Deze pagina is voor deelnemers.
fault-403-title = Dit mag u hier niet
fault-403-text = Deze pagina is voor een beheerder of voor wie de melding deed. Klopt dat niet? Vraag uw beheerder.
fault-paused-title = U staat op pauze in deze groep
fault-paused-text = U hoort elk alarm, en kunt er een maken. Dit kunt u pas als de pauze voorbij is.
paused-until = U staat op pauze in deze groep tot { $moment }.
paused-alarm = U hoort elk alarm, en kunt er een maken.
paused-why = Lees waarom, of maak bezwaar
fault-404-title = Deze pagina is er niet
fault-404-text = Misschien is de link niet compleet, of hoort hij bij een groep waar u niet in zit.
fault-405-title = Zo werkt deze pagina niet
fault-405-text = Ga terug en gebruik de knop op de pagina.
fault-call-first-title = Bel eerst en blijf binnen
fault-409-title = Iemand was u net voor
fault-409-text = Er is intussen iets veranderd. Ga terug en kijk hoe het nu staat.
fault-410-title = Dit is gewist
fault-410-text = We bewaren meldingen niet langer dan nodig. Deze is weg.
fault-413-title = Dit is te groot
fault-413-text = Wat u stuurde is te groot. Maak het korter en probeer het opnieuw.
fault-422-title = Er klopt nog iets niet
fault-422-text = Ga terug en kijk uw antwoorden na. Wat u schreef, staat er nog.
fault-429-title = Even rustig aan
fault-429-text = Er kwamen te veel verzoeken achter elkaar. Een alarm gaat altijd voor en kan gewoon.
fault-500-title = Dit ging bij ons mis
fault-500-text = Het ligt niet aan u. Probeer het zo nog eens.
fault-503-title = SAAR is even niet bereikbaar
fault-503-text = We zijn zo terug. Probeer het over een minuut nog eens.

## Words that leave the house: push (no behaviour, no description, no exact place)
push-alarm-title = { $kind } · { $street }
push-alarm-body = { $number } is gebeld om { $time }. Tik om te zien wat er speelt.
push-alarm-body-not-called = Nog niemand belde { $number }. Bel als u kunt. Bel niet aan.
push-drill-title = OEFENING · { $kind } · { $street }
push-drill-body = Dit is een oefening. Tik om te zien hoe het werkt.
push-update-title = { $kind } · { $street }
push-update-body = Er is iets nieuws. Tik om te kijken.
push-update-body-called = { $number } is nu gebeld, om { $time }.
push-closing-title = { $kind } · { $street }
push-closing-body-police_resolved = Afgesloten: politie was ter plaatse. Dank u wel.
push-closing-body-nothing_found = Afgesloten: niets gevonden. Dank u wel.
push-closing-body-expired = Vanzelf afgesloten: er kwam niets nieuws meer.
push-recall-title = Rectificatie
push-recall-body-false_alarm = Het was vals alarm. Er is niets aan de hand.
push-recall-body-known_person = Het was een bekende van een buur. Er is niets aan de hand.
push-drill-body-called = Het bellen is geoefend, om { $time }.
push-drill-closing-title = OEFENING · Afgesloten
push-drill-closing-body = De oefening is klaar. Dank u wel.
push-test-title = TEST · Proefalarm
push-test-body = Dit is een test. Dit toestel hoort een alarm. U hoeft niets te doen.
push-check-title = SAAR
push-check-body = Dit toestel hoort alarmen. U hoeft niets te doen.
push-notice-title = SAAR
push-notice-body = Een ander toestel van u hoort geen alarmen meer. Kijk bij Instellingen.

## Mail
mail-subject-alarm = Alarm { $street }: { $number } is gebeld ({ $time })
mail-subject-alarm-not-called = Alarm { $street }: nog niemand belde { $number }
mail-subject-drill = OEFENING: alarm { $street }
mail-subject-update = Alarm { $street }: er is iets nieuws
mail-subject-closing = Alarm { $street }: afgesloten
mail-subject-recall = Rectificatie: alarm { $street }
mail-subject-test = TEST: proefalarm van SAAR
mail-test-1 = Dit is een test. Er is niets aan de hand.
mail-test-2 = Een echt alarm komt op dezelfde manier bij u binnen. Zeg in SAAR dat deze mail er is, dan weten we dat hij aankomt.
mail-test-button = Naar mijn instellingen
mail-test-why = U krijgt deze mail omdat u in SAAR op “Stuur mij een proefalarm” drukte. Niemand anders kreeg hem.
mail-subject-notice = Uw toestel hoort misschien geen alarmen meer
mail-notice-1 = Uw toestel antwoordt niet meer
mail-notice-2 = Eens per maand kijken we zonder geluid of een alarm bij u aankomt. Van uw toestel horen we niets meer. Er is niets gebeurd; een alarm krijgt u intussen per mail, maar later.
mail-notice-3 = Wilt u ze weer op uw toestel? Open SAAR daar, ga naar Instellingen en zet de meldingen opnieuw aan. Gebruikt u dat toestel niet meer? Dan hoeft u niets te doen.
mail-notice-why = U krijgt deze mail één keer, omdat meldingen op uw toestel aanstonden. Niemand anders ziet dit.
mail-alarm-1 = { $kind } · { $street }
mail-alarm-2 = Kijk wat er speelt en reageer alleen als het veilig is.
mail-drill-1 = { $kind } · { $street }
mail-drill-2 = Dit is een oefening. Er is niets aan de hand en niemand belt.
mail-update-1 = Nieuws over { $kind } · { $street }
mail-update-2 = Er is iets nieuws bij deze melding.
mail-closing-1 = Afgesloten: { $kind } · { $street }
mail-closing-2 = Dank u dat u meekeek.
mail-recall-1 = Rectificatie: { $kind } · { $street }
mail-recall-2 = Stuurde u het alarm door? Stuur dan ook deze rectificatie door.
mail-called = { $number } is gebeld om { $time }. Bel niet nog eens, tenzij u iets nieuws ziet.
mail-not-called = Nog niemand belde { $number }. Bel als u kunt. Bel niet aan.
mail-alarm-button = Bekijk en reageer
mail-closing-button = Bekijk hoe het afliep
mail-why = U krijgt dit omdat u meedoet met { $group }.
mail-stop = Minder mail of stoppen
mail-code-subject = Uw code voor SAAR
mail-code-1 = Uw code voor SAAR is
mail-code-2 = De code werkt { $n } minuten, op het toestel waarop u hem vroeg. Liever een knop?
mail-code-why = Vroeg u deze code niet? Dan hoeft u niets te doen. Geef hem aan niemand.

## Problem details of the API (RFC 9457): a title a kind of problem.
problem-signed-out = Er is niemand ingelogd, of het token is niet geldig.
problem-not-found = Dit is er niet.
problem-not-allowed = Dit mag u hier niet.
problem-paused = U staat op pauze in deze groep.
problem-paused-until = Tot { $moment }.
problem-member-paused = Deze deelnemer staat op pauze, en beheert niets tot de pauze voorbij is.
problem-member-paused-until = Op pauze tot { $moment }. Kies iemand anders, of wacht. Was de pauze onterecht? De deelnemer kan bezwaar maken, en iemand anders kan haar terugnemen.
problem-forged = Dit verzoek kwam van een andere site.
problem-unreadable = Het verzoek is niet te lezen.
problem-wrong-method = Dit adres kan dat niet. Kijk in de beschrijving van de API, of ga terug en gebruik de knop op de pagina.
unread-form = Het formulier kwam niet als UTF-8 aan. Probeer het met een andere browser.
unread-broken = Het verzoek kwam niet heel aan. Stuur het nog eens.
unread-draft = Een concept heeft een eigen sleutel nodig, van hoogstens 64 tekens.
unread-parameter = Een deel van het adres achter het vraagteken kennen we niet, of het staat er twee keer.
unread-json = De inhoud is geen JSON in UTF-8.
unread-shape = De JSON is niet zoals de API hem beschrijft: { $why }
problem-too-large = Het verzoek is te groot.
problem-unsupported-media = Dit soort inhoud lezen we niet.
problem-area-refused = Dit gebied kan niet worden bewaard
problem-invalid = Er ontbreekt iets of er klopt iets niet.
problem-duplicate = Dit is waarschijnlijk dezelfde melding als een andere.
problem-words = In de tekst staat iets om over na te denken. Stuur hem nog eens met words_read, dan gaat hij uit.
problem-key-reused = Deze sleutel hoort bij een ander verzoek.
problem-ended = De melding is al afgesloten.
problem-call-first = Er is nog niet gebeld, en er verstopt zich misschien iemand. Bel eerst; ga er niet heen en bel niet aan.
problem-not-now = Dat kan nu niet bij deze melding.
problem-last-admin = De laatste beheerder kan niet weg en blijft beheerder. Maak eerst iemand anders beheerder.
problem-not-sought = Dat kan nu niet. De groep zoekt op dit moment geen nieuwe beheerder, of u kunt het niet worden.
problem-too-many = Te veel verzoeken achter elkaar.
problem-trouble = Dit ging bij ons mis.

## Zonder netwerk

drafts-label = Wat u nog niet verstuurd hebt
draft-sending = Wordt verstuurd …
draft-slow = Nog niet verstuurd: het netwerk is traag. Bel { $number }.
draft-network = Nog niet verstuurd: geen netwerk. Bel { $number }.
draft-by-self = Het gaat vanzelf weg zodra er netwerk is, tot { $time }. Daarna vragen wij het u eerst.
draft-late = Niet verstuurd. U drukte om { $time } op versturen. Speelt het nog?
draft-signed-out = Nog niet verstuurd: u bent uitgelogd. Bel { $number } en log dan weer in.
draft-asks = Nog niet verstuurd: wij hebben nog een vraag aan u.
draft-left = Niet verstuurd: u zit niet meer in deze groep.
draft-open = Nog niet verstuurd. U begon hieraan om { $time }.
draft-sent = Verstuurd om { $time }.
draft-joined = Dit was al gemeld. Uw melding staat daarbij sinds { $time }.
draft-restored = Dit had u al ingevuld. Het is nog niet verstuurd.
draft-untitled = Uw melding
draft-now = Nu versturen
draft-edit = Aanpassen
draft-go-on = Verder invullen
draft-discard = Weggooien
draft-sure = Deze melding weggooien? Niemand krijgt hem dan.
draft-look = Bekijk de melding
draft-close = Gelezen
offline-title = Geen netwerk
offline-lead = Bellen kan wel. Een alarm kunt u invullen: het gaat weg zodra er netwerk is.
offline-alarm = Deze pagina komt van uw telefoon. Bellen kan altijd.
offline-numbers = Nummers
offline-now = Het gebeurt nu
offline-others = Uw andere groepen

## Op het beginscherm

manifest-description = Buren die opletten: bel eerst, dan weet de buurt het.
manifest-alarm = Alarm
install-title = Zet SAAR op uw beginscherm
install-why = Dan bent u met één tik bij de alarmknop, ook zonder netwerk.
install-iphone = Op een iPhone hoort u een alarm alleen als SAAR op uw beginscherm staat.
install-step-share = Tik onderaan op Deel.
install-step-add = Kies Zet op beginscherm.
install-step-open = Open SAAR vanaf uw beginscherm en zet meldingen aan.
install-now = Zet op beginscherm
install-later = Niet nu
driving-passenger = Ik ben passagier, ga verder
voice-start = Inspreken
voice-stop = Stop met inspreken
voice-anyway = Toch inspreken
voice-note = De maker van uw browser kan meeluisteren om uw woorden op te schrijven. Noem geen namen.
# Foto's
photos-title = Foto's
photos-hint = Alleen voor deze groep. Stuur ze niet door. Na 24 uur zijn ze weg.
photo-title = Foto
photo-alt = Foto bij { $kind }, { $street }, { $time }
photo-own-alt = Uw foto { $n }, zoals de buren hem zien
photo-back = Terug naar de melding
photo-gone = weg op { $time }
photo-not-outside = Deze foto is voor uw groep en voor de politie. Zet hem nergens anders neer.
photo-remove = Haal deze foto weg
photo-add = Voeg een foto toe
photo-legend = Foto's (als ze helpen)
photo-hint = Alleen als de foto helpt iemand of iets te herkennen. Maak onherkenbaar wie er niets mee te maken heeft.
photo-hint-fields = Hier mag niemand op een foto te herkennen zijn. Uw telefoon maakt er eerst een paar kleurvlakken van. Fotografeer het voertuig, geen mensen.
photo-hint-what = Verstuurd wordt een kleinere foto zonder plaats of toestelgegevens. Uw eigen foto blijft op uw telefoon. Na 24 uur is de foto bij ons weg.
photo-choose = Kies of maak een foto
photo-plain-link = Foto toevoegen
photo-words-hint = Mag leeg blijven. Hooguit { $n } tekens.
photo-no-blur = Deze browser kan op de foto niets onherkenbaar maken: zonder scripts gaat hij zoals hij is.
photo-files = Foto's, hooguit { $n }
photo-files-hint = JPEG, PNG of WebP, hooguit { $megabytes } MB per stuk.
photo-kept = { $n ->
    [one] 1 foto is al binnen.
   *[other] { $n } foto's zijn al binnen.
}
photo-state-waiting = Wacht op verbinding. Nog niet verstuurd.
photo-state-sending = Wordt verstuurd: { $percent }%
photo-state-ready = Binnen. De buren zien de foto na "Stuur aanvulling".
photo-state-failed = Niet verstuurd: geen verbinding. Wat er al is, blijft staan.
photo-unreadable = Uw telefoon kan dit bestand niet als foto lezen. Kies een JPEG, PNG of WebP, of maak een schermafdruk van de foto.
photo-retry = Probeer opnieuw
photo-remove-one = Weg
photo-held = Uw aanvulling gaat weg zodra de foto's binnen zijn. Wilt u niet wachten? Haal ze dan weg.
photo-box = Vlak { $n } van { $count }: { $left }% van links, { $top }% van boven
photo-boxes = { $n } vlakken
photo-editor-title = Wat moet onherkenbaar?
photo-editor-hint = Trek met uw vinger een vlak over gezichten van anderen, kinderen en kentekens die er niet toe doen. Wat eronder zit, verlaat uw telefoon niet.
photo-editor-keys = Met toetsen: Enter zet een vlak, pijltjes schuiven het, Shift met pijltjes maakt het groter of kleiner, Delete haalt het weg.
photo-canvas-label = Uw foto, om vlakken op te zetten
photo-box-add = Zet een vlak
photo-box-undo = Laatste vlak weg
photo-use = Gebruik deze foto
photo-cancel = Toch niet
entry-photos = { $n ->
    [one] met een foto
   *[other] met { $n } foto's
}
notice-photo-removed = De foto is weg.
fault-photo-title = Deze foto kan niet
error-photos-many = Hooguit { $max } foto's bij één aanvulling. Haal er een weg.
error-photos-gone = Een foto is er niet meer. Kies hem opnieuw; uw tekst is bewaard.
problem-photo-off = Deze groep gebruikt geen foto's. Beschrijf wat u ziet; de politie kan om uw foto vragen.
problem-photo-wrong-kind = Bij deze soort melding mogen geen foto's. Beschrijf wat u ziet, en bewaar de foto voor de politie.
problem-photo-needs-scripts = Foto's moeten hier eerst op uw telefoon onherkenbaar worden. Dat kan alleen met scripts aan. Beschrijf anders wat u ziet.
problem-photo-not-a-picture = Dit bestand is geen foto. Kies een JPEG, PNG of WebP.
problem-photo-heic = Dit is een HEIC-foto van een iPhone. Zet bij Instellingen, Camera, Structuur op "Meest compatibel", of stuur een schermafdruk van de foto.
problem-photo-avif = Dit is een AVIF-bestand. Sla de foto op als JPEG of PNG, of maak een schermafdruk.
problem-photo-svg = Dit is een tekening (SVG), geen foto. Kies een JPEG, PNG of WebP.
problem-photo-gif = Dit is een GIF. Kies een JPEG, PNG of WebP, of maak een schermafdruk.
problem-photo-broken = Deze foto is beschadigd of niet compleet. Kies hem opnieuw of neem een andere.
problem-photo-too-large = Deze foto is te groot: hooguit 10 MB. Maak hem kleiner of stuur een schermafdruk.
problem-photo-too-many-pixels = Deze foto heeft te veel beeldpunten: hooguit 25 megapixel. Maak hem kleiner of stuur een schermafdruk.
problem-photo-too-slow = Het verwerken van deze foto duurde te lang. Stuur een kleinere foto of een schermafdruk.
problem-photo-busy = Er komen nu veel foto's binnen. Probeer het over een paar tellen opnieuw.
problem-photo-account-quota = U stuurde vandaag al veel foto's. Beschrijf wat u ziet; morgen kan het weer.
problem-photo-group-quota = Er zijn genoeg foto's. Beschrijf wat u ziet.
problem-upload-offset = De foto staat bij ons op een andere plek. Ga daar verder.
fault-415-title = Dit soort bestand kan niet
fault-415-text = Kies een foto als JPEG, PNG of WebP.
