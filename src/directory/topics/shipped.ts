import { referenceRows } from '../csv.ts'
import type { ShippedList } from '../shipped.ts'
import type { TopicTable } from './tables.ts'

export type ShippedTopic = Omit<TopicTable, 'active' | 'shipped'>

export const shippedTopics: ShippedList<ShippedTopic> = {
  list: 'topics',
  table: 'topic',
  key: 'code',
  columns: ['code', 'parent_code', 'name', 'level', 'source'],
  edition: 1,
  files: ['categories.csv'],
  rows: async () =>
    (await referenceRows<'code' | 'parent' | 'name' | 'level' | 'source'>('categories.csv')).map((line) => ({
      code: line.code,
      parent_code: line.parent || null,
      name: line.name,
      level: Number(line.level),
      source: line.source,
    })),
}
