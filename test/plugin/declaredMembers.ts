import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const source = resolve(__dirname, "../../provider/src");

/** Names of members and whether each is always there. */
export type Members = Readonly<Record<string, boolean>>;

/** The interfaces of the models by name, with what they extend, and the outputs that the resource classes declare. */
export function declaredMembers(folder: "model" | "resources"): ReadonlyMap<string, Members> {
  const declarations = new Map<string, { own: Members; bases: readonly string[] }>();
  for (const file of readdirSync(join(source, folder), { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".ts")) {
      const text = readFileSync(join(source, folder, file), "utf8");
      ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements.forEach((statement) => {
        if (ts.isInterfaceDeclaration(statement)) {
          const bases = (statement.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
          declarations.set(statement.name.text, { own: membersOf(statement.members), bases });
        } else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
          declarations.set(statement.name.text, { own: membersOf(statement.members), bases: [] });
        }
      });
    }
  }
  const whole = (name: string): Members => {
    const { own = {}, bases = [] } = declarations.get(name) ?? {};
    return bases.reduce<Members>((members, base) => ({ ...whole(base), ...members }), own);
  };
  return new Map([...declarations.keys()].map((name) => [name, whole(name)]));
}

function membersOf(members: Iterable<ts.TypeElement | ts.ClassElement>): Members {
  const found: Record<string, boolean> = {};
  for (const member of members) {
    if (ts.isPropertySignature(member) || (ts.isPropertyDeclaration(member) && isDeclared(member))) {
      const isAbsent = member.questionToken !== undefined || /\| undefined>?$/.test(member.type?.getText() ?? "");
      found[member.name.getText()] = !isAbsent;
    }
  }
  return found;
}

function isDeclared(member: ts.PropertyDeclaration): boolean {
  return member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}
