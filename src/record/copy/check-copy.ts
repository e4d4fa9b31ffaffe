import { defined } from "../../protocol/defined.ts";
import type { RecordStore } from "../record-store.ts";
import type { SchoolRecord } from "../school-record.ts";
import { STORES } from "../scope.ts";
import { readSeals } from "../seal/history.ts";
import { type SignedSeal, sealHash, signatureHolds } from "../seal/seal.ts";
import { sealStream } from "../seal/streams.ts";
import type { Head } from "../seal/tree.ts";
import { CopyError } from "./copy-error.ts";

/** What was checked. */
export type Checked = {
  readonly schools: number;
  readonly streams: number;
  /** The newest of all. */
  readonly seal?: SignedSeal;
};

/**
 * Checks all of a record before anyone relies on it: every event of every stream, every seal, and that each stream
 * has what the seals cover.
 *
 * @throws CopyError, which names no stream: a concern would be told of
 */
export const checkWhole = async (records: Pick<RecordStore, "schools" | "in">): Promise<Checked> => {
  const schools = await records.schools();
  let streams = 0;
  let seal: SignedSeal | undefined;
  for (const school of schools)
    for (const store of STORES) {
      const record = records.in(school, store);
      const { sealed, newest } = await checkSeals(record);
      const heads = await record.heads();
      for (const { stream } of heads) await checkStream(record, stream, sealed.get(stream));
      if ([...sealed.keys()].some((stream) => !heads.some((head) => head.stream === stream)))
        throw notWhole();
      streams += heads.length;
      if (newest !== undefined && newest.at >= (seal?.at ?? "")) seal = newest;
    }
  return { schools: schools.length, streams, ...defined({ seal }) };
};

const checkSeals = async (record: SchoolRecord) => {
  const sealed = new Map<string, Head>();
  let newest: SignedSeal | undefined;
  if (!(await record.verifyStream(sealStream(record.scope))).intact) throw notWhole();
  for (const { seal, moved } of await readSeals(record)) {
    const follows = seal.previous === (newest === undefined ? null : sealHash(newest));
    if (!follows || !signatureHolds(seal)) throw notWhole();
    newest = seal;
    for (const head of moved) sealed.set(head.stream, head);
  }
  return { sealed, newest };
};

const checkStream = async (record: SchoolRecord, stream: string, sealed: Head | undefined): Promise<void> => {
  const verified = await record.verifyStream(stream);
  if (!verified.intact) throw notWhole();
  // A lesson that has expired has nothing left to compare.
  if (sealed === undefined || verified.length === 0) return;
  const [last] = await record.recorded(stream, sealed.length - 1);
  if (last?.version !== sealed.length || last.hash !== sealed.hash) throw notWhole();
};

const notWhole = (): CopyError =>
  new CopyError(
    "This copy is not what was recorded and sealed: it is damaged, or has been changed. Take an older copy.",
  );
