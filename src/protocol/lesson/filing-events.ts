import type { Fact } from "../fact.ts";
import type {
  FilingTrouble,
  FolderAccess,
  FolderCopy,
  RecordingRules,
  RecordingWord,
  Whereabouts,
} from "./filing-state.ts";

type By = { readonly by: string };
type Named = { readonly byName: string };

/** What becomes of the recording of a one-to-one, and what staff say of it (S6, S7). */
export type FilingEvent =
  /** The parent had been told, Teams shows no recording, and staff say that there was one (S6). */
  | Fact<"RecordingSaid", By, Named>
  /** S6: the reference under which CPOMS has the recorded lesson. */
  | Fact<"RecordingInCpoms", By, Named & { readonly reference: string }>
  /** S7: a recorded one-to-one is over, and its recording is to be put into the folder, by the rules of that day. */
  | Fact<"FilingAsked", RecordingRules>
  /** Graph lists it: its own id, and when it began. */
  | Fact<"RecordingFound", { readonly recording: string; readonly from: string }>
  /** `deleteOn`: a day. */
  | Fact<"RecordingFiled", FolderCopy & { readonly recording: string; readonly deleteOn: string }>
  | Fact<"RecordingNotFiled", { readonly why: FilingTrouble }>
  | Fact<"FolderAccessSeen", { readonly seen: FolderAccess }>
  | Fact<"RecordingWhereabouts", { readonly recording: string; readonly where: Whereabouts }>
  /** By the word of staff. */
  | Fact<"RecordingFiledByHand", By & { readonly deleteOn: string }, Named>
  | Fact<"FirstCopyDeleted", By, Named>
  | Fact<"RecordingDeleted", By, Named>
  /** What staff had said of a recording was not so (`of`: when it was said). */
  | Fact<"WordTakenBack", By & { readonly of: string; readonly what: RecordingWord }, Named>;
