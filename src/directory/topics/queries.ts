import type { Db } from '../../platform/db/database.ts'
import { afterRow, type After } from '../lists.ts'
import type { TopicTable } from './tables.ts'

export type Topic = Omit<TopicTable, 'shipped'>

const shown = ['code', 'parent_code', 'name', 'level', 'source', 'active'] as const

/** One topic; also one that is no longer offered. */
export const topicByCode = (db: Db, code: string): Promise<Topic | undefined> =>
  db.selectFrom('topic').select(shown).where('code', '=', code).executeTakeFirst()

/** The topics on offer, by name: all of them, the main ones (`parent: null`) or those below one. */
export const listTopics = (
  db: Db,
  { parent, level }: { parent?: string | null; level?: number } = {},
  { after, limit = 500 }: { after?: After; limit?: number } = {},
): Promise<Topic[]> =>
  db
    .selectFrom('topic')
    .select(shown)
    .where('active', '=', true)
    .$if(parent !== undefined, (query) => query.where('parent_code', parent === null ? 'is' : '=', parent!))
    .$if(level !== undefined, (query) => query.where('level', '=', level!))
    .$if(after !== undefined, (query) => query.where(afterRow(after!)))
    .orderBy('name')
    .orderBy('code')
    .limit(limit)
    .execute()

/** 'Jalan Berlubang' below 'Infrastruktur Jalan' below 'Pekerjaan Umum dan Penataan Ruang': the main topic first. */
export async function topicPathOf(db: Db, code: string): Promise<Topic[]> {
  const path: Topic[] = []
  let next: string | null = code
  while (next !== null && path.length < 4) {
    const topic: Topic | undefined = await topicByCode(db, next)
    if (!topic) break
    path.unshift(topic)
    next = topic.parent_code
  }
  return path
}
