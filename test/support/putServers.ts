import type { Emulator } from "../emulator/src/index";
import { ROOT_PASSWORD } from "./bindingSeed";

/** Puts so many running servers there, `id-1` named `web-1` and so on; returns their ids. */
export function putServers(emulator: Emulator, count: number): string[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return numbers.map((n) => {
    emulator.control.putServer(`id-${n}`, { name: `web-${n}`, status: "ACTIVE", rootPassword: ROOT_PASSWORD });
    return `id-${n}`;
  });
}
