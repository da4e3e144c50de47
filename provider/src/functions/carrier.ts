import type * as carrier from "../calls";

/**
 * What carries functions out: signing, HTTP, keys. It is loaded with the first function that is called, so that a program
 * that imports the package pays for none of it. The path is that of the published file.
 */
export function loadCarrier(): typeof carrier {
  return require("../bundle/calls") as typeof carrier;
}
