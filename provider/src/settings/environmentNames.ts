/** Environment variables of each plain setting, the first that is set wins. */
export const environmentNames = {
  region: ["HW_REGION_NAME", "OS_REGION_NAME"],
  projectId: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID", "OS_PROJECT_ID"],
  projectName: ["HW_PROJECT_NAME", "OS_PROJECT_NAME"],
  endpoint: ["KPS_ENDPOINT"],
  endpoints: [],
  requestsPerMinute: ["KPS_REQUESTS_PER_MINUTE"],
  ecsRequestsPerMinute: ["KPS_ECS_REQUESTS_PER_MINUTE"],
  profile: ["HW_PROFILE"],
  sharedConfigFile: ["HW_SHARED_CONFIG_FILE"],
  reportFile: ["KPS_REPORT_FILE"],
} as const satisfies Record<string, readonly string[]>;

export type PlainKey = keyof typeof environmentNames;

/** Namespaces of the stack configuration, the first that has the key wins. */
export const namespaces = ["kps", "huaweicloud"] as const;
