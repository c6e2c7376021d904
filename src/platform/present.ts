/**
 * The fields that hold something: neither undefined nor null, which is what a column without a value gives. Keeps the
 * names and types, so that a field that nobody has taken up elsewhere does not compile there.
 */
export const present = <Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as {
    [Name in keyof Fields]?: NonNullable<Fields[Name]>
  }
