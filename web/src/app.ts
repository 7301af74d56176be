// Pages work without any of this; each module makes one of them better where it finds its element.
import { alarm } from "./alarm";
import { appShell } from "./app-shell";
import { badge } from "./badge";
import { describe } from "./describe";
import { bar } from "./draft-bar";
import { answered } from "./draft-form";
import { install } from "./install";
import { live } from "./live";
import { push } from "./push";
import { settings } from "./settings";
import { share } from "./share";
import { tone } from "./tone";
import { voice } from "./voice";

document.documentElement.classList.add("js");
settings();
alarm();
bar();
answered();
describe();
live();
push();
share();
appShell();
install();
badge();
tone();
voice();
