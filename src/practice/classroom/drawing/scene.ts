/** The device in a bedroom: for the moment when staff see that. */
export const bedroomFamily = "family-12";

export type Room = "living room" | "kitchen" | "bedroom" | "classroom";

/** What a drawn camera picture shows. The same person always sits in the same place. */
export type Scene = {
  readonly room: Room;
  /** An adult beside the child. */
  readonly adult: boolean;
  /** One of the calm colours, 0 to 7. */
  readonly colour: number;
};

export const COLOURS = 8;

type Since = { readonly moved: boolean; readonly adultGone: boolean };

/**
 * @param since `moved`: to a room of the whole family, an adult beside the child; `adultGone`: that adult has left it
 */
export const sceneOf = (
  person: string,
  staff: boolean,
  { moved, adultGone }: Since = { moved: false, adultGone: false },
): Scene => {
  const scene = sceneAtFirst(person, staff, moved);
  return adultGone ? { ...scene, adult: false } : scene;
};

const sceneAtFirst = (person: string, staff: boolean, moved: boolean): Scene => {
  const number = numberOf(person);
  const colour = number % COLOURS;
  if (staff) return { room: "classroom", adult: false, colour };
  if (moved) return { room: "kitchen", adult: true, colour };
  if (person === bedroomFamily) return { room: "bedroom", adult: false, colour };
  return { room: number % 2 === 0 ? "living room" : "kitchen", adult: number % 5 !== 0, colour };
};

const numberOf = (text: string): number => {
  let number = 7;
  for (const letter of text) number = (number * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return number;
};
