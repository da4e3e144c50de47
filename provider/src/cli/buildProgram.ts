import { Argument, Command, Option } from "commander";
import { tasksDelete } from "./commands/deleteTasks";
import { dmsTasks, dmsWait } from "./commands/dmsTasks";
import { doctor } from "./commands/doctor";
import { keyPairsList } from "./commands/listKeyPairs";
import { tasksFailed, tasksRunning } from "./commands/listTasks";
import { preflight } from "./commands/preflight";
import { report, reportFormats } from "./commands/report";
import { tasksShow, tasksWait } from "./commands/showTask";
import {
  countFlag,
  idArgument,
  repeatable,
  textFlag,
  withConnection,
  withJson,
  withListForm,
  withTaskFilter,
  withTimeout,
} from "./flags";
import { ownVersion } from "./ownVersion";
import { plainLines } from "./plainText";
import type { Session } from "./session";
import { durationFlag, momentFlag } from "./timeFlags";

const statuses = `
Exit status:
  0    done; also for a list of failed tasks that is not empty
  1    the task shown or waited for failed, or something was found
  2    wrong usage, settings or credentials, or an unknown id
  3    no answer: an error of the service, no network, or not in time
  130  Ctrl-C`;

/** As Commander tells of an option that there is not, with the value that was given to it. */
const UNKNOWN_WITH_VALUE = /(unknown option '-{1,2}[\w-]{1,64})=[^]*'/;

/**
 * The commands. Parsing runs one of them and hands its exit status to `ended`.
 * Errors of usage are thrown as CommanderError, once they are printed.
 */
export function buildProgram(session: Session, ended: (status: number) => void): Command {
  const program = new Command("huaweicloud-kps")
    .description("Tasks and key pairs of Huawei Cloud Key Pair Service (KPS): which servers failed, and why.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.terminal.out(text),
      // What is wrong with an argument is told with the argument, which may come from anywhere. One that there is not may be
      // meant to take a secret.
      writeErr: (text) => session.terminal.err(plainLines(text.replace(UNKNOWN_WITH_VALUE, "$1'"))),
    })
    .showHelpAfterError("(--help shows what there is)")
    .version(ownVersion())
    .addHelpText("after", statuses);
  withConnection(program);
  addTasks(program.command("tasks").description("tasks of KPS"), session, ended);
  addDms(
    program.command("dms").description("background tasks of DMS instances (Kafka, RabbitMQ, RocketMQ)"),
    session,
    ended,
  );

  const keyPairs = program.command("keypairs").description("key pairs of KPS");
  const list = withConnection(withJson(keyPairs.command("list").description("key pairs the credential may see")));
  list.action(async () => ended(await keyPairsList(list.optsWithGlobals(), session)));

  const check = withConnection(
    withJson(program.command("doctor").description("check credentials, clock, endpoints and permissions; reads only")),
  );
  check.action(async () => ended(await doctor(check.optsWithGlobals(), session)));

  const before = program
    .command("preflight")
    .description("what binding a key pair to servers would do now, and whether a key fits; changes nothing")
    .addArgument(idArgument("server", "ids of ECS servers", "several"))
    .option("--key-pair <name>", "the key pair to bind; else any that is not bound now", textFlag)
    .addOption(repeatable("--key-file <path>", "private key that is to open them"))
    .addOption(repeatable("--password-env <name>", "environment variable with the root password"))
    .addOption(repeatable("--replaces <name>", "key pair that may be replaced"));
  withConnection(withJson(before));
  before.action(async (ids: readonly string[]) => ended(await preflight(ids, before.optsWithGlobals(), session)));

  const kept = program
    .command("report")
    .description("turn a file kept by kps:reportFile into a table, annotations, a JUnit file or a page")
    .addArgument(new Argument("<file>", "file of JSON lines; - for standard input"))
    .addOption(new Option("--format <name>", "form").choices(reportFormats).default("table"));
  kept.action(async (path: string) => ended(await report(path, kept.opts(), session)));
  return program;
}

function addTasks(tasks: Command, session: Session, ended: (status: number) => void): void {
  const running = tasks.command("running").description("tasks that are running now");
  withConnection(withListForm(withTaskFilter(running)));
  running.action(async () => ended(await tasksRunning(running.optsWithGlobals(), session)));

  const failed = tasks.command("failed").description("failed tasks, and why");
  withConnection(withListForm(withTaskFilter(failed)));
  failed.action(async () => ended(await tasksFailed(failed.optsWithGlobals(), session)));

  const show = tasks.command("show").description("one task; for a failed one also why");
  withConnection(withJson(show.addArgument(idArgument("id", "id of the task"))));
  show.action(async (id: string) => ended(await tasksShow(id, show.optsWithGlobals(), session)));

  const wait = tasks.command("wait").description("wait until a task has ended");
  withConnection(withTimeout(withJson(wait.addArgument(idArgument("id", "id of the task")))));
  wait.action(async (id: string) => ended(await tasksWait(id, wait.optsWithGlobals(), session)));

  const remove = tasks
    .command("delete")
    .description("delete records of failed tasks, by one id or by a filter; asks first")
    .addArgument(idArgument("id", "id of a failed task", "optional"));
  withTaskFilter(remove)
    .option("--older-than <duration>", "tasks begun before: 12h, 7d", durationFlag)
    .option("--yes", "do not ask");
  withConnection(withJson(remove));
  remove.action(async (id: string | undefined) => ended(await tasksDelete(id, remove.optsWithGlobals(), session)));
}

function addDms(dms: Command, session: Session, ended: (status: number) => void): void {
  const withQuery = (command: Command): Command =>
    command
      .addArgument(idArgument("instance", "id of the instance"))
      .option("--since <time>", "tasks created since: 1h, 7d, 2026-11-21T02:00Z", momentFlag)
      .option("--until <time>", "tasks created until", momentFlag)
      .addOption(repeatable("--name <name>", "tasks of this name, such as modifyAutoTopic"));

  const tasks = dms.command("tasks").description("background tasks of an instance");
  withConnection(withListForm(withQuery(tasks)));
  tasks.action(async (id: string) => ended(await dmsTasks(id, tasks.optsWithGlobals(), session)));

  const wait = dms.command("wait").description("wait until background tasks have settled");
  withTimeout(withQuery(wait)).option("--expect <n>", "wait until at least so many are there", countFlag);
  withConnection(withJson(wait));
  wait.action(async (id: string) => ended(await dmsWait(id, wait.optsWithGlobals(), session)));
}
