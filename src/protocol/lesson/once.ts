/**
 * Works out once what follows from a state alone: one answer asks for the same rows many times. States are never
 * changed, only replaced; what was worked out goes with them.
 */
export const once = <State extends object, Answer>(
  of: (state: State) => Answer,
): ((state: State) => Answer) => {
  const known = new WeakMap<State, { readonly answer: Answer }>();
  return (state) => {
    const before = known.get(state);
    if (before !== undefined) return before.answer;
    const answer = of(state);
    known.set(state, { answer });
    return answer;
  };
};
