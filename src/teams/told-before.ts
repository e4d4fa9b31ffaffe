import type { ConcernDesk } from "../desk/concern-desk.ts";
import { isLessonKind } from "../protocol/lesson/kind.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import type { ToldBefore } from "../protocol/screen/card-faces.ts";

/** A card waits no longer than this for names: without them it sends its reader to the panel. */
const NAMED_WITHIN_MS = 400;

/**
 * The people that a card's buttons would tell, by name: for its reader alone, in their own chat.
 * @param reader Entra id
 * @returns undefined where they cannot be looked up in time
 */
export const toldBefore = async (
  concerns: Pick<ConcernDesk, "preview">,
  reader: string,
  lesson: Lesson,
): Promise<ToldBefore | undefined> => {
  if (!isLessonKind(lesson)) return undefined;
  const sentenceOf = async (about: keyof ToldBefore): Promise<string> =>
    (await concerns.preview({ id: reader }, lesson, about)).sentence;
  const named = Promise.all([sentenceOf("child"), sentenceOf("adult"), sentenceOf("ended")]).then(
    ([child, adult, ended]): ToldBefore => ({ child, adult, ended }),
    () => undefined,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), NAMED_WITHIN_MS);
  });
  try {
    return await Promise.race([named, late]);
  } finally {
    clearTimeout(timer);
  }
};
