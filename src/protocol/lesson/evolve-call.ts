import { defined } from "../defined.ts";
import type { Evolvers } from "./evolver.ts";
import type { CallState, End } from "./state.ts";

/** Another call shows its own list; until it does, the list shown dates from before the first loss. */
const withoutCallList = ({
  listSeenAt: _of,
  doubt: _doubt,
  notReadAt: _notReadAt,
  ...call
}: CallState): CallState => call;

const withoutGone = ({ gone: _gone, ...call }: CallState): CallState => call;

const lostCall = (call: CallState, at: string, reason: string): CallState => ({
  ...withoutCallList(call),
  state: "lost",
  at,
  reason,
  ...(call.listSeenAt === undefined ? {} : { listLostAt: call.notReadAt ?? at }),
});

/** A call that is asked for anew: what was said of the one before is still so. */
export const ofLost = ({ listLostAt, gone }: CallState): Pick<CallState, "listLostAt" | "gone"> => ({
  ...defined({ listLostAt, gone }),
});

/** Another call shows its own list. */
const withoutList = ({ listSeenAt: _of, ...end }: End): End => end;

/** What changes our own call, and the list that it shows. */
export const CALL_EVOLVERS = {
  CallAsked: (lesson, { at, data }) => ({
    call: {
      state: "asked",
      at,
      callback: data.callback,
      tries: lesson.call.tries + 1,
      ...ofLost(lesson.call),
      ...(lesson.call.reason?.startsWith("404/") === true ? { again: true } : {}),
    },
  }),
  CallJoining: (lesson, { data }) => ({
    // Teams had refused the call before: now it is asked for like any other.
    call: {
      ...lesson.call,
      call: data.call,
      ...(lesson.call.state === "not joined" ? { state: "asked" } : {}),
    },
  }),
  StrayCallFound: (lesson, { data }) => ({ strayCalls: [...lesson.strayCalls, data.call] }),
  CallWaiting: (lesson, { at, data }) => ({
    call: { ...lesson.call, state: "waiting", at, call: data.call },
  }),
  CallEntered: (lesson, { at, data }) => ({
    call: { ...withoutGone(withoutCallList(lesson.call)), state: "in", at, call: data.call },
    // A removal asked for in an earlier call ended with it: people still inside may be removed again.
    people: Object.fromEntries(
      Object.entries(lesson.people).map(([id, { removal: _removal, ...one }]) => [id, one]),
    ),
    ...(lesson.end === undefined ? {} : { end: withoutList(lesson.end) }),
  }),
  CallLost: (lesson, { at, data: { call, code, subcode } }) => ({
    call: {
      ...lostCall(lesson.call, at, `${code}/${subcode}`),
      ...(code === 404 && call !== undefined ? { gone: call } : {}),
    },
  }),
  CallLeft: (lesson, { at }) => ({ call: lostCall(lesson.call, at, "left") }),
  CallNotJoined: (lesson, { at, data }) => ({
    call: { ...lesson.call, state: "not joined", at, reason: data.reason },
  }),
  CallListSeen: (lesson, { at }) => {
    const { listLostAt: _listLostAt, doubt: _doubt, notReadAt: _notReadAt, ...call } = lesson.call;
    return {
      call: { ...call, listSeenAt: call.listSeenAt ?? at },
      ...(lesson.end?.beganAt === undefined ? {} : { end: { ...lesson.end, listSeenAt: at } }),
    };
  },
  CallNotRead: (lesson, { at }) => ({ call: { ...lesson.call, notReadAt: at } }),
  CallListDoubted: (lesson, { at, data }) => {
    const since = lesson.call.doubt?.missing;
    const missing = Object.fromEntries(data.missing.map((id) => [id, since?.[id] ?? at]));
    return { call: { ...lesson.call, doubt: { at: lesson.call.doubt?.at ?? at, missing } } };
  },
} satisfies Partial<Evolvers>;
