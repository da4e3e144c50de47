import type { Language } from "../engine/languageHosts";

/** Where the setup of the tests tells which folder holds a language host. */
export function hostVariable(language: Language): string {
  return `KPS_TEST_HOST_${language.toUpperCase()}`;
}

/** A test that needs a language host: left out where none can be had, which the setup has said. */
export function testWith(language: Language): jest.It {
  return process.env[hostVariable(language)] === undefined ? test.skip : test;
}

/** The folder of a language host, for the tests that have one. */
export function hostDirectory(language: Language): string {
  return process.env[hostVariable(language)] ?? "";
}
