/** Looks up one full key of the stack configuration, such as `kps:region` or `huaweicloud:region`, or of what stands for it. */
export interface ConfigSource {
  (key: string): string | undefined;
  /**
   * What messages call a key where something else stands for the stack configuration, such as flags; undefined for a key
   * that can never be there. Absent: it is the stack configuration.
   */
  readonly nameOf?: (key: string) => string | undefined;
}

/** A place for a setting, as messages call it; undefined for one that this source never has. */
export function nameIn(source: ConfigSource, key: string): string | undefined {
  return source.nameOf === undefined ? key : source.nameOf(key);
}

/** A place where something was found, as messages call it. */
export function originIn(source: ConfigSource, key: string): string {
  return source.nameOf?.(key) ?? `${key} in the stack configuration`;
}

/** Values that stand for the stack configuration, by their keys without a namespace, and what messages call them. */
export function givenConfig(
  values: Readonly<Record<string, string | undefined>>,
  nameOf: (key: string) => string | undefined,
): ConfigSource {
  const own = (key: string): string | undefined => (key.startsWith("kps:") ? key.slice("kps:".length) : undefined);
  const look = (key: string): string | undefined => {
    const name = own(key);
    return name === undefined ? undefined : values[name];
  };
  return Object.assign(look, {
    nameOf: (key: string) => {
      const name = own(key);
      return name === undefined ? undefined : nameOf(name);
    },
  });
}
