import type { Store } from "../scope.ts";

type Told = {
  /** The key was changed with this seal. */
  readonly newKey?: boolean | undefined;
  /** As seals call it; one person may be the headteacher of several schools, with all messages in one chat. */
  readonly school?: string | undefined;
  /** It is the first seal since the record went back. */
  readonly stepBack?: ToldStepBack | undefined;
};

/** Moments in the school's own time, as "24 November 2026, 10:15". */
export type ToldStepBack = { readonly restoredFrom: string } | { readonly lostSealOf: string };

const KEEP = "Proof of the record: keep this message, your IT team may need it.";

/** The message for the headteacher's own chat, where Lesson Guard cannot change what it once sent. */
export const anchorText = (
  store: Store,
  time: string,
  hash: string,
  { newKey = false, school, stepBack }: Told = {},
): string => {
  const of = school === undefined ? "" : ` of school ${school}`;
  const what = `${store === "adult" ? "Record of staff matters" : "Record"}${of}`;
  const key = newKey ? " with a new key" : "";
  const ask = newKey ? " If no one told you of a new key, ask the person who runs Lesson Guard." : "";
  const { how, rest } = stepBack === undefined ? { how: "", rest: "" } : stepBackWords(stepBack);
  return `${KEEP} ${what} sealed at ${time}${key}${how}. Seal ${hash}.${rest}${ask}`;
};

const stepBackWords = (told: ToldStepBack): { readonly how: string; readonly rest: string } =>
  "restoredFrom" in told
    ? {
        how: `, after it was restored from a copy of ${told.restoredFrom}`,
        rest: " What was recorded after that copy is not in it. If no one told you of this, ask the person who runs Lesson Guard.",
      }
    : {
        how: `, after the seal of ${told.lostSealOf} went missing from it`,
        rest: " The record has gone back to an older state, and no one has said why. Ask the person who runs Lesson Guard today.",
      };

/** One seal found in the text of the messages kept. */
export type Anchor = {
  /** Lower-case hex; undefined where the seal was copied only in part. */
  readonly hash: string | undefined;
  /** undefined where the words around it were not copied. */
  readonly store: Store | undefined;
  /** undefined for the first school, and in messages from before schools were named in them. */
  readonly school: string | undefined;
  /** The message says that the key was changed with this seal. */
  readonly newKey: boolean;
  /** The message says that a copy was restored before this seal. */
  readonly restored: boolean;
  /** The line in the text, from 1. */
  readonly line: number;
};

const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** A school's id has no space in it: a space there came with a broken line. */
const WHOSE = /(?:record|(staff\s+matters))(?:\s+of\s+school\s+([a-z\d][a-z\d\s-]*?))?\s+sealed\b/gi;
const NEW_KEY = /with\s+a\s+new\s+key/i;
const RESTORED = /restored\s+from\s+a\s+copy/i;
/** Longer than the words before any seal. */
const WORDS_BEFORE = 200;

/**
 * Finds the seals in messages as a person copied them: names, dates and other lines around them, capitals,
 * and lines broken within a seal do no harm.
 */
export const readAnchors = (text: string): readonly Anchor[] => {
  const plain = text.replace(INVISIBLE, "");
  const anchors: Anchor[] = [];
  let read = 0;
  for (const found of plain.matchAll(/\bseal\s+([0-9a-f]{8}(?:\s*[0-9a-f])*)|\b[0-9a-f]{64}\b/gi)) {
    const digits = (found[1] ?? found[0]).replace(/\s/g, "").toLowerCase();
    const before = plain.slice(Math.max(read, found.index - WORDS_BEFORE), found.index);
    const whose = [...before.matchAll(WHOSE)].at(-1);
    const its = before.slice(whose?.index ?? 0);
    read = found.index + found[0].length;
    anchors.push({
      // "Seal 3f9a… keep": where the closing ";" was lost, no letter after it may count as a digit.
      hash: digits.length < 64 ? undefined : digits.slice(0, 64),
      store: whose === undefined ? undefined : whose[1] === undefined ? "general" : "adult",
      school: whose?.[2]?.replace(/\s/g, "").toLowerCase(),
      newKey: NEW_KEY.test(its),
      restored: RESTORED.test(its),
      line: plain.slice(0, found.index).split("\n").length,
    });
  }
  return anchors;
};
