import { createHash } from "node:crypto";
import { newestWording } from "../../protocol/families/note.ts";

/** Which text goes with a link (`LinkMade`): ours by its day, the school's own by its digest. */
export const wordingOf = (own: string | undefined): string =>
  own === undefined ? newestWording().since : `own ${createHash("sha256").update(own).digest("hex")}`;
