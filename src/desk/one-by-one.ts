import { breathe } from "../record/engine/breathe.ts";

/** One after the other, letting whatever else has come in go first between them. */
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
