import { RESTORED, type StepBack } from "../../../protocol/keeping/step-back.ts";
import { type Anchor, readAnchors } from "../anchor.ts";
import type { LineOf } from "../export-lines.ts";
import type { Sealed } from "./check-seals.ts";
import { count, type Finding, failed, passed } from "./finding.ts";

type Compared = {
  readonly seals: readonly LineOf<"seal">[];
  /** How the record went back, by the file's own account. */
  readonly stepsBack: readonly StepBack[];
};

/**
 * Compares the seals with the messages that the headteacher kept. Each message must name a seal that
 * is still there: a missing one was changed or taken out later, perhaps by the holder of the key.
 *
 * @param text the messages as copied; messages about the other store or another school are skipped
 */
export const checkAnchors = (
  of: Sealed,
  { seals, stepsBack }: Compared,
  text: string,
): readonly Finding[] => {
  const byHash = new Map(seals.map((seal) => [seal.hash, seal]));
  const read = anchorsOf(of, text);
  const named = withoutFirstSchools(read, ({ hash }) => byHash.has(hash ?? ""));
  const lost = lostWithCopies(named, seals, stepsBack);
  const own = named.filter((anchor) => !lost.has(anchor));
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
  const newest = newestKept(of, seals, text);
  if (newest === undefined)
    return [failed("no message about a seal of this part of the record was found in the anchors")];
  const later = seals.length - newest.number;
  const rest = later === 0 ? "" : `; ${count(later, "seal")} after it rest on the signature alone`;
  const others = read.length - named.length;
  const passedOver =
    others === 0
      ? ""
      : `; passed over: ${count(others, "message")} without a school and of no seal in this file, as the first school's are`;
  return [
    passed(
      `${count(own.length, "message")} kept, each of a seal in this file; the newest is of seal ` +
        `${newest.number}, ${newest.at}${rest}${passedOver}${lostWords(lost.size)}`,
    ),
  ];
};

const lostWords = (many: number): string =>
  many === 0
    ? ""
    : `; ${count(many, "message")} of seals that were made after the copy that was put back, as a later message says`;

/**
 * Messages about seals that a restore lost: those just before the message about the first seal after it,
 * which tells the headteacher so. Earlier ones, and all of them if the headteacher was not told, must be here.
 */
const lostWithCopies = (
  anchors: readonly Anchor[],
  seals: readonly LineOf<"seal">[],
  stepsBack: readonly StepBack[],
): ReadonlySet<Anchor> => {
  const isHere = new Set(seals.map(({ hash }) => hash));
  const first = new Set(
    stepsBack.flatMap((step) =>
      step.type === RESTORED ? (seals[step.data.seal?.number ?? 0]?.hash ?? []) : [],
    ),
  );
  const lost = new Set<Anchor>();
  let run: Anchor[] = [];
  for (const anchor of anchors) {
    const { hash, restored } = anchor;
    if (hash === undefined || !isHere.has(hash)) {
      run.push(anchor);
      continue;
    }
    if (restored && first.has(hash)) for (const one of run) if (one.hash !== undefined) lost.add(one);
    run = [];
  }
  return lost;
};

/** The newest seal in the file that a message kept names. */
export const newestKept = (
  of: Sealed,
  seals: readonly LineOf<"seal">[],
  text: string,
): LineOf<"seal"> | undefined => {
  const kept = new Set(anchorsOf(of, text).map(({ hash }) => hash));
  return seals.findLast(({ hash }) => kept.has(hash));
};

/** Messages from before schools were named in them count for any. */
const anchorsOf = ({ store, school }: Sealed, text: string): readonly Anchor[] =>
  readAnchors(text).filter(
    (anchor) => (anchor.store ?? store) === store && (anchor.school ?? school) === school,
  );

/**
 * The first school's messages name no school, and may be in the same chat. If this school's own messages do name it,
 * one that does not and fits no seal here is taken for the first school's; if none does, no one
 * could tell.
 */
const withoutFirstSchools = (
  anchors: readonly Anchor[],
  isHere: (anchor: Anchor) => boolean,
): readonly Anchor[] =>
  anchors.some(({ school }) => school !== undefined)
    ? anchors.filter((anchor) => anchor.school !== undefined || anchor.store === undefined || isHere(anchor))
    : anchors;
