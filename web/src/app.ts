// Pages work without any of this; each module makes one of them better where it finds its element.
import { alarm } from "./alarm";
import { describe } from "./describe";
import { live } from "./live";
import { push } from "./push";
import { settings } from "./settings";
import { share } from "./share";

document.documentElement.classList.add("js");
settings();
alarm();
describe();
live();
push();
share();
