/**
 * What both engines refuse beneath the program, whatever writes: events are never changed, and removed only
 * where an event in the same record names their stream, at its length and digest, as a lesson that has expired. A
 * concern never is one.
 */
const NAMED_BY_A_FACT = `new.stream like 'lesson:%' and exists (
    select 1 from events e, streams s where e.stream = new.fact_stream and e.version = new.fact_version
      and e.type = 'LessonsExpired' and e.school = new.school and e.store = new.store
      and e.data like '%"' || new.stream || '"%'
      and s.stream = new.stream and s.version = new.version and s.hash = new.hash)`;

const HAS_EXPIRED = `exists (select 1 from expired_streams x
    where x.stream = old.stream and x.school = old.school and x.store = old.store)`;

/** Made anew at each start: an older program may have left stricter ones behind. */
export const SQLITE_GUARDS: readonly string[] = [
  `create trigger if not exists events_keep before update on events
    begin select raise(abort, 'the record is append-only'); end`,
  "drop trigger if exists events_stay",
  `create trigger events_stay before delete on events when not ${HAS_EXPIRED}
    begin select raise(abort, 'the record is append-only'); end`,
  "drop trigger if exists expired_named",
  `create trigger expired_named before insert on expired_streams when not (${NAMED_BY_A_FACT})
    begin select raise(abort, 'only what a fact says has expired'); end`,
  `create trigger if not exists expired_stays before delete on expired_streams
    begin select raise(abort, 'the record is append-only'); end`,
  `create trigger if not exists expired_keeps before update on expired_streams
    begin select raise(abort, 'the record is append-only'); end`,
];

/** Functions: replacing them holds no one up. */
export const POSTGRES_FUNCTIONS: readonly string[] = [
  `create or replace function refuse_rewriting() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and tg_table_name = 'events' then
      if ${HAS_EXPIRED} then return old; end if;
    end if;
    raise exception 'the record is append-only'; end $$`,
  `create or replace function expired_named() returns trigger language plpgsql as $$ begin
    if ${NAMED_BY_A_FACT} then return new; end if;
    raise exception 'only what a fact says has expired'; end $$`,
];

/** Made once: making them anew would hold up the replicas that are at work. */
export const POSTGRES_TRIGGERS: { readonly [name: string]: string } = {
  events_keep: `create trigger events_keep before update or delete on events
    for each row execute function refuse_rewriting()`,
  events_stay: `create trigger events_stay before truncate on events
    for each statement execute function refuse_rewriting()`,
  // "after": whose row it may be is checked first.
  expired_named: `create trigger expired_named after insert on expired_streams
    for each row execute function expired_named()`,
  expired_keep: `create trigger expired_keep before update or delete on expired_streams
    for each row execute function refuse_rewriting()`,
};
