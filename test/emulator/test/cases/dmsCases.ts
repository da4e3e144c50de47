import type { Bench } from "../support/bench";
import { operation, type OperationCases } from "./operationCase";

const dms = "/v2/{project_id}/instances";

const putDms = (bench: Bench): unknown =>
  bench.emulator.control.putDmsInstance("d", {
    engine: "rabbitmq",
    tasks: [
      { id: "t-1", name: "modifyAutoTopic", status: "SUCCESS" },
      { id: "t-2", name: "modifyAutoTopic", status: "EXECUTING" },
    ],
  });

/** Background tasks of DMS. */
export const dmsCases: OperationCases = {
  ListBackgroundTasks: operation("GET", `${dms}/d/tasks`, [
    { column: "success", title: "by start", prepare: putDms, path: `${dms}/d/tasks?start=2&limit=1`, status: 200 },
    { column: "success", title: "by offset", prepare: putDms, path: `${dms}/d/tasks?offset=1&limit=1`, status: 200 },
    {
      column: "documented errors",
      title: "a limit of 101",
      prepare: putDms,
      path: `${dms}/d/tasks?limit=101`,
      status: 400,
      code: "DMS.00400002",
    },
    {
      column: "documented errors",
      title: "an end_time that is no time",
      prepare: putDms,
      path: `${dms}/d/tasks?begin_time=29990101000000&end_time=x`,
      status: 400,
      code: "DMS.00400002",
    },
    { column: "unknown object", title: "an unknown instance", status: 404, code: "DMS.00404022" },
  ]),
  ShowBackgroundTask: operation("GET", `${dms}/d/tasks/t-1`, [
    { column: "success", title: "a task", prepare: putDms, status: 200 },
    {
      column: "unknown object",
      title: "an unknown task",
      prepare: putDms,
      path: `${dms}/d/tasks/x`,
      status: 400,
      code: "DMS.00400070",
    },
    { column: "unknown object", title: "an unknown instance", status: 404, code: "DMS.00404022" },
  ]),
  DeleteBackgroundTask: operation("DELETE", `${dms}/d/tasks/t-1`, [
    { column: "success", title: "a finished task", prepare: putDms, status: 204 },
    {
      column: "documented errors",
      title: "a running task",
      prepare: putDms,
      path: `${dms}/d/tasks/t-2`,
      status: 400,
      code: "DMS.00400017",
    },
    { column: "unknown object", title: "an unknown instance", status: 404, code: "DMS.00404022" },
  ]),
};
