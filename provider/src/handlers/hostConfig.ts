import type { dynamic } from "@pulumi/pulumi";
import type { ConfigSource } from "../settings/configSource";

let source: ConfigSource = () => undefined;

/** Keeps the stack configuration the host hands over. Stores only, so it can neither fail nor be raced. */
export function keepConfig(request: dynamic.ConfigureRequest): Promise<void> {
  const { config } = request;
  source = (key) => {
    const value: unknown = config.get(key);
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  };
  return Promise.resolve();
}

/** The stack configuration as last handed over. */
export const hostConfig: ConfigSource = (key) => source(key);
