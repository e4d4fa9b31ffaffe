import { defined } from "../../protocol/defined.ts";
import type { SchoolRecord } from "../school-record.ts";
import { type ExportLine, FORMAT } from "./export-lines.ts";
import { type KeptSeal, readSeals } from "./history.ts";
import { sealHash } from "./seal.ts";
import { eachRecorded, type RecordedEvent, type Sealable } from "./sealable.ts";
import { holdsStepsBack, schoolInSeals } from "./streams.ts";
import { type Head, treeInTurns } from "./tree.ts";

/** What is exported of the record's scope, personal payload and all. The caller checks the right to it. */
export type Choice = {
  /** `all`: the whole of it, so that a missing stream is noticed. */
  readonly streams: "all" | readonly string[];
  /**
   * Where not all streams are exported: `each` proves a stream in every seal in which it had changed, `newest` in the
   * newest only, which is all that can be done in reasonable time for many streams. `each` where not given.
   */
  readonly proofs?: "each" | "newest";
  /** ISO 8601 in UTC. */
  readonly at: string;
};

type Source = Pick<SchoolRecord, "read" | "scope"> & Sealable;

/**
 * The lines of an export, each without its line break. They hold all that is needed to check them:
 * commitments, salts, heads, seals, public key, and for each stream what proves that it was sealed.
 *
 * @throws TypeError when a stream is not in the scope
 */
export const exportStreams = async function* (record: Source, choice: Choice): AsyncGenerator<string> {
  const { at, streams } = choice;
  const { store } = record.scope;
  const whole = streams === "all";
  // Seals first: the heads then include what is recorded meanwhile, and no seal covers more than they do.
  const seals = await readSeals(record);
  const heads = await headsFor(record, choice);

  const school = schoolInSeals(record.scope);
  yield text({
    line: "export",
    format: FORMAT,
    store,
    ...defined({ school }),
    whole,
    at,
  });
  const ends: Head[] = [];
  for (const head of heads) {
    let last: RecordedEvent | undefined;
    for await (const event of eachRecorded(record, head)) {
      last = event;
      yield text(eventLine(event));
    }
    ends.push(endOf(head, last));
  }
  for (const head of ends) yield text({ line: "head", ...head });
  for (const { seal } of seals) yield text({ line: "seal", ...seal, hash: sealHash(seal) });
  if (whole) for (const { seal, secret, moved } of seals) yield text(treeLine(seal.number, secret, moved));
  else for await (const line of proofLines(seals, heads, choice.proofs ?? "each")) yield text(line);
};

/** Any part of the record includes how it went back: without that, messages about lost seals would not fit. */
const headsFor = async (record: Source, { streams }: Choice): Promise<readonly Head[]> => {
  const heads = await record.heads();
  if (streams === "all") return heads;
  const wanted = new Set(streams);
  const chosen = heads.filter(({ stream }) => wanted.has(stream));
  if (chosen.length < wanted.size) throw new TypeError("an export is of one scope only");
  const always = heads.filter(({ stream }) => holdsStepsBack(stream) && !wanted.has(stream));
  return [...chosen, ...always];
};

const eventLine = ({ opened, ...event }: RecordedEvent): ExportLine => ({
  line: "event",
  ...event,
  ...opened,
});

/** The end of a stream that may have grown meanwhile. One that has expired has no event any more. */
const endOf = (head: Head, last: RecordedEvent | undefined): Head =>
  last === undefined ? head : { stream: head.stream, length: last.version, hash: last.hash };

const treeLine = (seal: number, secret: string, moved: readonly Head[]): ExportLine => ({
  line: "tree",
  seal,
  secret,
  moved: [...moved],
});

/** Proofs for each stream where it moved on, and in the newest seal. */
const proofLines = async function* (
  seals: readonly KeptSeal[],
  heads: readonly Head[],
  proofs: "each" | "newest",
): AsyncGenerator<ExportLine> {
  const wanted = new Set(heads.map(({ stream }) => stream));
  const sealed = new Map<string, Head>();
  for (const { seal, secret, moved } of seals) {
    for (const head of moved) sealed.set(head.stream, head);
    const newest = seal.number === seals.length;
    const moving =
      proofs === "newest" ? [] : moved.flatMap(({ stream }) => (wanted.has(stream) ? [stream] : []));
    const here = newest ? [...wanted] : moving;
    const tree = here.length === 0 ? undefined : await treeInTurns(secret, sealed.values());
    for (const stream of here) {
      const head = sealed.get(stream);
      const proof = tree?.proofFor(stream);
      if (head === undefined || proof === undefined) continue;
      const path = proof.path.map((step) => ({ ...step }));
      yield { line: "proof", seal: seal.number, ...head, salt: proof.salt, path };
    }
  }
};

const text = (line: ExportLine): string => JSON.stringify(line);
