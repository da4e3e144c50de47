/** Looks up one full key of the stack configuration, such as `kps:region` or `huaweicloud:region`. */
export type ConfigSource = (key: string) => string | undefined;
