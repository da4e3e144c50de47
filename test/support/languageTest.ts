import { delimiter, join } from "node:path";
import type { Language } from "../engine/languageHosts";

/** Where the setup of the tests tells the folders that programs in a language need on PATH, and which packages. */
export function languageVariables(language: Language) {
  const prefix = `KPS_TEST_${language.toUpperCase()}`;
  return { tools: `${prefix}_TOOLS`, packages: `${prefix}_PACKAGES` } as const;
}

/**
 * A test of a language, which needs its host, and for Python Pulumi's SDK. It is left out where these cannot be had, which
 * the setup has said.
 */
export function testWith(language: Language): jest.It {
  return process.env[languageVariables(language).tools] === undefined ? test.skip : test;
}

/** The folders on PATH that programs in a language need, for the tests that have them. */
export function languageTools(language: Language): string[] {
  return JSON.parse(process.env[languageVariables(language).tools] ?? "[]") as string[];
}

/** What a Python program needs in its environment: Pulumi's SDK, and further folders of packages. */
export function pythonEnvironment(...folders: readonly string[]): Record<string, string> {
  const packages = process.env[languageVariables("python").packages] ?? "";
  return { PYTHONPATH: [packages, ...folders].join(delimiter), PYTHONDONTWRITEBYTECODE: "1" };
}

/** The Python that runs it. */
export function pythonExecutable(): string {
  return join(languageTools("python").at(-1) ?? "", "python3");
}
