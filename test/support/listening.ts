/** Waits for what a process does by itself after it has begun to answer: until it listens, it knows of no change. */
import assert from 'node:assert/strict'
import { waitUntil } from '../../src/platform/processes.ts'
import type { Town } from './town.ts'

/** Until the web process at `url` hears of changes; a page that is opened earlier is told that it may have missed some. */
export async function hearsOfChanges(town: Pick<Town, 'token' | 'url'>, url = town.url): Promise<void> {
  const hears = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/meja/arus?sejak=${Date.now()}`, {
      headers: { ...town.token('verifier'), accept: 'application/json' },
    })
    const { list } = (await answer.json()) as { list: { lost?: true } }
    return list.lost === undefined
  }
  assert.ok(await waitUntil(hears, 30_000, 20), 'it listens within half a minute')
}
