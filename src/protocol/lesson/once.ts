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

type Looked = ReadonlyMap<PropertyKey, unknown>;

/**
 * As `once`, and the next state has the same answer where all that was looked at is the same in it. What is looked at
 * is noted while it is worked out, so nothing can be forgotten; what lies deeper than the state's own parts counts by
 * the part that it is in.
 * @param by the part without which there is nothing to keep: what was worked out goes with it
 */
export const onceFrom = <State extends object, Answer>(
  by: (state: State) => object,
  of: (state: State) => Answer,
): ((state: State) => Answer) => {
  const kept = new WeakMap<object, { readonly looked: Looked; readonly answer: Answer }>();
  return once((state) => {
    const part = by(state);
    const before = kept.get(part);
    if (before !== undefined && isSame(state, before.looked)) return before.answer;
    const { seen, looked } = watched(state);
    const answer = of(seen);
    const all = looked();
    if (all === undefined) kept.delete(part);
    else kept.set(part, { looked: all, answer });
    return answer;
  });
};

const isSame = (state: object, looked: Looked): boolean => {
  for (const [name, value] of looked) if (Reflect.get(state, name) !== value) return false;
  return true;
};

/** The same state, and what was looked at of it; undefined where that was which parts it has. */
const watched = <State extends object>(
  state: State,
): { readonly seen: State; readonly looked: () => Looked | undefined } => {
  const parts = new Map<PropertyKey, unknown>();
  let isWhole = false;
  const note = (name: PropertyKey): void => {
    parts.set(name, Reflect.get(state, name));
  };
  const seen = new Proxy(state, {
    get: (target, name) => {
      note(name);
      return Reflect.get(target, name);
    },
    has: (target, name) => {
      isWhole = true;
      return Reflect.has(target, name);
    },
    ownKeys: (target) => {
      isWhole = true;
      return Reflect.ownKeys(target);
    },
  });
  return { seen, looked: () => (isWhole ? undefined : parts) };
};
