/**
 * A fact is an event in the past tense. `data` holds nothing personal beyond Entra object ids; names
 * and free text stand in `personal`, which is stored apart and can be erased without breaking the
 * chain (the event keeps a salted commitment to it). `at` is the server's time, ISO 8601 in UTC.
 */
export type Fact<Type extends string, Data, Personal = undefined> = {
  readonly type: Type;
  readonly at: string;
  readonly data: Data;
} & (Personal extends undefined
  ? { readonly personal?: undefined }
  : {
      /** undefined once erased: state must stand without it. */
      readonly personal?: Personal | undefined;
    });

/** What a fact's data is once it is stored. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };
