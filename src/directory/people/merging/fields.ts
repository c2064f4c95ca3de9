/** What two files of one person may differ in, in the order in which it is asked. */
export const mergeFields = [
  "name",
  "sex",
  "birthDate",
  "ethnicGroup",
  "unit",
  "post",
  "identityClass",
  "skillLevel",
  "isMigrantWorker",
  "isNewForm",
  "isStudent",
  "identity",
  "phone",
] as const
export type MergeField = (typeof mergeFields)[number]
