#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import type { Credentials } from "./credentials";
import { startEmulator, type Emulator, type EmulatorOptions } from "./start";
import { quirksPatchSchema, type QuirksPatch } from "./world/quirks";
import { seedSchema, type Seed } from "./world/seed";

interface Flags extends Pick<
  EmulatorOptions,
  "port" | "host" | "beyondLoopback" | "region" | "timeScale" | "seed" | "rngSeed" | "ssh"
> {
  quirk: QuirksPatch;
  json?: boolean;
}

const program = new Command("huaweicloud-kps-emulator")
  .description("Emulates Huawei Cloud KPS, and the calls of IAM, ECS and DMS around it, on 127.0.0.1.")
  .option("--port <n>", "port to listen on, 0 = any free one", readNumber, 0)
  .option("--host <address>", "loopback address to listen on", "127.0.0.1")
  .option("--beyond-loopback", "let --host be an address that other machines can reach")
  .option("--region <name>", "region it stands for; its project has the same name", readRegion, "cn-north-4")
  .option("--time-scale <factor>", "factor on every documented duration", readNumber, 1)
  .option("--seed <file>", "JSON file with what there is at the start", readSeed)
  .option("--rng-seed <n>", "makes durations, ids and credentials repeatable", readNumber)
  .option("--quirk <name=value>", "decides what the documentation leaves open; may be repeated", readQuirk, {})
  .option("--ssh", "make every server an SSH endpoint, on its sshPort in GET /_emulator/state")
  .option("--json", "print one line of JSON when ready")
  .action(run);

async function run({ json, quirk, ...options }: Flags): Promise<void> {
  const emulator = await startEmulator({ ...options, quirks: quirk });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void end(emulator));
  }
  const { credentials } = emulator;
  process.stdout.write(`${json === true ? JSON.stringify(credentials) : forPeople(credentials)}\n`);
}

async function end(emulator: Emulator): Promise<void> {
  await emulator.close();
  process.exit(0);
}

function forPeople(credentials: Credentials): string {
  return Object.entries(credentials)
    .map(([name, value]) => `${name.padEnd(13)}${String(value)}`)
    .join("\n");
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError("It is not a number of 0 or more.");
  }
  return value;
}

function readRegion(text: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(text) || text.length > 64) {
    throw new InvalidArgumentError("It is not a region such as cn-north-4.");
  }
  return text;
}

function readSeed(file: string): Seed {
  try {
    return seedSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new InvalidArgumentError(error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  }
}

function readQuirk(text: string, before: QuirksPatch): QuirksPatch {
  const [name = "", value = ""] = text.split("=", 2);
  const candidates: unknown[] = [value, value === "true" ? true : value === "false" ? false : Number(value)];
  const read = candidates.map((one) => quirksPatchSchema.safeParse({ [name]: one })).find((one) => one.success);
  if (read?.data === undefined) {
    throw new InvalidArgumentError(
      `The quirks are ${Object.keys(quirksPatchSchema.shape).join(", ")}, each with its own values.`,
    );
  }
  return { ...before, ...read.data };
}

program.parseAsync().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`huaweicloud-kps-emulator: ${reason}\n`);
  process.exitCode = 1;
});
