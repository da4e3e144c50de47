import type { ConnectionFlags } from "../connection";
import { examine } from "../doctor/examine";
import type { Finding } from "../doctor/finding";
import { exitStatus } from "../exitStatus";
import { jsonText, plainText } from "../plainText";
import type { Session } from "../session";
import type { Style } from "../styles";
import { fitTable, type Column } from "../table";

const styles: Readonly<Record<Finding["result"], Style>> = {
  ok: "green",
  warning: "yellow",
  problem: "red",
  untested: "dim",
};

const columns: readonly Column<Finding>[] = [
  { title: "RESULT", rank: 4, text: ({ result }) => result, style: ({ result }) => styles[result] },
  { title: "CHECK", rank: 3, least: 12, text: ({ check, action }) => action ?? check },
  { title: "SEEN", rank: 5, least: 24, text: ({ seen }) => seen },
];

/** `doctor`: sends reads only. Ends with status 1 when there is a problem. */
export async function doctor(flags: ConnectionFlags & { readonly json?: boolean }, session: Session): Promise<number> {
  const { terminal } = session;
  const findings = await examine(flags, session);
  const problems = findings.filter(({ result }) => result === "problem");
  if (flags.json === true) {
    terminal.out(`${jsonText({ healthy: problems.length === 0, findings })}\n`);
  } else {
    const { lines } = fitTable(columns, findings, terminal.columns(), terminal.paint);
    terminal.out(`${lines.join("\n")}\n`);
    const fixes = findings.filter(({ next }) => next !== undefined);
    const steps = fixes.map(({ check, action, next = "" }) => `  ${action ?? check}: ${plainText(next)}`);
    terminal.out(steps.length === 0 ? "\nNothing to fix.\n" : `\nTo fix:\n${steps.join("\n")}\n`);
  }
  return problems.length === 0 ? exitStatus.fine : exitStatus.found;
}
