type Defined<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The same fields without those that are undefined: an unknown value is neither stored nor drawn. */
export const defined = <Fields extends object>(fields: Fields): Defined<Fields> => {
  const kept: { [Name in keyof Fields]?: Fields[Name] } = {};
  for (const name of Object.keys(fields) as (keyof Fields)[]) {
    const value = fields[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept as Defined<Fields>;
};
