/** What a type of the program can be, each with the pictures that show it. */
export type Pictured = {
  readonly of: string;
  readonly states: readonly { readonly state: string; readonly pictures: readonly string[] }[];
};

export type Shows<Shown> = Readonly<Record<string, Shown>>;

/**
 * A type that gains a state does not compile here before the state is named; then it needs a picture that shows it.
 *
 * @param shown what each picture shows
 * @param seen the states that can be seen in it
 */
export const pictured = <State extends string, Shown>(
  of: string,
  shown: Shows<Shown>,
  seen: (one: Shown) => readonly (State | undefined)[],
  states: { readonly [S in State]: true },
): Pictured => ({
  of,
  states: Object.keys(states).map((state) => ({
    state,
    pictures: Object.entries(shown).flatMap(([name, one]) =>
      seen(one).some((two) => two === state) ? [name] : [],
    ),
  })),
});
