import { splitLine, UnknownSyntax } from "./splitLine";

/** What a line printed and how it ended. */
export interface Answer {
  stdout: string;
  stderr: string;
  status: number;
  /** Whether it ended the shell. */
  exits: boolean;
}

/** What the answers tell about a server. */
export interface Place {
  hostname: string;
  /** The lines of /root/.ssh/authorized_keys. */
  authorizedKeys: string[];
}

type Command = (args: string[], place: Place, before: number) => Partial<Answer>;

const system = { s: "Linux", r: "5.15.0-emulated", v: "#1 SMP", m: "x86_64", o: "GNU/Linux" };

/** By the arguments of `id`. */
const identities = new Map([
  ["", "uid=0(root) gid=0(root) groups=0(root)"],
  ["-u", "0"],
  ["-un", "root"],
]);

const commands = new Map<string, Command>([
  ["cat", (args, place) => cat(args, place)],
  ["echo", (args) => ({ stdout: args[0] === "-n" ? args.slice(1).join(" ") : `${args.join(" ")}\n` })],
  ["exit", (args, _place, before) => exit(args, before)],
  ["false", () => ({ status: 1 })],
  ["hostname", (_args, place) => ({ stdout: `${place.hostname}\n` })],
  ["id", (args) => id(args)],
  ["true", () => ({})],
  ["uname", (args, place) => uname(args, place)],
  ["whoami", () => ({ stdout: "root\n" })],
]);

/**
 * Makes up what a server answers to a line of its shell. Nothing is carried out.
 *
 * @param before status of the line before
 */
export function runLine(line: string, place: Place, before = 0): Answer {
  const answer: Answer = { stdout: "", stderr: "", status: before, exits: false };
  try {
    for (const { operator, words } of splitLine(line)) {
      const [name = "", ...args] = words;
      const passedOver = answer.status === 0 ? operator === "||" : operator === "&&";
      if (!passedOver && !answer.exits) {
        const { stdout = "", stderr = "", status = 0, exits = false } = runCommand(name, args, place, answer.status);
        answer.stdout += stdout;
        answer.stderr += stderr;
        Object.assign(answer, { status, exits });
      }
    }
    return answer;
  } catch (error) {
    if (error instanceof UnknownSyntax) {
      return { ...answer, stdout: "", stderr: `sh: ${error.message}\n`, status: 2, exits: false };
    }
    throw error;
  }
}

function runCommand(name: string, args: string[], place: Place, before: number): Partial<Answer> {
  const command = commands.get(name);
  return command === undefined ? { stderr: `sh: ${name}: not found\n`, status: 127 } : command(args, place, before);
}

function cat(files: string[], { authorizedKeys }: Place): Partial<Answer> {
  const answer = { stdout: "", stderr: "", status: 0 };
  for (const file of files) {
    if (file.replace(/^~\/|^(?=[^/])/, "/root/") === "/root/.ssh/authorized_keys") {
      answer.stdout += authorizedKeys.map((line) => `${line}\n`).join("");
    } else {
      answer.stderr += `cat: ${file}: No such file or directory\n`;
      answer.status = 1;
    }
  }
  return answer;
}

function exit([status = ""]: string[], before: number): Partial<Answer> {
  if (status !== "" && !/^\d{1,9}$/.test(status)) {
    return { stderr: `sh: exit: Illegal number: ${status}\n`, status: 2, exits: true };
  }
  return { status: status === "" ? before : Number(status) % 256, exits: true };
}

function id(args: string[]): Partial<Answer> {
  const text = identities.get(args.join(" "));
  return text === undefined ? { stderr: "id: only -u and -un are known here\n", status: 1 } : { stdout: `${text}\n` };
}

function uname(args: string[], { hostname }: Place): Partial<Answer> {
  const { s, r, v, m, o } = system;
  const facts = new Map(Object.entries({ s, n: hostname, r, v, m, o }));
  const asked = args.flatMap((arg) => arg.match(/[^-]/gu) ?? []);
  const unknown = asked.find((letter) => letter !== "a" && !facts.has(letter));
  if (unknown !== undefined) {
    return { stderr: `uname: invalid option -- '${unknown}'\n`, status: 1 };
  }
  const shown = asked.length === 0 ? ["s"] : asked.includes("a") ? [...facts.keys()] : asked;
  const texts = [...facts].filter(([letter]) => shown.includes(letter)).map(([, text]) => text);
  return { stdout: `${texts.join(" ")}\n` };
}
