// Everything here is an extra: each page works without it.
import { enhanceComboboxes } from "./combobox.js";
import { enhanceCopying } from "./copying.js";
import { enhanceKeys } from "./keys.js";
import { enhanceLimits } from "./limits.js";
import { enhanceMap } from "./map.js";
import { enhanceTheme } from "./theme.js";

enhanceComboboxes(document);
enhanceCopying(document);
enhanceKeys(document);
enhanceLimits(document);
enhanceMap(document);
enhanceTheme(document);
if (location.hash === "#result") document.getElementById("result")?.focus();
