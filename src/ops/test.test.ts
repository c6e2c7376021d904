/** Which tests `npm test PATH` runs. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { Explained } from '../platform/explained.ts'
import { testFiles } from './test.ts'

test('a folder stands for every test in it, at any depth, each once', async () => {
  const files = await testFiles(['src/regulation', 'src/regulation/clocks.test.ts'])
  assert.ok(
    files.includes('src/regulation/clocks.test.ts') && files.includes('src/regulation/deadlines.test.ts'),
  )
  assert.ok(files.every((file) => /^src\/regulation\/.*\.test\.ts$/.test(file)))
  assert.equal(new Set(files).size, files.length)
  assert.ok((await testFiles(['src/reports/'])).includes('src/reports/casefile/lifecycle.test.ts'))
})

test('a file stands for itself, and nothing for every test of the project', async () => {
  assert.deepEqual(await testFiles(['./test/errors.test.ts']), ['test/errors.test.ts'])
  const all = await testFiles([])
  assert.ok(all.includes('src/ops/test.test.ts') && all.includes('test/stories/citizen.test.ts'))
})

for (const path of ['src/regulations', 'src/regulation/clocks.ts', 'src/web/assets/fonts'])
  test(`a path without a test is refused by its name: ${path}`, async () => {
    const named = (error: unknown) => error instanceof Explained && error.message.includes(path)
    await assert.rejects(testFiles([path]), named)
  })
