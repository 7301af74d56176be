// The alarm page, and nothing that it does not need: it has to arrive on one bar of signal.
import { alarm } from "./alarm";
import { appShell } from "./app-shell";
import { bar } from "./draft-bar";
import { settings } from "./settings";
import { voice } from "./voice";

document.documentElement.classList.add("js");
settings();
alarm();
bar();
appShell();
voice();
