#!/usr/bin/env node
import "../endOnOldNode";
import { setTimeout as delay } from "node:timers/promises";
import { CommanderError } from "commander";
import { Connections } from "../operations/step/connection";
import { processEnvironment } from "../settings/processEnvironment";
import { systemRuntime } from "../transport/systemRuntime";
import { buildProgram } from "./buildProgram";
import { errorText } from "./errorText";
import { exitStatus, exitStatusOf } from "./exitStatus";
import { processTerminal } from "./terminal";

/** So long may a command take to leave the terminal as it was, in ms. */
const tidyMs = 300;

const environment = processEnvironment();
const connections = new Connections(systemRuntime());
const interruption = new AbortController();

const terminal = processTerminal(environment.variables, (error) => {
  terminal.err(`${terminal.paintErr("red", "error")}: the results could not be written: ${error.message}\n`);
  process.exit(exitStatus.noAnswer);
});

process.on("SIGINT", () => {
  if (interruption.signal.aborted) {
    process.exit(exitStatus.interrupted);
  }
  interruption.abort();
});

async function run(): Promise<number> {
  let status: number = exitStatus.fine;
  const program = buildProgram(
    { terminal, environment, connections, signal: interruption.signal },
    (ended) => (status = ended),
  );
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError) && !interruption.signal.aborted) {
      terminal.err(`${terminal.paintErr("red", "error")}: ${errorText(error, connections.secrets)}\n`);
    }
    return exitStatusOf(error);
  }
  return status;
}

async function interrupted(work: Promise<number>): Promise<never> {
  await new Promise<void>((resolve) => interruption.signal.addEventListener("abort", () => resolve(), { once: true }));
  await Promise.race([work, delay(tidyMs)]);
  terminal.err(terminal.isErrLive ? "\n" : "");
  process.exit(exitStatus.interrupted);
}

const work = run();
void interrupted(work);
void work.then((status) => {
  if (!interruption.signal.aborted) {
    process.exitCode = status;
    leave();
  }
});

/** Goes without what is still under way, such as a sign-in that was not waited for, once all results are written. */
function leave(): void {
  setTimeout(() => (process.stdout.writableLength === 0 ? process.exit() : leave()), tidyMs).unref();
}
