export interface TopicTable {
  code: string
  parent_code: string | null
  name: string
  /** 1 main topic, 2 and 3 below it. */
  level: number
  /** 'sp4n-code': the code is SP4N's own; 'name-only': the name is SP4N's, the code ours. */
  source: string
  active: boolean
  shipped: boolean
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    topic: TopicTable
  }
}
