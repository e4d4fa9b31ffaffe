import type { Fact } from "../fact.ts";
import type { ExceptionReason, Kind } from "../words.ts";
import type {
  Purpose,
  ScreenshotEnd,
  ScreenshotPlace,
  ScreenshotPurpose,
  StepAfter,
} from "./conduct-words.ts";
import type { Leavable } from "./hand-changes.ts";

type By = { readonly by: string };
type Named = { readonly byName: string };

/** What staff say of a one-to-one before it, of how everyone behaves, and of their own part in it (S3, B1 to B6). */
export type ConductEvent =
  /** What a one-to-one is for, and who said so; `series`: as in the lesson before. */
  | Fact<"PurposeChosen", By & { readonly purpose: Purpose; readonly how?: "series" }, Named>
  /** Of the register, the one child it is with; `inside`: who was inside alone when staff said that it is a one-to-one. */
  | Fact<"ChildChosen", By & { readonly pupil: string; readonly how?: "series" | "inside" }, Named>
  /** Asked whether it is still what it was, staff said yes; `inside`: the pupils who were inside then. */
  | Fact<"KindKept", By & { readonly kind: Kind; readonly inside: readonly string[] }, Named>
  /** B2: what can be seen behind them. */
  | Fact<"BackgroundChecked", By, Named>
  | Fact<
      "ExceptionFollowed",
      By & { readonly pupil: string; readonly reason: ExceptionReason; readonly step: StepAfter },
      Named
    >
  /** B5: the family has no other room, as agreed with the headteacher; or has one again. */
  | Fact<"RoomAgreed", By & { readonly pupil: string; readonly agreed: boolean }, Named>
  /** S1: staff looked once more at the adults who are with these pupils. */
  | Fact<"FamiliesSeenAgain", By & { readonly pupils: readonly string[] }, Named>
  /** S1: no adult was seen with this pupil, and staff looked whom to phone. The numbers stand nowhere. */
  | Fact<"HomeLookedUp", By & { readonly pupil: string; readonly why: "no adult seen" }, Named>
  /** A change made in Teams is left for the lesson (C7), and is put back after all. */
  | Fact<"OptionLeft", By & { readonly option: Leavable }, Named>
  | Fact<"OptionNotLeft", By & { readonly option: Leavable }, Named>
  /** B6: before a member of staff takes a screenshot. `deleteOn`: a day. */
  | Fact<
      "ScreenshotNoted",
      By & {
        readonly purpose: ScreenshotPurpose;
        readonly place: ScreenshotPlace;
        readonly deleteOn: string;
      },
      Named
    >
  /** `of`: when it was noted. */
  | Fact<"ScreenshotOver", By & { readonly of: string; readonly how: ScreenshotEnd }, Named>;
