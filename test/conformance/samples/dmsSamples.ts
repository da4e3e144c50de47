import type { Sample } from "./sample";
import { sampleNames } from "./sampleNames";

const tasks = `/v2/{project_id}/instances/${sampleNames.instance}/tasks`;

const response = {
  task_count: "1",
  tasks: [
    {
      id: "ff80a",
      name: "modifyAutoTopic",
      user_name: "u",
      user_id: "x",
      params: '{"enable":true}',
      status: "SUCCESS",
      created_at: "2024-01-02T03:04:05.678Z",
      updated_at: "2024-01-02T03:04:09.000Z",
    },
  ],
};

/** DMS: background tasks, listed in both dialects. */
export const dmsSamples = {
  "ListBackgroundTasks by start": {
    operation: "ListBackgroundTasks",
    method: "GET",
    path: `${tasks}?begin_time=20240102030405&end_time=20240103000000&limit=10&start=1`,
    status: 200,
    response,
  },
  "ListBackgroundTasks by offset": {
    operation: "ListBackgroundTasks",
    method: "GET",
    path: `${tasks}?limit=10&offset=0`,
    status: 200,
    response,
  },
  ShowBackgroundTask: {
    operation: "ShowBackgroundTask",
    method: "GET",
    path: `${tasks}/ff80a`,
    status: 200,
    response,
  },
  DeleteBackgroundTask: {
    operation: "DeleteBackgroundTask",
    method: "DELETE",
    path: `${tasks}/ff80a`,
    status: 204,
  },
} as const satisfies Record<string, Sample>;
