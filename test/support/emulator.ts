import { type Credentials, type Emulator, type EmulatorOptions, startEmulator } from "../emulator/src/index";
import type { StackConfig } from "./stack";
import { suiteTimeScale } from "./suiteTimeScale";

/** An emulator in this process, with durations of tasks at the pace of the suite, the same in every run. */
export function startTestEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ timeScale: suiteTimeScale(), rngSeed: 1, ...options });
}

/** The stack configuration that leads a program to an emulator. */
export function configFor({ url, region, projectId, accessKey, secretKey }: Credentials): StackConfig {
  return {
    "kps:endpoint": url,
    "kps:region": region,
    "kps:projectId": projectId,
    "kps:accessKey": accessKey,
    "kps:secretKey": { secret: secretKey },
  };
}

/** The same configuration as the engine hands it to a provider: decrypted. */
export function decryptedConfigFor(credentials: Credentials): Record<string, string> {
  return Object.fromEntries(
    Object.entries(configFor(credentials)).map(([key, value]) => [
      key,
      typeof value === "string" ? value : value.secret,
    ]),
  );
}
