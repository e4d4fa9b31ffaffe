import isEqual from "fast-deep-equal";
import { defined } from "../defined.ts";
import type { Pupil } from "../names/register.ts";
import { devicesToLookAt } from "../rules/c4-lobby.ts";
import type { RefusedDevice } from "../screen/unknown-person.ts";
import type { PupilRow } from "../screen/view.ts";
import { mayBeRight } from "./faces.ts";
import { type Attendee, isThere } from "./person.ts";
import type { Check, PupilState } from "./pupil-state.ts";
import type { Lesson } from "./state.ts";

/** A device that stands for a pupil. */
export type OwnDevice = { readonly one: Attendee; readonly settled: boolean };

/** All that a row follows from, beside its pupil. */
export type RowFrom = {
  /** The pupil's devices that Teams has shown, those that left included. */
  readonly devices: readonly OwnDevice[];
  /** What staff saw of the pupil; undefined where nothing yet. */
  readonly state: PupilState | undefined;
  /** The lesson has been ended. */
  readonly isPast: boolean;
  /** The call's own list says who is inside. */
  readonly isListed: boolean;
  /** A refusal is on file (P2): what to do about each device; undefined where none is. */
  readonly refused: readonly RefusedDevice[] | undefined;
  readonly isCameraOff: boolean;
  /** A grown-up or a room can have been seen. */
  readonly canSee: boolean;
  /** When all cameras were last off. */
  readonly lookAgain: Lesson["lookAgain"];
};

/** Roster ids of those of them that are there. */
export const idsThere = (devices: readonly OwnDevice[]): readonly string[] =>
  devices.flatMap(({ one }) => (isThere(one) ? [one.id] : []));

export const isAnyInside = (devices: readonly OwnDevice[]): boolean =>
  devices.some(({ one }) => one.place === "in");

const rows = new WeakMap<Pupil, { readonly from: RowFrom; readonly row: PupilRow }>();

/** One pupil's row: where they are, under which names, and how far they are checked. The same while nothing of it changed. */
export const rowOf = (pupil: Pupil, from: RowFrom): PupilRow => {
  const before = rows.get(pupil);
  if (before !== undefined && isSame(before.from, from)) return before.row;
  const row = draw(pupil, from);
  rows.set(pupil, { from, row });
  return row;
};

const isSame = (one: RowFrom, other: RowFrom): boolean =>
  one.devices === other.devices &&
  one.state === other.state &&
  one.isPast === other.isPast &&
  one.isListed === other.isListed &&
  isEqual(one.refused, other.refused) &&
  one.isCameraOff === other.isCameraOff &&
  one.canSee === other.canSee &&
  one.lookAgain === other.lookAgain;

const draw = (
  pupil: Pupil,
  { devices, state, isPast, isListed, refused, isCameraOff, canSee, lookAgain }: RowFrom,
): PupilRow => {
  const there = devices.filter(({ one }) => isThere(one));
  const people = idsThere(devices);
  const toLookAt = isPast
    ? undefined
    : devicesToLookAt(
        there.map(({ one: { id, shown, place }, settled }) => ({ person: id, shown, place, settled })),
        state?.checked !== undefined,
        refused !== undefined,
      );
  return {
    pupil: pupil.id,
    name: pupil.name,
    place: isAnyInside(devices) ? "in" : there.length > 0 ? "lobby" : devices.length > 0 ? "out" : "not here",
    shown: there.map(({ one }) => one.shown),
    people,
    ...(there.length === 0 && isListed ? { away: true } : {}),
    ...(isCameraOff ? { cameraOff: true } : {}),
    ...defined({ devices: toLookAt }),
    ...(refused === undefined ? {} : { noPermission: true }),
    ...(isPast || refused === undefined || there.length === 0 ? {} : { refused }),
    ...(!isPast &&
    state?.checked !== undefined &&
    there.some(({ one }) => one.before !== undefined && one.recognised === undefined)
      ? { back: true }
      : {}),
    recognised: there.length === 0 ? "no" : there.every(({ settled }) => settled) ? "confirmed" : "suggested",
    ...defined({ oneRoom: pupil.oneRoom }),
    exceptions: (state?.exceptions ?? []).map(({ reason, at, putRightAt, step }) => {
      const agreed = reason === "not a family room" && putRightAt === undefined ? pupil.oneRoom : undefined;
      const closedAt = putRightAt ?? agreed;
      return {
        reason,
        at,
        ...defined({ putRightAt: closedAt, step }),
        ...(agreed === undefined ? {} : { agreed: true as const }),
        ...(closedAt !== undefined || mayBeRight(canSee, people, reason) ? {} : { unseen: true as const }),
      };
    }),
    ...(state?.checked === undefined
      ? {}
      : { checked: checkIn(state.checked, isPast ? undefined : lookAgain) }),
  };
};

/** A name stays as it was read; an adult and a room are seen while cameras are on. */
const checkIn = (
  { at, how, namesOnly }: Check,
  lookAgain: Lesson["lookAgain"],
): NonNullable<PupilRow["checked"]> => ({
  at,
  how,
  ...defined({ namesOnly }),
  ...(lookAgain !== undefined && namesOnly !== true && at <= lookAgain.at ? { before: lookAgain.why } : {}),
});
