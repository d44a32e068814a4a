// A page that says what is wrong: its way back leads to the same workshop.
import { codeInAddress } from "./address.js";
import { leadOn } from "./links.js";
import { skipLink } from "./skip.js";

skipLink();
leadOn(codeInAddress());
