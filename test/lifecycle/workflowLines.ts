/** The command lines of each job of a GitHub workflow, in order; lines of one command each. */
export function githubJobs(workflow: string): string[][] {
  const [, jobs = ""] = workflow.split(/^jobs:\n/m);
  const [, ...bodies] = jobs.split(/^ {2}\w+:\n/m);
  return bodies.map((body) => [...body.matchAll(/^ +(?:- )?run: (.*)$/gm)].map(([, line = ""]) => line));
}

/** The command lines below a key of a job in .gitlab-ci.yml. */
export function gitlabLines(pipeline: string, job: string, key: "script" | "before_script" | "after_script"): string[] {
  const body = pipeline.split(/^(?=\S+:)/m).find((part) => part.startsWith(`${job}:\n`)) ?? "";
  const list = body.split(/^ {2}(?=\w+:)/m).find((part) => part.startsWith(`${key}:\n`)) ?? "";
  return [...list.matchAll(/^ {4}- (.*)$/gm)].map(([, line = ""]) => line);
}

/** Those of them that are Pulumi's and ours: the rest is about the machine they run on. */
export function pulumiLines(lines: readonly string[]): string[] {
  return lines.filter((line) => /\b(?:pulumi up|npx huaweicloud-kps) /.test(line));
}
