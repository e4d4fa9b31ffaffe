/** Why a recording is not in the school's folder yet. */
export type FilingTrouble =
  | "not listed"
  | "recordings not allowed"
  | "site not allowed"
  | "site not found"
  | "folder not found"
  | "no answer"
  | "broken off"
  | "differs"
  | "refused";

/** Who can open the folder besides the DSL and the headteacher; `not shown` where Microsoft did not say. */
export type FolderAccess =
  | { readonly people: number; readonly groups: number; readonly links: number }
  | "not shown";

/** Where a filed recording is now. */
export type Whereabouts = "there" | "moved" | "gone";

/** What staff can say of a recording by a press, and may have said by mistake (S6, S7). */
export type RecordingWord = "recorded" | "CPOMS" | "in the folder" | "first copy" | "deleted";

/** What a school has chosen for recordings of one-to-ones. */
export type RecordingRules = {
  /** The folder's name, as staff know it. */
  readonly folder: string;
  /** Days after which a recording is to be deleted. */
  readonly keepDays: number;
  /** Whether Lesson Guard puts it there; otherwise staff do. */
  readonly files: boolean;
};

/** A copy of a recording in the school's folder, which is the same by this comparison. */
export type FolderCopy = {
  readonly drive: string;
  readonly folder: string;
  /** The folder's name, as it was then. */
  readonly named: string;
  readonly item: string;
  /** Bytes. */
  readonly size: number;
  readonly checked: "checksum" | "size";
};

/** One recording of the lesson, as Graph lists it. */
export type FiledRecording = {
  /** Graph's own id. */
  readonly id: string;
  readonly from: string;
  readonly foundAt: string;
  readonly filed?: FolderCopy & {
    /** Since when it is in the folder. */
    readonly at: string;
    /** The day on which it is to be deleted. */
    readonly deleteOn: string;
    /** Where it was when that last changed; absent while it has always been there. */
    readonly where?: Whereabouts;
    readonly whereAt?: string;
  };
};

/** What becomes of the recording of a one-to-one, once that is over (S7). */
export type Filing = {
  readonly at: string;
  readonly rules: RecordingRules;
  readonly recordings: readonly FiledRecording[];
  /** What stands in the way now. */
  readonly trouble?: { readonly at: string; readonly why: FilingTrouble };
  readonly access?: { readonly at: string; readonly seen: FolderAccess };
  /** Staff put it into the folder themselves. */
  readonly byHand?: { readonly at: string; readonly by: string; readonly deleteOn: string };
  /** Staff have deleted the copy that Teams made. */
  readonly firstCopy?: { readonly at: string; readonly by: string };
  /** By the word of staff. */
  readonly deleted?: { readonly at: string; readonly by: string };
};
