// Pages work without any of this; each module makes one of them better where it finds its element. The alarm page has a script of its own.
import { appShell } from "./app-shell";
import { badge } from "./badge";
import { describe } from "./describe";
import { answered, bar } from "./draft-bar";
import { install } from "./install";
import { live } from "./live";
import { passkeyOffer } from "./passkey-offer";
import { push } from "./push";
import { settings } from "./settings";
import { share } from "./share";
import { testAlarm } from "./test-alarm";
import { tone } from "./tone";

document.documentElement.classList.add("js");
settings();
bar();
answered();
describe();
live();
push();
share();
testAlarm();
appShell();
install();
passkeyOffer();
badge();
tone();
