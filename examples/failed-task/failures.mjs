// Reads `pulumi stack export` and prints what failed, from the outputs of each binding: for a report or a ticket.
let text = "";
for await (const chunk of process.stdin) {
  text += chunk;
}
for (const { urn, outputs } of JSON.parse(text).deployment.resources) {
  if (outputs?.phase === "failed") {
    const { operation, message, taskId, match } = outputs.failure;
    console.log(`${urn.split("::").at(-1)}: ${operation} failed: ${message} (task ${taskId}, ${match})`);
  }
}
