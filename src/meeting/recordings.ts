import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { FolderAccess, Whereabouts } from "../protocol/lesson/filing-state.ts";
import { type ByteRoad, type ByteStream, createByteRoad } from "./byte-road.ts";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";
import type { MeetingRef } from "./options.ts";
import { QuickXorHash } from "./quick-xor-hash.ts";
import { beginUpload, type Folder, findFolder, type Rightful, readAccess, readItem } from "./school-drive.ts";

/** A recording of a meeting, as Graph lists it. Times are ISO, by Microsoft's clock. */
export type ListedRecording = { readonly id: string; readonly from: string; readonly to?: string };

/** A copy that has been compared with what was read: by size and checksum, or by size where there is no checksum. */
export type Copied = {
  readonly item: string;
  readonly size: number;
  readonly checked: "checksum" | "size";
};

/** The copy is not what was read, or not all of it came. */
export class CopyFault extends Error {
  override readonly name = "CopyFault";
  readonly reason: "differs" | "broken off";

  constructor(reason: "differs" | "broken off") {
    super(`the copy of a recording: ${reason}`);
    this.reason = reason;
  }
}

/** Recordings of lessons, and the school's folder for them. Every function throws CloudError. */
export type Recordings = {
  readonly list: (meeting: MeetingRef) => Promise<readonly ListedRecording[]>;
  readonly folder: (where: { readonly site: string; readonly folder: string }) => Promise<Folder>;
  readonly access: (folder: Folder, rightful: Rightful) => Promise<FolderAccess>;
  readonly whereabouts: (item: string, folder: Folder) => Promise<Whereabouts>;
  /** Passes it on as it comes, and compares; nothing of it is kept. @throws CopyFault */
  readonly copy: (
    from: MeetingRef & { readonly recording: string },
    to: Folder & { readonly name: string },
  ) => Promise<Copied>;
};

/** SharePoint takes ranges in multiples of 320 KiB; so much of a recording is in memory at a time. */
const RANGE = 16 * 320 * 1024;

const TRIES = 5;
const WAITS_MS = [1_000, 4_000, 10_000, 20_000];
const LONGEST_WAIT_MS = 60_000;
/** SharePoint has the checksum of a new file a little later. */
const CHECKSUM_LOOKS = 4;

type Manner = {
  /** Bytes of one range. */
  readonly range: number;
  /** Before something is tried again. */
  readonly wait: (ms: number) => Promise<unknown>;
};

const USUAL: Manner = { range: RANGE, wait: (ms) => pause(ms) };

export const createRecordings = (graph: GraphClient, road: ByteRoad, manner: Manner = USUAL): Recordings => ({
  list: (meeting) => listRecordings(graph, meeting),
  folder: (where) => findFolder(graph, where),
  access: (folder, rightful) => readAccess(graph, folder, rightful),
  whereabouts: async (item, { drive, folder }) => {
    try {
      return (await readItem(graph, drive, item)).folder === folder ? "there" : "moved";
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone") return "gone";
      throw error;
    }
  },
  copy: async ({ recording, ...meeting }, { name, ...folder }) => {
    const path = `${pathOf(meeting)}/${segment(recording)}/content`;
    const open = (): Promise<ByteStream> => road.open(path, "read recording");
    const stream = await open();
    const total = stream.length ?? (await lengthOf(stream));
    const whole = stream.length === undefined ? await open() : stream;
    const url = await beginUpload(graph, folder, name);
    try {
      const sent = await pass(road, whole, url, total, manner);
      return await compared(graph, folder.drive, sent, manner);
    } catch (error) {
      await road.cancel(url);
      throw error;
    }
  },
});

/** The same, with a road of their own for what is large. */
export const recordingsThrough = (
  graph: GraphClient,
  dependencies: Parameters<typeof createByteRoad>[0],
): Recordings => createRecordings(graph, createByteRoad(dependencies));

const pathOf = ({ organiserId, meetingId }: MeetingRef): string =>
  `/users/${segment(organiserId)}/onlineMeetings/${segment(meetingId)}/recordings`;

const Recording = z.object({
  id: z.string().min(1),
  createdDateTime: z.string().datetime({ offset: true }),
  endDateTime: z.string().datetime({ offset: true }).nullish().catch(undefined),
});

