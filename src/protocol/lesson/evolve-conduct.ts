import { defined } from "../defined.ts";
import type { ConductState } from "./conduct-state.ts";
import type { Evolvers } from "./evolver.ts";
import { withoutOption } from "./left.ts";
import type { Lesson } from "./state.ts";

const conduct = ({ conduct: before }: Lesson, change: Partial<ConductState>): Pick<Lesson, "conduct"> => ({
  conduct: { ...before, ...change },
});

/** What staff say of the lesson's purpose, of what was not as it should be, and of their own part (S3, B2, B5, B6). */
export const CONDUCT_EVOLVERS = {
  PurposeChosen: (lesson, { at, data: { by, purpose } }) => conduct(lesson, { purpose: { at, by, purpose } }),
  ChildChosen: (lesson, { at, data: { by, pupil } }) => conduct(lesson, { child: { at, by, pupil } }),
  KindKept: (lesson, { data: { kind, inside } }) => conduct(lesson, { kindKept: { kind, inside } }),
  BackgroundChecked: (lesson, { at, data: { by } }) =>
    conduct(lesson, { backgrounds: { ...lesson.conduct.backgrounds, [by]: at } }),
  ExceptionFollowed: ({ pupils }, { at, data: { pupil, reason, step } }) => {
    const known = pupils[pupil];
    if (known === undefined) return {};
    const exceptions = known.exceptions.map((one) =>
      one.reason === reason && one.putRightAt === undefined ? { ...one, step: { at, step } } : one,
    );
    return { pupils: { ...pupils, [pupil]: { ...known, exceptions } } };
  },
  RoomAgreed: (lesson, { at, data: { by, pupil, agreed } }) => ({
    ...conduct(lesson, { rooms: { ...lesson.conduct.rooms, [pupil]: { at, by, agreed } } }),
    register: lesson.register.map((one) => {
      if (one.id !== pupil) return one;
      const { oneRoom: _oneRoom, ...rest } = one;
      return agreed ? { ...rest, oneRoom: at } : rest;
    }),
  }),
  FamiliesSeenAgain: (lesson, { at, data: { pupils } }) =>
    conduct(lesson, { adultsSeen: [...lesson.conduct.adultsSeen, { at, pupils }] }),
  HomeLookedUp: () => ({}),
  OptionLeft: ({ drift, left }, { at, data: { by, option } }) => ({
    ...defined({ drift: withoutOption(drift, option) }),
    left: { ...left, [option]: { at, by } },
  }),
  OptionNotLeft: ({ left = {} }, { data: { option } }) => ({
    left: Object.fromEntries(Object.entries(left).filter(([one]) => one !== option)),
  }),
  ScreenshotNoted: (lesson, { at, data: { by, purpose, place, deleteOn } }) =>
    conduct(lesson, {
      screenshots: [...lesson.conduct.screenshots, { at, by, purpose, place, deleteOn }],
    }),
  ScreenshotOver: (lesson, { at, data: { by, of, how } }) =>
    conduct(lesson, {
      screenshots: lesson.conduct.screenshots.map((one) =>
        one.at === of && one.over === undefined ? { ...one, over: { at, by, how } } : one,
      ),
    }),
} satisfies Partial<Evolvers>;
