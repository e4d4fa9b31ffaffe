import { breathe } from "../record/engine/breathe.ts";

/** One after the other; between two of them, other work that has come in goes first. */
export const oneByOne = async <From, To>(
  all: readonly From[],
  each: (one: From) => Promise<To>,
): Promise<readonly To[]> => {
  const done: To[] = [];
  for (const one of all) {
    done.push(await each(one));
    await breathe();
  }
  return done;
};
