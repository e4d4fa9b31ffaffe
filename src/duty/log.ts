/** The part of a logger (pino) that the worker needs. */
export type WorkerLog = {
  readonly warn: (fields: { readonly [field: string]: string | number }, message: string) => void;
};
