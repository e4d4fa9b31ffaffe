import { defined } from "../../protocol/defined.ts";
import {
  isRefusedIn,
  isSameChild,
  type RefusalFile,
  refusedAmong,
} from "../../protocol/families/same-child.ts";
import type { KeptClass } from "../../protocol/families/state.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { LessonDesk } from "../lesson-desk.ts";
import { oneByOne } from "../one-by-one.ts";
import type { FamilyStore } from "./family-store.ts";

/** What an adult's no says now, and who keeps the lists that its child is on. */
export type Refusal = {
  readonly answer: "refused" | "withdrawn";
  /** Each with the child's file on it, and the Entra ids of those who keep it. */
  readonly lists: readonly {
    readonly class: string;
    readonly family: string;
    readonly staff: readonly string[];
  }[];
};

/** A refusal stands for the child on every list and register, wherever it was said (P2). */
export type Refusals = {
  /** Of these families, those for whom one stands. */
  readonly among: (families: readonly string[]) => Promise<ReadonlySet<string>>;
  /** undefined where the adult has said yes since. */
  readonly of: (family: string, adult: string) => Promise<Refusal | undefined>;
  /** Tells a lesson for which of its pupils one stands. */
  readonly tell: (lesson: string) => Promise<void>;
  /** Tells all lessons that are on or to come. */
  readonly tellAll: () => Promise<void>;
};

type Dependencies = {
  readonly store: FamilyStore;
  readonly record: Pick<SchoolRecord, "openLessons">;
  readonly lessons: Pick<LessonDesk, "read" | "report">;
};

const keepersOf = (classes: readonly KeptClass[], family: string): readonly string[] =>
  classes.flatMap(({ families, staff }) => (families.includes(family) ? staff : []));

export const openRefusals = ({ store, record, lessons }: Dependencies): Refusals => {
  const files = async (): Promise<readonly RefusalFile[]> => {
    const [classes, refused] = [await store.classes(), await store.refused()];
    return Promise.all(
      refused.map(async (family) => ({
        family,
        keepers: keepersOf(classes, family),
        ...defined({ child: (await store.family(family)).child }),
      })),
    );
  };

  /** One that is not of the school's own families, and has no refused child in it, need hear nothing. */
  const tellOf = async (lesson: Lesson, known: readonly RefusalFile[], own: ReadonlySet<string>) => {
    const staff = lesson.staff.map(({ person }) => person);
    const pupils = refusedAmong(known, lesson.register, staff, lesson.refusals ?? []);
    const isOfFamilies = lesson.refusals !== undefined || lesson.register.some(({ id }) => own.has(id));
    if (pupils.length > 0 || isOfFamilies)
      await lessons.report(lesson.id, { report: "refusals-on-file", pupils });
  };
  const listed = async (): Promise<ReadonlySet<string>> =>
    new Set((await store.classes()).flatMap(({ families }) => families));

  return {
    among: async (families) => {
      const [classes, known] = [await store.classes(), await files()];
      if (known.length === 0) return new Set();
      const found = await Promise.all(
        families.map(async (id) => {
          const { child: name } = await store.family(id);
          return isRefusedIn(known, { id, name }, keepersOf(classes, id)) ? [id] : [];
        }),
      );
      return new Set(found.flat());
    },
    of: async (id, adult) => {
      const { adults, child } = await store.family(id);
      const answer = adults.find((one) => one.id === adult)?.permission;
      if (answer !== "refused" && answer !== "withdrawn") return undefined;
      const classes = await store.classes();
      const staff = keepersOf(classes, id);
      const isTheirs = async (family: string, keepers: readonly string[]): Promise<boolean> => {
        if (family === id) return true;
        const { child: other } = await store.family(family);
        const same = keepers.some((one) => staff.includes(one));
        return child !== undefined && other !== undefined && isSameChild(child, other, same);
      };
      const lists = await oneByOne(classes, async ({ id: list, families, staff: keepers }) => {
        const on = await oneByOne(families, async (family) =>
          (await isTheirs(family, keepers)) ? [{ class: list, family, staff: keepers }] : [],
        );
        return on.flat();
      });
      return { answer, lists: lists.flat() };
    },
    tell: async (id) => tellOf(await lessons.read(id), await files(), await listed()),
    tellAll: async () => {
      const [known, own] = [await files(), await listed()];
      const open = await record.openLessons();
      await oneByOne(open, async ({ lesson }) => tellOf(await lessons.read(lesson), known, own));
    },
  };
};
