/**
 * Where a concern that no one has taken goes next: to the DSLs in their own chats, to the headteachers in
 * theirs, then to all of them again. A concern about an adult knows the last two only (X2).
 */
export type EscalationStep = "dsl" | "headteacher" | "again";

/** Used for a concern that was raised before the setting was stored with it. */
export const ESCALATE_AFTER_MS = 3 * 60_000;