const listRecordings = async (
  graph: GraphClient,
  meeting: MeetingRef,
): Promise<readonly ListedRecording[]> => {
  const all = await readPages(graph, {
    path: pathOf(meeting),
    operation: "list recordings",
    item: Recording,
  });
  return all
    .map(({ id, createdDateTime, endDateTime }) => ({
      id,
      from: new Date(createdDateTime).toISOString(),
      ...(endDateTime ? { to: new Date(endDateTime).toISOString() } : {}),
    }))
    .toSorted((a, b) => a.from.localeCompare(b.from));
};

/** Where Microsoft does not say how long it is, it is read once for that. */
const lengthOf = async ({ bytes }: ByteStream): Promise<number> => {
  let length = 0;
  for await (const some of bytes) length += some.length;
  return length;
};

type Sent = { readonly item: string; readonly size: number; readonly quickXorHash: string };

const pass = async (
  road: ByteRoad,
  { bytes }: ByteStream,
  url: string,
  total: number,
  manner: Manner,
): Promise<Sent> => {
  const hash = new QuickXorHash();
  let from = 0;
  let item: string | undefined;
  for await (const range of inRanges(hashed(bytes, hash), manner.range)) {
    // More than it was said to be, or less.
    const end = from + range.length;
    if (item !== undefined || end > total || (range.length < manner.range && end < total))
      throw new CopyFault("broken off");
    const put = await putRange(road, url, { bytes: range, from, total }, manner);
    from += range.length;
    if ("item" in put) item = put.item;
  }
  if (item === undefined || from !== total) throw new CopyFault("broken off");
  return { item, size: total, quickXorHash: hash.digest() };
};

/** Taken as the bytes come, a little at a time: a whole range at once would hold up other work. */
const hashed = async function* (
  bytes: AsyncIterable<Uint8Array>,
  hash: QuickXorHash,
): AsyncGenerator<Uint8Array> {
  for await (const some of bytes) {
    hash.update(some);
    yield some;
  }
};

/** Pieces of `length` bytes; the last is what is left. */
const inRanges = async function* (
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  let range = new Uint8Array(length);
  let filled = 0;
  for await (const some of bytes) {
    for (let at = 0; at < some.length; ) {
      const part = some.subarray(at, at + length - filled);
      range.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < length) continue;
      yield range;
      range = new Uint8Array(length);
      filled = 0;
    }
  }
  if (filled > 0) yield range.subarray(0, filled);
};

const TRIED_AGAIN: ReadonlySet<CloudError["kind"]> = new Set(["throttled", "temporary", "unknown-outcome"]);

/** The answer may have been lost: the session says itself what it has. */
const putRange = async (
  road: ByteRoad,
  url: string,
  range: { readonly bytes: Uint8Array; readonly from: number; readonly total: number },
  { wait }: Manner,
): ReturnType<ByteRoad["put"]> => {
  const end = range.from + range.bytes.length;
  for (let tried = 1; ; tried += 1) {
    try {
      const put = await road.put(url, range);
      if ("next" in put && put.next !== end) throw new CopyFault("broken off");
      return put;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      if (error.status === 416 || TRIED_AGAIN.has(error.kind)) {
        if (tried >= TRIES) throw error;
        await wait(Math.min(error.retryAfterMs ?? WAITS_MS[tried - 1] ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS));
        const next = await road.next(url).catch((failure: unknown) => {
          // Not even that is answered: the range is sent again, and 416 would say that it is there.
          if (failure instanceof CloudError && TRIED_AGAIN.has(failure.kind)) return range.from;
          throw failure;
        });
        if (next === end) return { next };
        if (next !== range.from) throw new CopyFault("broken off");
        continue;
      }
      throw error;
    }
  }
};

const compared = async (graph: GraphClient, drive: string, sent: Sent, { wait }: Manner): Promise<Copied> => {
  for (let look = 1; ; look += 1) {
    const { size, quickXorHash } = await readItem(graph, drive, sent.item);
    if (size !== sent.size) throw new CopyFault("differs");
    if (quickXorHash === undefined && look < CHECKSUM_LOOKS) {
      await wait(2_000);
      continue;
    }
    if (quickXorHash !== undefined && quickXorHash !== sent.quickXorHash) throw new CopyFault("differs");
    return { item: sent.item, size, checked: quickXorHash === undefined ? "size" : "checksum" };
  }
};
