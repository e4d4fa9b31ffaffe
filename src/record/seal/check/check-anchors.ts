import type { Store } from "../../scope.ts";
import { type Anchor, readAnchors } from "../anchor.ts";
import type { LineOf } from "../export-lines.ts";
import { count, type Finding, failed, passed } from "./finding.ts";

/**
 * Compares the seals with the messages that the headteacher kept. Each message must name a seal that
 * is still there: one that is not was changed or taken out later, whoever holds the key.
 *
 * @param text the messages as copied; messages about the other store are passed over
 */
export const checkAnchors = (
  store: Store,
  seals: readonly LineOf<"seal">[],
  text: string,
): readonly Finding[] => {
  const own = anchorsOf(store, text);
  const byHash = new Map(seals.map((seal) => [seal.hash, seal]));
  const wrong = own.flatMap(({ hash, line }): readonly Finding[] => {
    if (hash === undefined) return [failed(`anchors, line ${line}: the seal was not copied whole`)];
    if (byHash.has(hash)) return [];
    return [
      failed(
        `anchors, line ${line}: seal ${hash} is not in this file. It was changed or taken out, ` +
          "or was made after this export",
      ),
    ];
  });
  if (wrong.length > 0) return wrong;
  const newest = newestKept(store, seals, text);
  if (newest === undefined)
    return [failed("no message about a seal of this part of the record was found in the anchors")];
  const later = seals.length - newest.number;
  const rest = later === 0 ? "" : `; ${count(later, "seal")} after it rest on the signature alone`;
  return [
    passed(
      `${count(own.length, "message")} kept, each of a seal in this file; the newest is of seal ` +
        `${newest.number}, ${newest.at}${rest}`,
    ),
  ];
};

/** The newest seal in the file that a message kept names. */
export const newestKept = (
  store: Store,
  seals: readonly LineOf<"seal">[],
  text: string,
): LineOf<"seal"> | undefined => {
  const kept = new Set(anchorsOf(store, text).map(({ hash }) => hash));
  return seals.findLast(({ hash }) => kept.has(hash));
};

const anchorsOf = (store: Store, text: string): readonly Anchor[] =>
  readAnchors(text).filter((anchor) => (anchor.store ?? store) === store);
