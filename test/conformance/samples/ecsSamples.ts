import type { Sample } from "./sample";
import { sampleNames } from "./sampleNames";

const { server, keyPair, user, job } = sampleNames;
const servers = "/v1/{project_id}/cloudservers";

/** A server with every field that is always there. */
const detail = {
  id: server,
  name: "web-1",
  status: "ACTIVE",
  key_name: keyPair,
  tenant_id: "0123456789abcdef0123456789abcdef",
  user_id: user,
  created: "2024-01-02T03:04:05Z",
  updated: "2024-01-02T03:05:05Z",
  auto_terminate_time: "",
  hostId: "a4e6a3b1",
  host_status: "UP",
  accessIPv4: "",
  accessIPv6: "",
  addresses: {},
  config_drive: "",
  description: "",
  locked: false,
  flavor: { id: "s6.small.1", name: "s6.small.1", vcpus: "1", ram: "1024", disk: "0" },
  image: { id: "99999999-9999-4999-8999-999999999999" },
  metadata: { os_type: "Linux", image_name: "Ubuntu 24.04", "metering.imagetype": "gold" },
  security_groups: [{ id: "5b1d", name: "default" }],
  tags: [],
  "OS-DCF:diskConfig": "MANUAL",
  "OS-EXT-AZ:availability_zone": "cn-north-4a",
  "OS-EXT-SRV-ATTR:host": "pod1",
  "OS-EXT-SRV-ATTR:hostname": "web-1",
  "OS-EXT-SRV-ATTR:hypervisor_hostname": "nova001",
  "OS-EXT-SRV-ATTR:instance_name": "instance-0048a91b",
  "OS-EXT-SRV-ATTR:kernel_id": "",
  "OS-EXT-SRV-ATTR:launch_index": 0,
  "OS-EXT-SRV-ATTR:ramdisk_id": "",
  "OS-EXT-SRV-ATTR:root_device_name": "/dev/vda",
  "OS-EXT-STS:power_state": 1,
  "OS-EXT-STS:task_state": null,
  "OS-EXT-STS:vm_state": "active",
  "OS-SRV-USG:launched_at": "2024-01-02T03:04:25.000000",
  "OS-SRV-USG:terminated_at": null,
  "os-extended-volumes:volumes_attached": [{ id: "b104", device: "/dev/vda", delete_on_termination: "true" }],
};

const times = { begin_time: "2024-01-02T03:04:05.678Z", end_time: "2024-01-02T03:04:15.000Z" };

/** ECS. */
export const ecsSamples = {
  ShowServer: {
    operation: "ShowServer",
    method: "GET",
    path: `${servers}/${server}`,
    status: 200,
    response: { server: detail },
  },
  ListServersDetails: {
    operation: "ListServersDetails",
    method: "GET",
    path: `${servers}/detail?limit=10&offset=1`,
    status: 200,
    response: { count: 1, servers: [detail] },
  },
  BatchStopServers: {
    operation: "BatchStopServers",
    method: "POST",
    path: `${servers}/action`,
    request: { "os-stop": { type: "HARD", servers: [{ id: server }] } },
    status: 200,
    response: { job_id: job },
  },
  BatchStartServers: {
    operation: "BatchStartServers",
    method: "POST",
    path: `${servers}/action`,
    request: { "os-start": { servers: [{ id: server }] } },
    status: 200,
    response: { job_id: job },
  },
  ShowJob: {
    operation: "ShowJob",
    method: "GET",
    path: `/v1/{project_id}/jobs/${job}`,
    status: 200,
    response: {
      job_id: job,
      job_type: "stopServer",
      status: "SUCCESS",
      ...times,
      error_code: null,
      fail_reason: null,
      entities: {
        sub_jobs_total: 1,
        sub_jobs: [
          {
            job_id: "ff8080814dbd65d7014dbe0d84db0014",
            job_type: "stopServer",
            status: "SUCCESS",
            ...times,
            error_code: null,
            fail_reason: null,
            entities: { server_id: server },
          },
        ],
      },
    },
  },
} as const satisfies Record<string, Sample>;
