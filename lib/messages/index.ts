/** Every area of the interface and its texts. A new area: one folder, one line here. */
import { auth } from "./auth";
import { errors } from "./errors";
import { learn } from "./learn";
import { people } from "./people";
import { site } from "./site";
import { teach } from "./teach";
import { terminalErrors } from "./terminal-errors";
import { workspace } from "./workspace";

export const areas = {
  auth,
  errors,
  learn,
  people,
  site,
  teach,
  "terminal-errors": terminalErrors,
  workspace,
} as const;
