/** The page at `/`: what there is and what was asked for last, looked up again every second. */
export const statePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>huaweicloud-kps-emulator</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #222; }
  h2 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
  table { border-collapse: collapse; }
  th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #ddd; }
  td { font-family: ui-monospace, monospace; font-size: 12px; }
  #problem { color: #a00; }
</style>
<h1>huaweicloud-kps-emulator</h1>
<p id="problem"></p>
<h2>Servers</h2><table id="servers"></table>
<h2>Key pairs</h2><table id="keyPairs"></table>
<h2>Running tasks</h2><table id="running"></table>
<h2>Failed tasks</h2><table id="failed"></table>
<h2>Last requests</h2><table id="requests"></table>
<script>
const most = 20;

function fill(id, columns, things) {
  const rows = [columns, ...things.map((thing) => columns.map((column) => thing[column] ?? ""))];
  document.getElementById(id).replaceChildren(...rows.map((cells, index) => {
    const row = document.createElement("tr");
    row.append(...cells.map((cell) => {
      const element = document.createElement(index === 0 ? "th" : "td");
      element.textContent = String(cell);
      return element;
    }));
    return row;
  }));
}

function show(state, requests) {
  fill("servers", ["id", "name", "status", "keyPairName", "passwordLogin"], state.servers.slice(0, 200));
  fill("keyPairs", ["name", "scope", "fingerprint", "hosted"], state.keyPairs.slice(0, 200));
  const open = state.tasks.filter((task) => task.endedAt === undefined);
  const failed = state.tasks.filter((task) => task.taskStatus.startsWith("FAILED"));
  fill("running", ["taskId", "taskStatus", "serverId", "keyPairName"], open.slice(-most).reverse());
  fill("failed", ["taskId", "taskStatus", "serverId", "keyPairName", "errorMessage"], failed.slice(-most).reverse());
  const last = requests.slice(-most).reverse();
  fill("requests", ["operation", "method", "path", "status", "accepted", "who"], last);
}

async function refresh() {
  try {
    const [state, requests] = await Promise.all(
      ["state", "requests"].map((name) => fetch("/_emulator/" + name).then((reply) => reply.json())),
    );
    show(state, requests);
    document.getElementById("problem").textContent = "";
  } catch (error) {
    document.getElementById("problem").textContent = "The emulator does not answer: " + error;
  }
  setTimeout(refresh, 1000);
}

refresh();
</script>
</html>
`;
